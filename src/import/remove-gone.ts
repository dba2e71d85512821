import type { Connection } from '#platform/database/client.ts';
import type { Noun } from './noun.ts';
import type { SourceDatabase } from './source/source.ts';

/** Ids read at once. */
const PAGE = 50_000;

/**
 * Removes rows that an earlier pass brought and that have been deleted at the source since, or can no
 * longer come: what points at others first. Rows made here since then stay.
 * @returns how many were removed
 */
export async function removeGone(
  source: SourceDatabase,
  connection: Connection,
  there: readonly Noun[],
): Promise<number> {
  let removed = 0;
  for (const noun of there.toReversed()) {
    if (noun.key || noun.isUpdate || noun.isKept) continue;
    const [step] = await connection.query<{ reached: number }>(
      'select reached_id as reached from import_steps where name = $1',
      [noun.name],
    );
    if (step?.reached) removed += await removeFrom(source, connection, noun, step.reached);
  }
  return removed;
}

async function removeFrom(
  source: SourceDatabase,
  { query }: Connection,
  { name, table, target, offset = 0 }: Noun,
  reached: number,
): Promise<number> {
  const left = await query<{ id: number }>(
    `select source_id as id from import_notes where step = $1 and field = ''`,
    [name],
  );
  const present = await idsOf(source, table, reached);
  for (const { id } of left) present.delete(id);
  // Logs are numbered in 64 bits here.
  const here = await query<{ id: number | bigint }>(
    `select id - $2::int as id from ${target} where id - $2 <= $1`,
    [reached, offset],
  );
  const gone = here.map(({ id }) => Number(id)).filter((id) => !present.has(id));
  if (gone.length)
    await query(`delete from ${target} where id - $2::int = any ($1::bigint[])`, [gone, offset]);
  return gone.length;
}

async function idsOf(source: SourceDatabase, table: string, reached: number): Promise<Set<number>> {
  const ids = new Set<number>();
  for (let last = 0; ;) {
    const page = await source.rows(
      `select id from \`${table}\` where id > ? and id <= ? order by id limit ${PAGE}`,
      [last, reached],
    );
    for (const { id } of page) ids.add(Number(id));
    if (page.length < PAGE) return ids;
    last = Number(page.at(-1)!.id);
  }
}
