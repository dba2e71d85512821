import { StartRefused } from '#core/start-refused.ts';
import { DecryptionFailed, type Keyring } from '#core/secret.ts';
import type { Database } from './database/client.ts';

/** Something encrypted under a key, by which the key is known again. */
export interface KeySample {
  key_id: string;
  sample: string;
}

const PURPOSE = 'key-sample';

/** The samples of a database; none before the first start. */
export async function keySamples(database: Pick<Database, 'query'>): Promise<KeySample[]> {
  const [table] = await database.query<{ exists: boolean }>({
    text: `select to_regclass('encryption_key_samples') is not null as exists`,
  });
  if (!table?.exists) return [];
  return database.query<KeySample>({ text: 'select key_id, sample from encryption_key_samples' });
}

/**
 * Makes sure that the ring reads what this database holds.
 * @throws StartRefused naming the key that is missing or another one; never a key.
 */
export function checkKeys(keyring: Keyring, samples: readonly KeySample[]): void {
  for (const { key_id: id, sample } of samples) {
    if (!keyring.keyIds.includes(id))
      throw new StartRefused(
        `ENCRYPTION_KEY: the key ${JSON.stringify(id)} is missing, under which secrets of this ` +
          'database are encrypted. Put it behind the newest one, separated by a comma.',
      );
    try {
      keyring.box(PURPOSE).decrypt(sample, id);
    } catch (error) {
      if (!(error instanceof DecryptionFailed)) throw error;
      throw new StartRefused(
        `ENCRYPTION_KEY: the key ${JSON.stringify(id)} is not the one under which secrets of this ` +
          'database are encrypted, though it has its id.',
      );
    }
  }
}

/** Notes that secrets are encrypted under the newest key from now on. */
export async function noteKey(database: Pick<Database, 'query'>, keyring: Keyring): Promise<void> {
  const id = keyring.keyIds[0]!;
  await database.query({
    text: `insert into encryption_key_samples (key_id, sample) values ($1, $2) on conflict do nothing`,
    values: [id, keyring.box(PURPOSE).encrypt('', id)],
  });
}
