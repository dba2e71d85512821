import type { Database } from '#platform/database/client.ts';

/** Counts which operations each API credential runs. */
export interface Usage {
  /**
   * Counts one run; it is written with the next batch, and nobody waits for it.
   * @param refusedBy the code of the error it was refused with; null where it was answered
   */
  count(credentialId: number, operation: string, refusedBy: string | null): void;
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
  /** How many of the refused were so with which code. */
  refused_by: Record<string, number>;
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
    count: (credentialId, operation, refusedBy) => {
      const key = `${credentialId} ${operation}`;
      const known = counted.get(key);
      const none = { count: 0, refused: 0, refused_by: {} };
      const row: Counted = known ?? { credential_id: credentialId, operation, ...none };
      row.count += 1;
      if (refusedBy !== null) {
        row.refused += 1;
        row.refused_by[refusedBy] = (row.refused_by[refusedBy] ?? 0) + 1;
      }
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
  insert into api_usages
    (credential_id, operation, used_on, count, refused_count, refused_by, last_at)
  select c.credential_id, c.operation, (now() at time zone 'utc')::date, c.count, c.refused,
    c.refused_by, now()
  from jsonb_to_recordset($1::jsonb) as c
    (credential_id int, operation text, count int, refused int, refused_by jsonb)
  where exists (select 1 from api_credentials a where a.id = c.credential_id)
  on conflict (credential_id, operation, used_on) do update
    set count = api_usages.count + excluded.count,
        refused_count = api_usages.refused_count + excluded.refused_count,
        refused_by = (select coalesce(jsonb_object_agg(code, times), '{}')
                    from (select code, sum(times::int) as times
                          from (select * from jsonb_each_text(api_usages.refused_by)
                                union all select * from jsonb_each_text(excluded.refused_by))
                            as parts (code, times)
                          group by code) as summed),
        last_at = excluded.last_at`;
