import { DomainError } from '#core/errors.ts';
import { isKey } from '#core/ids.ts';
import type { RowPlace } from '#schema/first-rows.ts';
import { type Match, matches, type SearchPart } from './parts.ts';

/** Where a hit stands in the results of a search. */
export interface SearchPlace extends RowPlace {
  match: Match;
  type: string;
  column: number;
}

/** The cursor of a row of a part. */
export const searchCursor = (
  { match, kind, column }: SearchPart,
  { id, value }: RowPlace,
): string =>
  Buffer.from(`search:${match}:${kind.type}:${column}:${id}:${value}`).toString('base64url');

export const notACursor = () =>
  new DomainError('CURSOR_INVALID', undefined, {
    field: 'after',
    issues: [{ path: ['after'], message: 'is no cursor of this list in this order' }],
  });

/** @throws DomainError CURSOR_INVALID for what is no cursor of a search. */
export function placeOfCursor(cursor: string): SearchPlace {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, found, type = '', column, id = '', value = ''] =
    /^search:(\w+):(\w+):(\d):(\d+):([^\0]*)$/.exec(text) ?? [];
  const match = matches.find((one) => one === found);
  if (!match || !isKey(id)) throw notACursor();
  return { match, type, column: Number(column), id: Number(id), value };
}
