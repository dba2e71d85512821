import type { Keyring } from '#core/secret.ts';
import { StartRefused } from '#core/start-refused.ts';
import type { Connection } from '#platform/database/client.ts';
import { ADDED } from './added.ts';
import { bookSteps } from './books/steps.ts';
import { bringFiles } from './files/bring-files.ts';
import type { FilesMove } from './files/store.ts';
import { KnownRows } from './known.ts';
import { mapRows } from './map.ts';
import type { Noun } from './noun.ts';
import { removeGone } from './remove-gone.ts';
import { nouns } from './nouns/nouns.ts';
import { continueNumbering } from './numbering.ts';
import { ensureNoCurrency } from './no-currency.ts';
import { withSecrets, writeSecrets } from './secrets.ts';
import { pagesOf } from './source/pages.ts';
import { type SourceDatabase, SourceLost } from './source/source.ts';
import type { Installation } from './source/whmcs.ts';
import { endStep, inPart, progressOf } from './steps.ts';
import { writeRows } from './write-rows.ts';

/** Entry of each part that is done; the next one waits for it. */
export type OnProgress = (step: string, rows: number, written: number) => void | Promise<void>;

/** What of the nouns an installation has. */
export const nounsOf = (source: SourceDatabase, installation: Installation): Noun[] =>
  nouns.filter(
    ({ table, isThere }) => source.columnsOf(table).length > 0 && (isThere?.(installation) ?? true),
  );

/** Between what an import goes. */
export interface Ends {
  source: SourceDatabase;
  installation: Installation;
  connection: Connection;
  keyring: Keyring;
  /** Null where no files come along. */
  files: FilesMove | null;
}

/**
 * Brings over what is not here yet or has changed, noun by noun, page by page, each in a transaction
 * with the note of how far it came: interrupted, it goes on from there. Then the files and the books.
 * @throws StartRefused where the source went away in the middle
 */
export async function runImport(ends: Ends, onProgress: OnProgress): Promise<void> {
  const { source, installation, connection, files } = ends;
  const there = nounsOf(source, installation);
  const known = new KnownRows(there, connection);
  for (const noun of there) await moveNoun({ ...ends, known }, noun, onProgress);
  await lossless('what was deleted', () => removeGone(source, connection, there));
  if (files)
    await lossless('files', () => bringFiles({ source, connection, ...files }, onProgress));
  // So much was written that the database knows nothing of what it holds.
  await connection.script('analyze');
  for (const { name, top, work } of bookSteps)
    await bookAll(connection, { name, top, work }, onProgress);
  await continueNumbering(connection, installation);
  await continueSequences(connection, there);
}

interface Move extends Ends {
  known: KnownRows;
}

async function moveNoun(
  { source, installation, connection, keyring, known }: Move,
  noun: Noun,
  onProgress: OnProgress,
): Promise<void> {
  const before = await progressOf(connection, noun.name);
  if (before.isDone) return;
  await known.prepare(noun);
  const tableColumns = await columnsOf(connection, noun.target);
  let [last, rows] = [before.lastId, before.rows];
  try {
    for await (const found of pagesOf(source, noun, last)) {
      const page = await withSecrets(noun, found, installation.api);
      const { rows: made, notes } = mapRows(noun, page, known, installation);
      const part = { after: last, to: Number(page.at(-1)!.id), rows: page.length };
      const written = await inPart(connection, noun.name, part, async () => {
        const result = await writeRows(connection, noun, made, tableColumns);
        if (installation.api) await writeSecrets(connection, keyring, noun, page);
        return { notes, result };
      });
      last = part.to;
      await onProgress(noun.name, (rows += page.length), written);
    }
  } catch (error) {
    throw explainedLoss(error, `${noun.name} after ${last}`);
  }
  if (noun.name === 'currencies') await ensureNoCurrency(source, connection);
  await endStep(connection, noun.name);
}

/** @throws StartRefused where the source went away */
async function lossless(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw explainedLoss(error, what);
  }
}

const explainedLoss = (error: unknown, where: string): unknown =>
  error instanceof SourceLost
    ? new StartRefused(
        `The source stopped answering at ${where} (${error.message}). ` +
          'Nothing is half done: give the same command again, and it goes on from there.',
      )
    : error;

async function columnsOf({ query }: Connection, table: string): Promise<string[]> {
  const rows = await query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** Rows whose books are made at once. */
const CHUNK = 2_000;

async function bookAll(
  connection: Connection,
  { name, top, work }: (typeof bookSteps)[number],
  onProgress: OnProgress,
): Promise<void> {
  const before = await progressOf(connection, name);
  if (before.isDone) return;
  const [end] = await connection.query<{ top: number }>(top);
  for (let after = before.lastId; after < (end?.top ?? 0); after += CHUNK) {
    const to = after + CHUNK;
    const written = await inPart(connection, name, { after, to, rows: CHUNK }, () =>
      work(connection, after, to),
    );
    await onProgress(name, Math.min(to, end!.top), written);
  }
  await endStep(connection, name);
}

/** A number names a group of options or an option, never both: odd and even ones. */
const PARITY: Readonly<Record<string, number>> = { config_option_groups: 1, config_options: 0 };

/** New rows get numbers after those that came. */
async function continueSequences({ query }: Connection, there: readonly Noun[]): Promise<void> {
  for (const target of new Set([...there.map((noun) => noun.target), 'client_files']))
    await query(
      `with next as (
         select coalesce(max(id), 0) + 1 as id from ${target} where id < ${ADDED}
       )
       select setval(pg_get_serial_sequence($1, 'id'),
         id + case when $2::int is null or id % 2 = $2 then 0 else 1 end, false) from next`,
      [target, PARITY[target] ?? null],
    );
}
