import { Decimal } from '@prisma/client/runtime/client';
import { type Branch, BRANCH, type Row, type RowClass } from './branch.ts';
import type { Column } from './catalog.ts';
import { PLACE, placeIn } from './place.ts';

/** Where the text of a column is kept that is made into an object only when asked for. */
export const rawName = (name: string) => `$${name}`;

/** Columns whose text says less than their object, and how to make it. */
const makers: Record<string, (text: string) => unknown> = {
  Decimal: (text) => new Decimal(text),
  BigInt,
  // Without a zone the database means UTC.
  DateTime: (text) =>
    new Date(/(?:Z|[+-]\d\d(?::?\d\d)?|^\d+-\d\d-\d\d)$/.test(text) ? text : `${text}Z`),
};

/** Whether a column is kept as text until asked for. */
export const isRaw = ({ type, isList }: Column) => !isList && type in makers;

/** What each cell of a row's array becomes: a column, relations read below it, or counts. */
export type Cell =
  | { kind: 'column'; column: Column }
  | { kind: 'one' | 'many'; property: string; branch: Branch }
  | { kind: 'count'; property: string; name: string };

/**
 * Writes the class of a branch's rows. Code made for the shape is several times faster than a loop
 * over cells; only property names out of the Prisma schema enter it, as JSON.
 */
export function rowClassOf(branch: Branch, cells: readonly Cell[]): RowClass {
  const lines: string[] = [];
  const counts = new Map<string, string[]>();
  const branches: Branch[] = [];
  cells.forEach((cell, index) => {
    if (cell.kind === 'column')
      lines.push(`this[${nameOf(cell.column)}]=${valueOf(cell.column, `a[${index}]`)};`);
    else if (cell.kind === 'count') {
      const list = counts.get(cell.property) ?? [];
      counts.set(cell.property, [...list, `${JSON.stringify(cell.name)}:a[${index}]`]);
    } else {
      const row = `b[${branches.push(cell.branch) - 1}].Row`;
      const target = `this[${JSON.stringify(cell.property)}]`;
      lines.push(
        cell.kind === 'one'
          ? `{const x=a[${index}];${target}=x===null?null:new ${row}(x);}`
          : `{const x=a[${index}],R=${row},n=x.length;for(let i=0;i<n;i++)x[i]=new R(x[i]);${target}=x;}`,
      );
    }
  });
  for (const [property, list] of counts)
    lines.push(`this[${JSON.stringify(property)}]={${list.join()}};`);
  const source = `return class Row{constructor(a){${lines.join('')}}}`;
  // oxlint-disable-next-line no-implied-eval, no-new-func -- see above: names only, as JSON
  const Row = new Function('b', source)(branches) as RowClass;
  return dressed(Row, branch);
}

const nameOf = (column: Column) =>
  JSON.stringify(isRaw(column) ? rawName(column.name) : column.name);

/** A list that is null is empty to Prisma; enum labels that differ from its values are translated. */
function valueOf({ labels, isList }: Column, at: string): string {
  const cell = isList ? `(${at}??[])` : at;
  const renamed = [...(labels ?? [])].filter(([name, label]) => name !== label);
  if (!renamed.length) return cell;
  const names = `(${JSON.stringify(Object.fromEntries(renamed.map(([name, label]) => [label, name])))})`;
  return `(v=>Array.isArray(v)?v.map(x=>${names}[x]??x):${names}[v]??v)(${cell})`;
}

function dressed(Row: RowClass, branch: Branch): RowClass {
  const prototype = Row.prototype as Row;
  Object.defineProperty(prototype, BRANCH, { value: branch });
  if (branch.order) {
    const placeOf = placeIn(branch.model, branch.order);
    Object.defineProperty(prototype, PLACE, {
      get(this: Row) {
        return placeOf(this);
      },
    });
  }
  for (const column of branch.columns.values()) {
    if (!isRaw(column)) continue;
    const make = makers[column.type]!;
    const raw = rawName(column.name);
    Object.defineProperty(prototype, column.name, {
      get(this: Row) {
        const text = this[raw] as string | null;
        return text === null ? null : make(text);
      },
    });
  }
  return Row;
}
