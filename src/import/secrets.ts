import { DecryptionFailed, type Keyring, type SecretBox } from '#core/secret.ts';
import type { Connection } from '#platform/database/client.ts';
import type { Noun } from './noun.ts';
import type { SourceApi } from './source/api.ts';
import type { SourceRow } from './source/source.ts';

/** Rows with the plain text of their secrets, under the columns they have here. */
export async function withSecrets(
  { secrets }: Noun,
  rows: readonly SourceRow[],
  api: SourceApi | null,
): Promise<readonly SourceRow[]> {
  if (!secrets || !api) return rows;
  const asked = async (row: SourceRow) => {
    const texts = Object.entries(secrets).map(async ([column, { reads, ask }]) => {
      const isThere = row[reads[0]] !== null && row[reads[0]] !== '';
      return [column, isThere ? await ask(row, api) : null] as const;
    });
    return { ...row, ...Object.fromEntries(await Promise.all(texts)) };
  };
  return Promise.all(rows.map(asked));
}

/**
 * Encrypts the secrets of rows that are here; those that are the same stay untouched.
 * @returns how many were written
 */
export async function writeSecrets(
  { query }: Connection,
  keyring: Keyring,
  { secrets = {}, target }: Noun,
  rows: readonly SourceRow[],
): Promise<number> {
  let written = 0;
  for (const [column, { purpose, context }] of Object.entries(secrets)) {
    const box = keyring.box(purpose);
    const here = await query<{ id: number; stored: string | null }>(
      `select id, "${column}" as stored from ${target} where id = any ($1::int[])`,
      [rows.map(({ id }) => Number(id))],
    );
    const stored = new Map(here.map((row) => [row.id, row.stored]));
    const changed = rows.flatMap((row) => {
      const id = Number(row.id);
      const [plain, before] = [row[column], stored.get(id)];
      if (before === undefined || isSame(box, before, context(id), plain)) return [];
      return [{ id, text: plain ? box.encrypt(String(plain), context(id)) : null }];
    });
    if (!changed.length) continue;
    await query(
      `update ${target} as t set "${column}" = s.text
       from jsonb_to_recordset($1::jsonb) as s (id int, text text) where t.id = s.id`,
      [JSON.stringify(changed)],
    );
    written += changed.length;
  }
  return written;
}

function isSame(
  box: SecretBox,
  stored: string | null,
  context: string,
  plain: SourceRow[string],
): boolean {
  if (stored === null || !plain) return stored === null && !plain;
  try {
    return box.decrypt(stored, context) === String(plain);
  } catch (error) {
    if (error instanceof DecryptionFailed) return false;
    throw error;
  }
}
