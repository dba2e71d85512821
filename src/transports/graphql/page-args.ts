import { DomainError } from '#core/errors.ts';
import { pageSize } from '#schema/builder.ts';
import { furthestOffset } from '#schema/list.ts';

/** The arguments that say which page of a list is read. */
export const pageArgNames: ReadonlySet<string> = new Set([
  'first',
  'last',
  'after',
  'before',
  'offset',
]);

/** Arguments of a page by name; those that are null are left out. */
export type PageArgs = Record<string, unknown>;

/** @throws DomainError PAGE_TOO_LARGE, or BAD_INPUT where the arguments of a page do not go together. */
export function checkPage(page: PageArgs): void {
  for (const name of ['first', 'last']) {
    const size = page[name];
    if (typeof size !== 'number') continue;
    if (size > pageSize.most) throw tooLarge(name);
    if (size < 0) throw wrongPage(name, 'must be 0 or more');
  }
  const { offset } = page;
  if (typeof offset === 'number' && (offset < 0 || offset > furthestOffset))
    throw wrongPage('offset', `must be between 0 and ${furthestOffset}`);
  if (page.first !== undefined && page.last !== undefined)
    throw wrongPage('last', 'cannot be given beside first');
  if (page.after !== undefined && page.before !== undefined)
    throw wrongPage('before', 'cannot be given beside after');
  if (page.before !== undefined && page.first !== undefined)
    throw wrongPage('before', 'goes with last, not with first');
  if (page.after !== undefined && page.last !== undefined)
    throw wrongPage('after', 'goes with first, not with last');
}

const placed = (field: string, message: string) => ({
  field,
  issues: [{ path: [field], message }],
});

const tooLarge = (field: string) =>
  new DomainError('PAGE_TOO_LARGE', undefined, placed(field, `must be at most ${pageSize.most}`));

const wrongPage = (field: string, message: string) =>
  new DomainError('BAD_INPUT', `${field}: ${message}.`, placed(field, message));
