import type { Connection } from '#platform/database/client.ts';
import type { Note } from './map.ts';

/** How far a step has come in the present pass. */
export interface StepProgress {
  lastId: number;
  rows: number;
  isDone: boolean;
}

/** Where a step is to go on. */
export async function progressOf({ query }: Connection, step: string): Promise<StepProgress> {
  const [row] = await query<StepProgress>(
    `select last_id as "lastId", rows, finished_at is not null as "isDone"
     from import_steps where name = $1`,
    [step],
  );
  return row ?? { lastId: 0, rows: 0, isDone: false };
}

/** Does a part of a step in one transaction with the note of how far it came. */
export async function inPart<Result>(
  connection: Connection,
  step: string,
  part: { after: number; to: number; rows: number },
  work: () => Promise<{ notes: readonly Note[]; result: Result }>,
): Promise<Result> {
  const { query, script } = connection;
  await script('begin');
  try {
    const { notes, result } = await work();
    await query('delete from import_notes where step = $1 and source_id > $2 and source_id <= $3', [
      step,
      part.after,
      part.to,
    ]);
    await query(
      `insert into import_notes (step, source_id, field, reason)
       select $1, id, field, reason
       from jsonb_to_recordset($2::jsonb) as note (id int, field text, reason text)
       on conflict do nothing`,
      [step, JSON.stringify(notes)],
    );
    await query(
      `insert into import_steps (name, last_id, rows) values ($1, $2, $3)
       on conflict (name) do update set last_id = $2, rows = import_steps.rows + $3`,
      [step, part.to, part.rows],
    );
    await script('commit');
    return result;
  } catch (error) {
    await script('rollback').catch(() => {});
    throw error;
  }
}

/** The step is done in this pass. */
export async function endStep({ query }: Connection, step: string): Promise<void> {
  await query(
    `insert into import_steps (name, finished_at) values ($1, now())
     on conflict (name) do update set finished_at = now()`,
    [step],
  );
}
