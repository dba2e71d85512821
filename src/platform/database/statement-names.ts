import { createHash } from 'node:crypto';

/** Names for the statements of transactions; past the most, they are sent without one. */
const MOST_NAMES = 500;
const namesOf = new Map<string, string>();

/** The name under which a statement is prepared; empty for one that is not. */
export function statementName(text: string): string {
  const known = namesOf.get(text);
  if (known || namesOf.size >= MOST_NAMES) return known ?? '';
  const name = `t${createHash('sha1').update(text).digest('base64url')}`;
  namesOf.set(text, name);
  return name;
}
