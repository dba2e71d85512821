/** What a command answers, as it stands. */
export type CommandReply = Readonly<Record<string, unknown>>;

/** What is given of one thing, by names without underscores and capitals: both spellings are found. */
export type Entry = ReadonlyMap<string, unknown>;

/** A list, or an object that is no list. */
export const isReply = (value: unknown): value is CommandReply =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text of what may be a text, a number or a switch; empty for anything else. */
export function entryText(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * The entries of a list: `{ clients: { client: [ … ] } }`, or flat, `{ users: [ … ] }`. PHP writes an
 * empty one as text, and a list of one as its entry where it was made from XML.
 */
export function entriesOf(reply: CommandReply | undefined, wrapper: string, item = ''): Entry[] {
  const wrapped = reply?.[wrapper];
  const list = isReply(wrapped) && Object.hasOwn(wrapped, item) ? wrapped[item] : wrapped;
  if (Array.isArray(list)) return list.filter(isReply).map(entryOf);
  return isReply(list) && list !== wrapped ? [entryOf(list)] : [];
}

/** One thing, by the names under which both spellings are found. */
export function entryOf(reply: CommandReply): Entry {
  const found = new Map<string, unknown>();
  for (const [name, value] of Object.entries(reply)) {
    const plain = plainName(name);
    if (!found.has(plain) || found.get(plain) === '') found.set(plain, value);
  }
  return found;
}

/** `user_id` and `userid` are one name. */
export const plainName = (name: string): string => name.replaceAll(/[_-]/g, '').toLowerCase();

/** A whole number; 0 for none. */
export function numberOf(value: unknown): number {
  const number = Number(entryText(value) || 0);
  return Number.isSafeInteger(number) ? number : 0;
}
