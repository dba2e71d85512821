/** A part of a JSON text that a statement writes: the same for every row, or an expression. */
export type JsonPart = string | { sql: string };

/** JSON text as its parts, in their order. */
export type JsonText = readonly JsonPart[];

/** One SQL expression of all parts; the expressions among them give JSON text, numbers or booleans. */
export function textExpression(parts: JsonText): string {
  const pieces: string[] = [];
  let words = '';
  for (const part of [...parts, { sql: '' }]) {
    if (typeof part === 'string') {
      words += part;
      continue;
    }
    if (words) pieces.push(`'${words.replaceAll("'", "''")}'`);
    if (part.sql) pieces.push(part.sql);
    words = '';
  }
  return pieces.join(' || ');
}

/** An object of members in their order; keys are names as GraphQL has them. */
export const objectText = (members: readonly (readonly [key: string, value: JsonText])[]) => [
  '{',
  ...members.flatMap(([key, value], at) => [`${at ? ',' : ''}"${key}":`, ...value]),
  '}',
];

/** A list of what `item` is for each row of `tail` (`from … where …`), in this order. */
export const listText = (item: JsonText, order: string, tail: string): JsonText => [
  '[',
  { sql: `coalesce((select string_agg(${textExpression(item)}, ','${order}) ${tail}), '')` },
  ']',
];

/** What `value` is for the row of `tail`; null where there is none. */
export const rowOrNull = (value: JsonText, tail: string): JsonText => [
  { sql: `coalesce((select ${textExpression(value)} ${tail}), 'null')` },
];
