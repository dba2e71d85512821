import {
  getNamedType,
  getNullableType,
  type GraphQLOutputType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Branch, Slot } from './branch.ts';
import { type Column, Unplanned } from './catalog.ts';
import { type JsonText, textExpression } from './json-text.ts';
import type { PlannedField } from './selection.ts';

/** Scalars that print a column of the named type as PostgreSQL does in JSON. */
const PLAIN = new Set(['Int Int', 'String String', 'Boolean Boolean']);

/** A column as its scalar prints it, as JSON text said in SQL. */
export function cellText(column: Column, type: GraphQLOutputType, alias: string): JsonText {
  const [before, sql, after] = valueText(column, type, alias);
  if (column.isRequired) return [before, { sql }, after];
  return [{ sql: `coalesce(${textExpression([before, { sql }, after])}, 'null')` }];
}

/** What stands around the value, and the value. */
type Value = readonly [before: string, sql: string, after: string];

const bare = (sql: string): Value => ['', sql, ''];
/** Text that may hold anything; the database writes it as JSON. */
const escaped = (sql: string): Value => bare(`to_json(${sql})::text`);
/** Text that can hold nothing JSON would have to escape. */
const quoted = (sql: string): Value => ['"', sql, '"'];

function valueText(column: Column, type: GraphQLOutputType, alias: string): Value {
  if (column.isList || isListType(getNullableType(type))) throw new Unplanned('a list of values');
  if (isNonNullType(type) && !column.isRequired) throw new Unplanned('a null in the way');
  const cell = `${alias}.${column.column}`;
  const named = getNamedType(type);
  if (PLAIN.has(`${named.name} ${column.type}`))
    return column.type === 'String' ? escaped(cell) : bare(`${cell}::text`);
  if (isEnumType(named) && column.labels) {
    const isAsIs = named
      .getValues()
      .every(({ name, value }) => name === value && column.labels!.get(name) === name);
    if (isAsIs && column.labels.size === named.getValues().length) return quoted(`${cell}::text`);
  }
  const { inSql } = (isLeafType(named) ? named.extensions : {}) as {
    inSql?: Record<string, (cell: string) => string>;
  };
  const print = inSql?.[column.type];
  if (!print) throw new Unplanned(`a ${named.name} of ${column.type}`);
  return column.type === 'String' ? escaped(print(cell)) : quoted(print(cell));
}

/**
 * A global id in SQL, where it is a word and the number of one column. Company rules say that such a
 * field is a pure function of the columns it names, so two answers of it tell what it does.
 */
export function globalIdText(
  { columns }: Branch,
  { field, marks }: PlannedField,
  slot: Slot,
  alias: string,
): JsonText {
  const { select } = marks;
  const [name = '', ...more] = typeof select === 'object' && select ? Object.keys(select) : [];
  const column = columns.get(name);
  if (!column || more.length || column.type !== 'Int' || !column.isRequired || field.args.length)
    throw new Unplanned('an id of more than a number');
  const [one, other] = [7, 4_711].map((key) => answerOf(slot, { [name]: key }));
  const prefix = /^([A-Za-z]+:)7$/.exec(one ?? '')?.[1];
  if (!prefix || other !== `${prefix}4711`) throw new Unplanned('an id that is more than a number');
  return [`"${prefix}`, { sql: `${alias}.${column.column}` }, '"'];
}

function answerOf({ resolve }: Slot, row: object): string | null {
  try {
    const answer: unknown = resolve(row, {}, {} as never, {} as never);
    return typeof answer === 'string' ? answer : null;
  } catch {
    return null;
  }
}
