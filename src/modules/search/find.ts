import { encodeId } from '#core/ids.ts';
import type { Context } from '#schema/context.ts';
import { firstRows } from '#schema/first-rows.ts';
import { wordsOf } from '#schema/lists/list.ts';
import { searchCursor, notACursor, placeOfCursor, type SearchPlace } from './cursor.ts';
import {
  firstParts,
  hasParts,
  lastParts,
  type Match,
  type Search,
  type SearchPart,
} from './parts.ts';

/** A row that was found. */
export interface Hit {
  id: string;
  match: Match;
  cursor: string;
}

/** A page of what was found: by how well, then by type, then by what was found, then by id. */
export async function findPage(
  context: Context,
  search: Search,
  { first, after }: { first: number; after: string | null },
): Promise<{ hits: Hit[]; hasNextPage: boolean }> {
  const place = after === null ? null : placeOfCursor(after);
  const found = wordsOf(search.text).length ? await read(context, search, first + 1, place) : [];
  return { hits: found.slice(0, first), hasNextPage: found.length > first };
}

async function read(
  context: Context,
  search: Search,
  limit: number,
  place: SearchPlace | null,
): Promise<Hit[]> {
  const { actor } = context;
  const isLast = place?.match === 'PART';
  const hits = isLast ? [] : await hitsOf(context, firstParts(search, actor), limit, place);
  const left = limit - hits.length;
  if (left === 0 || !hasParts(search.text)) return hits;
  // By themselves, since how these are read best depends on the words.
  const known = place ? null : hits.map(({ id }) => id);
  const parts = lastParts(search, actor, known);
  const more = await hitsOf(context, parts, left, isLast ? place : null);
  return [...hits, ...more];
}

async function hitsOf(
  context: Context,
  parts: readonly SearchPart[],
  limit: number,
  place: SearchPlace | null,
): Promise<Hit[]> {
  const rest = place ? behind(parts, place) : parts;
  const rows = rest.map((part) => part.rows);
  const found = await firstRows(context, rows, limit, rest[0]?.match === 'PART');
  return found.map(({ part: at, ...row }) => {
    const part = rest[at]!;
    const id = encodeId(part.kind.type, row.id);
    return { id, match: part.match, cursor: searchCursor(part, row) };
  });
}

/** The parts from a place on. @throws DomainError CURSOR_INVALID where there is no such part. */
function behind(parts: readonly SearchPart[], place: SearchPlace): SearchPart[] {
  const from = parts.findIndex(
    ({ match, kind, column }) =>
      match === place.match && kind.type === place.type && column === place.column,
  );
  if (from < 0) throw notACursor();
  const [first, ...more] = parts.slice(from) as [SearchPart, ...SearchPart[]];
  return [{ ...first, rows: { ...first.rows, after: place } }, ...more];
}
