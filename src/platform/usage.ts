import type { Database } from '#platform/database/client.ts';

/** Counts which operations each API credential runs. */
export interface Usage {
  /** Counts one run; it is written with the next batch, and nobody waits for it. */
  count(credentialId: number, operation: string, refused: boolean): void;
  /** Writes what was counted and stops. */
  stop(): Promise<void>;
}

/** How often counts are written, in milliseconds. */
const BATCH_MS = 5_000;

interface Counted {
  credential_id: number;
  operation: string;
  count: number;
  refused: number;
}

/** Starts counting. Counts of the last seconds are lost when the process is killed. */
export function startUsage(database: Database, onTrouble: (error: Error) => void): Usage {
  let counted = new Map<string, Counted>();

  async function write(): Promise<void> {
    if (counted.size === 0) return;
    const batch = [...counted.values()];
    counted = new Map();
    await database.query({ text: UPSERT, values: [JSON.stringify(batch)] }).catch(onTrouble);
  }

  const timer = setInterval(() => void write(), BATCH_MS);
  timer.unref();
  return {
    count: (credentialId, operation, refused) => {
      const key = `${credentialId} ${operation}`;
      const known = counted.get(key);
      const row = known ?? { credential_id: credentialId, operation, count: 0, refused: 0 };
      row.count += 1;
      row.refused += refused ? 1 : 0;
      counted.set(key, row);
    },
    stop: async () => {
      clearInterval(timer);
      await write();
    },
  };
}

// A credential may have been deleted since it was counted: its counts are passed over.
const UPSERT = `
  insert into api_usages (credential_id, operation, used_on, count, refused_count, last_at)
  select c.credential_id, c.operation, (now() at time zone 'utc')::date, c.count, c.refused, now()
  from jsonb_to_recordset($1::jsonb) as c
    (credential_id int, operation text, count int, refused int)
  where exists (select 1 from api_credentials a where a.id = c.credential_id)
  on conflict (credential_id, operation, used_on) do update
    set count = api_usages.count + excluded.count,
        refused_count = api_usages.refused_count + excluded.refused_count,
        last_at = excluded.last_at`;
