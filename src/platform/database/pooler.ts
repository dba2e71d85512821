import { StartRefused } from '#core/start-refused.ts';
import type { Log } from '#platform/log.ts';
import type { Database } from './client.ts';

/**
 * Looks whether statements reach PostgreSQL as they must, by way of PgBouncer or without.
 * @throws StartRefused naming the setting
 */
export async function checkPooler(
  database: Pick<Database, 'kind' | 'query' | 'connection'>,
  log: Log,
): Promise<void> {
  if (database.kind === 'embedded') return;
  const text = `select current_setting('lock_timeout') as lock, current_setting('TimeZone') as zone`;
  const [direct] = await database.connection(({ query }) => query<{ lock: string }>(text));
  if (direct?.lock === '0')
    throw new StartRefused(
      'DIRECT_DATABASE_URL: the settings of a session do not reach PostgreSQL. Behind PgBouncer, ' +
        'leave DATABASE_URL as it is and set DIRECT_DATABASE_URL to the address of PostgreSQL itself.',
    );
  const [pooled] = await database.query<{ lock: string; zone: string }>({ text, values: [] });
  if (pooled?.zone !== 'UTC')
    throw new StartRefused(
      `DATABASE_URL: connections have the time zone ${pooled?.zone}, and need UTC.`,
    );
  if (pooled.lock === '0')
    log.warn(
      'DATABASE_URL: statements wait for locks without end. Give PgBouncer the connect_query of docs/operate.md.',
    );
}
