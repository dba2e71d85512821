import { type Binder, converterOf } from './binder.ts';
import { type Column, type Model, modelOf, type Relation, Unplanned } from './catalog.ts';
import { type Args, BoundParam, reserved } from './shape.ts';

const both = (parts: readonly string[]) => (parts.length ? `(${parts.join(' and ')})` : 'true');

/** Prisma's `where` as a condition on the rows called `alias`; `true` where it says nothing. */
export function whereSql(binder: Binder, model: Model, alias: string, where: unknown): string {
  if (where === null || where === undefined) return 'true';
  if (where instanceof BoundParam || typeof where !== 'object') throw new Unplanned('where');
  const parts: string[] = [];
  for (const [key, value] of Object.entries(where as Args)) {
    if (key === 'AND' || key === 'OR' || key === 'NOT')
      parts.push(logic(binder, model, alias, key, value));
    else parts.push(condition(binder, model, alias, key, value));
  }
  const said = parts.filter((part) => part !== 'true');
  return said.length > 1 ? said.join(' and ') : (said[0] ?? 'true');
}

function logic(
  binder: Binder,
  model: Model,
  alias: string,
  piece: 'AND' | 'OR' | 'NOT',
  value: unknown,
): string {
  // An empty list is taken for a list of values.
  const provided = value instanceof BoundParam && value.isEmpty ? [] : [value].flat();
  const parts = provided.map((one) => `(${whereSql(binder, model, alias, one)})`);
  if (piece === 'OR') return parts.length ? `(${parts.join(' or ')})` : 'false';
  return both(piece === 'AND' ? parts : parts.map((part) => `not ${part}`));
}

function condition(
  binder: Binder,
  model: Model,
  alias: string,
  key: string,
  value: unknown,
): string {
  if (reserved.has(key)) throw new Unplanned(`a column called ${key}`);
  const column = model.columns.get(key);
  if (column) return columnSql(binder, column, `${alias}.${column.column}`, value);
  const relation = model.relations.get(key);
  if (relation) return relationSql(binder, alias, relation, value);
  if (model.uniques.has(key)) return whereSql(binder, model, alias, value);
  throw new Unplanned(`where ${model.name}.${key}`);
}

/** The condition that joins a relation's rows to their parent. */
export function joinSql({ on, name }: Relation, theirs: string, ours: string): string {
  if (!on) throw new Unplanned(`many-to-many ${name}`);
  return on.map(([far, near]) => `${theirs}.${far} = ${ours}.${near}`).join(' and ');
}

function relationSql(binder: Binder, alias: string, relation: Relation, value: unknown): string {
  const target = modelOf(binder.catalog, relation.target);
  const exists = (where: unknown) => {
    const inner = binder.alias();
    const join = joinSql(relation, inner, alias);
    const said = whereSql(binder, target, inner, where);
    const rest = said === 'true' ? '' : ` and (${said})`;
    return `exists (select 1 from ${target.table} ${inner} where ${join}${rest})`;
  };
  if (value === null) return `not ${exists({})}`;
  if (value instanceof BoundParam) throw new Unplanned('a value for a relation');
  const filters = Object.entries(value as Args);
  if (!relation.isList && !filters.some(([piece]) => piece === 'is' || piece === 'isNot'))
    return exists(value);
  return both(
    filters.map(([piece, where]) => {
      if (piece === 'is') return where === null ? `not ${exists({})}` : exists(where);
      if (piece === 'isNot' && where === null) return exists({});
      if (piece === 'some') return exists(where);
      if (piece === 'none') return `not ${exists(where)}`;
      throw new Unplanned(`relation filter ${piece}`);
    }),
  );
}

const COMPARE: Record<string, string> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };
const PATTERN: Record<string, (text: unknown) => string> = {
  contains: (text) => `%${String(text)}%`,
  endsWith: (text) => `%${String(text)}`,
};

function columnSql(binder: Binder, column: Column, name: string, value: unknown): string {
  if (column.isList) throw new Unplanned('a filter on a list');
  const convert = converterOf(column);
  if (value === null) return `${name} is null`;
  if (value instanceof BoundParam) return compare(binder, name, '=', value, convert);
  if (typeof value !== 'object') throw new Unplanned('a literal in where');
  const { mode, ...filters } = value as Args;
  if (mode === 'insensitive') return both(insensitive(binder, name, filters));
  return both(
    Object.entries(filters).map(([piece, operand]) => {
      if (piece === 'equals') return columnSql(binder, column, name, operand);
      if (piece === 'not') return notSql(binder, column, name, operand);
      if (!(operand instanceof BoundParam)) throw new Unplanned(`operand of ${piece}`);
      if (piece === 'in' || piece === 'notIn') return inSql(binder, name, piece, operand, convert);
      if (piece === 'startsWith') return startsSql(binder, name, operand, (bound) => bound);
      if (PATTERN[piece]) return `${name} like ${binder.bind(scalar(operand), PATTERN[piece])}`;
      if (!COMPARE[piece]) throw new Unplanned(`filter ${piece}`);
      return compare(binder, name, COMPARE[piece], operand, convert);
    }),
  );
}

const scalar = (param: BoundParam) => {
  if (param.isList) throw new Unplanned('a list for a value');
  return param;
};

const compare = (
  binder: Binder,
  name: string,
  operator: string,
  param: BoundParam,
  convert: (value: unknown) => unknown,
) => `${name} ${operator} ${binder.bind(scalar(param), convert)}`;

function notSql(binder: Binder, column: Column, name: string, operand: unknown): string {
  if (operand === null) return `${name} is not null`;
  if (operand instanceof BoundParam)
    return compare(binder, name, '<>', operand, converterOf(column));
  return `not (${columnSql(binder, column, name, operand)})`;
}

function inSql(
  binder: Binder,
  name: string,
  piece: 'in' | 'notIn',
  list: BoundParam,
  convert: (value: unknown) => unknown,
): string {
  if (!list.isList) throw new Unplanned(`a value for ${piece}`);
  if (list.isEmpty) return piece === 'in' ? 'false' : 'true';
  const bound = binder.bind(list, convert);
  return piece === 'in' ? `${name} = any(${bound})` : `${name} <> all(${bound})`;
}

/** Text compared in any case. */
function insensitive(binder: Binder, name: string, filters: Args): string[] {
  return Object.entries(filters).map(([piece, operand]) => {
    if (!(operand instanceof BoundParam)) throw new Unplanned(`insensitive ${piece}`);
    const small = (text: string) => `lower(${text})`;
    if (piece === 'equals')
      return `${small(name)} = ${small(binder.bind(scalar(operand), textOfPattern))}`;
    if (piece === 'startsWith') return startsSql(binder, small(name), operand, small);
    if (!PATTERN[piece]) throw new Unplanned(`insensitive ${piece}`);
    return `${name} ilike ${binder.bind(scalar(operand), PATTERN[piece])}`;
  });
}

/**
 * Text that begins so, as the range an index of text_pattern_ops is read by: other than `like` it
 * needs no value to be planned with.
 */
function startsSql(
  binder: Binder,
  name: string,
  operand: BoundParam,
  spelled: (bound: string) => string,
): string {
  const from = binder.bind(scalar(operand), textOfPattern);
  const to = binder.bind(scalar(operand), afterAll);
  return `${name} ~>=~ ${spelled(from)} and ${name} ~<=~ ${spelled(to)}`;
}

/** What stands behind every text that begins so: the last character there is ends it. */
export const afterAll = (pattern: unknown): string => `${textOfPattern(pattern)}\u{10FFFF}`;

/**
 * The text that a pattern of Prisma's means, which leaves `%` and `_` their meaning.
 * @throws Unplanned where it means more than one text.
 */
export function textOfPattern(pattern: unknown): string {
  const text = String(pattern);
  if (/^(?:[^%_\\]|\\[^])*$/.test(text)) return text.replace(/\\([^])/g, '$1');
  throw new Unplanned('a pattern');
}
