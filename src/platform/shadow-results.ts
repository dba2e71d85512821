import type { Comparison } from '#core/shadow.ts';
import type { Database } from '#platform/database/client.ts';

/** Counts what comparing the replies of an old system came to, per command and key. */
export interface ShadowResults {
  /**
   * Counts one call; it is written with the next batch, and nobody waits for it.
   * @param credentialId null for a key that is not known here
   */
  count(command: string, credentialId: number | null, comparison: Comparison): void;
  /** Writes what was counted and stops. */
  stop(): Promise<void>;
}

/** How often counts are written, in milliseconds. */
const BATCH_MS = 5_000;

interface Counted {
  command: string;
  credential_id: number | null;
  calls: number;
  equal: number;
  different: number;
  uncompared: number;
  /** Equal ones since the latest of the batch that differed. */
  equal_in_row: number;
  reason: string | null;
  path: string | null;
  old: string | null;
  own: string | null;
}

/** Starts counting. Counts of the last seconds are lost when the process is killed. */
export function startShadowResults(
  database: Database,
  onTrouble: (error: Error) => void,
): ShadowResults {
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
    count: (command, credentialId, comparison) => {
      const key = `${credentialId} ${command}`;
      const row = counted.get(key) ?? nothingOf(command, credentialId);
      add(row, comparison);
      counted.set(key, row);
    },
    stop: async () => {
      clearInterval(timer);
      await write();
    },
  };
}

const nothingOf = (command: string, credentialId: number | null): Counted => ({
  command,
  credential_id: credentialId,
  calls: 0,
  equal: 0,
  different: 0,
  uncompared: 0,
  equal_in_row: 0,
  reason: null,
  path: null,
  old: null,
  own: null,
});

function add(row: Counted, comparison: Comparison): void {
  row.calls += 1;
  if (comparison.outcome === 'EQUAL') {
    row.equal += 1;
    row.equal_in_row += 1;
  } else if (comparison.outcome === 'DIFFERENT') {
    row.different += 1;
    row.equal_in_row = 0;
    Object.assign(row, comparison.difference);
  } else {
    row.uncompared += 1;
    row.reason = comparison.reason;
  }
}

// A credential may have been deleted since it was counted: its counts are passed over.
const UPSERT = `
  insert into shadowed_commands as s
    (command, credential_id, calls, equal_count, different_count, uncompared_count, equal_in_row,
     uncompared_reason, difference_path, difference_old, difference_own, differed_at, first_at,
     last_at)
  select c.command, c.credential_id, c.calls, c.equal, c.different, c.uncompared, c.equal_in_row,
    c.reason::uncompared_reason, c.path, c.old, c.own, case when c.different > 0 then now() end,
    now(), now()
  from jsonb_to_recordset($1::jsonb) as c
    (command text, credential_id int, calls int, equal int, different int, uncompared int,
     equal_in_row int, reason text, path text, old text, own text)
  where c.credential_id is null
    or exists (select 1 from api_credentials a where a.id = c.credential_id)
  on conflict (command, coalesce(credential_id, 0)) do update
    set calls = s.calls + excluded.calls,
        equal_count = s.equal_count + excluded.equal_count,
        different_count = s.different_count + excluded.different_count,
        uncompared_count = s.uncompared_count + excluded.uncompared_count,
        equal_in_row = excluded.equal_in_row
          + case when excluded.different_count > 0 then 0 else s.equal_in_row end,
        uncompared_reason = coalesce(excluded.uncompared_reason, s.uncompared_reason),
        difference_path =
          case when excluded.different_count > 0 then excluded.difference_path else s.difference_path end,
        difference_old =
          case when excluded.different_count > 0 then excluded.difference_old else s.difference_old end,
        difference_own =
          case when excluded.different_count > 0 then excluded.difference_own else s.difference_own end,
        differed_at = coalesce(excluded.differed_at, s.differed_at),
        last_at = excluded.last_at`;
