import { onceFor } from '#core/once-for.ts';
import type { Database } from '#platform/database/client.ts';
import type { FoundRow, RowsPart } from '#planner/first-rows.ts';
import { Planner } from '#planner/planner.ts';
import type { Context } from './context.ts';

export type { FoundRow, RowPlace, RowsPart } from '#planner/first-rows.ts';

const plannerOf = onceFor((database: Database) => new Planner(database));

/**
 * The first rows of several parts, one part after the other: one statement, which reads no part
 * that is not needed.
 * @param isRare it is not worth a prepared statement, or its plan depends on its values.
 */
export async function firstRows(
  { app }: Context,
  parts: readonly RowsPart[],
  limit: number,
  isRare = false,
): Promise<FoundRow[]> {
  if (!parts.length) return [];
  return plannerOf(app.database).firstRows(parts, limit, isRare);
}
