import { isPlainObject } from '#core/plain.ts';
import { Binder, converterOf } from '#planner/binder.ts';
import {
  attempt,
  type Catalog,
  type Column,
  type Model,
  modelOf,
  Unplanned,
} from '#planner/catalog.ts';
import type { CallWriter } from '#planner/database.ts';
import { dresser, fitsInt, selected } from './selected-columns.ts';
import { type Args, marked, requestShape } from '#planner/shape.ts';
import { whereSql } from '#planner/where.ts';

/** How a column is written. */
type Operation = 'set' | 'increment' | 'decrement';

/** A column and its new value, ready for the driver. */
interface Cell {
  column: Column;
  operation: Operation;
  value: unknown;
}

interface CompiledWrite {
  text: string;
  /** What the condition binds, after the cells. */
  bound: Pick<Binder, 'used' | 'converts'>;
  resultOf(rows: object[], count: number): unknown;
}

const METHODS = new Set(['create', 'update', 'updateMany']);
const KNOWN = new Set(['data', 'where', 'select']);

/** The most statements kept; their number depends on what code writes, not on callers. */
const MOST = 2_000;

/** Writes of columns of one model as statements; Prisma does what it cannot say. */
export function writeStatements(catalog: Catalog): CallWriter {
  const known = new Map<string, CompiledWrite | null>();
  return (name, method, args = {}) => {
    if (!METHODS.has(method)) return null;
    return attempt(() => {
      for (const key in args) if (!KNOWN.has(key)) throw new Unplanned(`argument ${key}`);
      const model = modelOf(catalog, name.charAt(0).toUpperCase() + name.slice(1));
      const cells = cellsOf(model, args.data, method === 'create');
      const values: unknown[] = [];
      const columns = cells.map(({ column, operation }) => `${column.name}:${operation}`);
      const rest = requestShape({ where: args.where, select: args.select }, values);
      if (!values.every(fitsInt)) throw new Unplanned('a value that does not fit');
      const key = `${name}.${method} ${columns.join()} ${rest}`;
      let compiled = known.get(key);
      if (compiled === undefined) {
        if (known.size >= MOST) known.clear();
        compiled = attempt(() => compile(catalog, model, method, cells, args));
        known.set(key, compiled);
      }
      if (!compiled) throw new Unplanned(key);
      const { text, bound, resultOf } = compiled;
      const sent = [...cells.map(({ value }) => value), ...Binder.values(bound, values)];
      return { text, values: sent, resultOf };
    });
  };
}

/** What is written, with what Prisma adds: times that it takes from its own clock. */
function cellsOf(model: Model, data: unknown, isNew: boolean): Cell[] {
  if (!isPlainObject(data)) throw new Unplanned('data');
  const cells: Cell[] = [];
  for (const [name, provided] of Object.entries(data)) {
    if (provided === undefined) continue;
    const column = model.columns.get(name);
    if (!column) throw new Unplanned(`data ${name}`);
    cells.push(cellOf(column, provided));
  }
  const at = new Date();
  for (const column of model.columns.values()) {
    if (cells.some((cell) => cell.column === column)) continue;
    const { isTouched, madeBy } = column;
    if (isNew && madeBy === 'client') throw new Unplanned(`${column.name} is made up`);
    if (isTouched || (isNew && madeBy === 'clock'))
      cells.push({ column, operation: 'set', value: at });
  }
  if (!cells.length) throw new Unplanned('nothing is written');
  return cells;
}

function cellOf(column: Column, provided: unknown): Cell {
  if (column.type === 'Json') return { column, operation: 'set', value: jsonOf(provided) };
  const [operation, value] = isPlainObject(provided) ? operationOf(provided) : ['set', provided];
  if (value === null) return { column, operation: 'set' as const, value };
  if (column.isList !== Array.isArray(value)) throw new Unplanned(`a list for ${column.name}`);
  if (column.isList && column.labels) throw new Unplanned('a list of an enum');
  if (typeof value === 'number' && column.type === 'Int' && !fitsInt(value))
    throw new Unplanned('a value that does not fit');
  const convert = column.type === 'Bytes' || column.isList ? null : converterOf(column);
  return { column, operation: operation as Operation, value: convert ? convert(value) : value };
}

function operationOf(provided: object): [Operation, unknown] {
  const [[operation, value] = ['', null], ...more] = Object.entries(provided) as [
    string,
    unknown,
  ][];
  if (more.length || !['set', 'increment', 'decrement'].includes(operation))
    throw new Unplanned(`data { ${operation} }`);
  return [operation as Operation, value];
}

function jsonOf(value: unknown): string {
  const isJson = isPlainObject(value) || Array.isArray(value) || typeof value === 'string';
  if (!isJson) throw new Unplanned('a null of one of two kinds');
  return JSON.stringify(value);
}

function compile(
  catalog: Catalog,
  model: Model,
  method: string,
  cells: readonly Cell[],
  { where, select }: Args,
): CompiledWrite {
  const binder = new Binder(catalog);
  const alias = binder.alias();
  if (method === 'create') {
    const columns = cells.map(({ column }) => column.column).join();
    const places = cells.map((_cell, at) => `$${at + 1}`).join();
    const { sql, resultOf } = returning(model, select, alias);
    const text = `insert into ${model.table} as ${alias} (${columns}) values (${places})${sql}`;
    return { text, bound: binder, resultOf };
  }
  const sets = cells.map(({ column: { column }, operation }, at) => {
    const place = `$${at + 1}`;
    if (operation === 'set') return `${column} = ${place}`;
    return `${column} = ${alias}.${column} ${operation === 'increment' ? '+' : '-'} ${place}`;
  });
  const marks = marked({ where }, { next: 0 }) as Args;
  // The places of the condition come behind those of the cells.
  const condition = whereSql(binder, model, alias, marks.where).replace(
    /\$(\d+)/g,
    (_all, place: string) => `$${Number(place) + cells.length}`,
  );
  const update = `update ${model.table} ${alias} set ${sets.join()} where ${condition}`;
  if (method === 'updateMany') {
    if (select) throw new Unplanned('a selection of many');
    return { text: update, bound: binder, resultOf: (_rows, count) => ({ count }) };
  }
  const { sql, resultOf } = returning(model, select, alias);
  return { text: `${update}${sql}`, bound: binder, resultOf };
}

/** The row as it is written; where there is none, Prisma has the words for that. */
function returning(model: Model, select: unknown, alias: string) {
  const columns = selected(model, select as Args | undefined);
  const dress = dresser(columns);
  const cells = columns.map(({ name, column }) => `${alias}.${column} as "${name}"`);
  const resultOf = ([row]: object[]) => {
    if (row) dress?.(row as Args);
    return row;
  };
  return { sql: ` returning ${cells.join()}`, resultOf };
}
