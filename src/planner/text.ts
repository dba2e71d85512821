import { getNamedType, isNonNullType } from 'graphql';
import type { Branch, Subselect } from './branch.ts';
import type { Binder } from './binder.ts';
import { modelOf, Unplanned } from './catalog.ts';
import type { Frame, FramePart } from './frame.ts';
import { type JsonText, listText, objectText, rowOrNull, textExpression } from './json-text.ts';
import { rowsSql } from './rows.ts';
import { isUnscoped, scopesOf } from './scopes.ts';
import type { PlannedField } from './selection.ts';
import type { Args } from './shape.ts';
import { countSql } from './statement.ts';
import { cellText, globalIdText } from './text-cell.ts';
import { joinSql } from './where.ts';

/** What the text of an answer is written for. */
export interface TextCall {
  one: boolean;
  total: unknown;
  /** Of a page; undefined where the rows stand by themselves, null where it can not be said. */
  frame: Frame | null | undefined;
}

/**
 * A statement whose one cell is the root field's part of the answer, as it is sent. The scopes that
 * the actor must have for it are pushed to `scopes`.
 * @throws Unplanned where some part of the answer is more than columns.
 */
export function textSql(
  binder: Binder,
  branch: Branch,
  args: Args,
  { one, total, frame }: TextCall,
  scopes: object[],
): string {
  if (frame === null) throw new Unplanned('more of a page than its rows');
  const alias = binder.alias();
  const { from, where, order } = rowsSql(binder, branch, alias, shown(args, frame));
  const row = rowText(binder, branch, alias, scopes);
  const tail = `from ${from}${where && ` where ${where}`}`;
  if (one) return `select ${textExpression(row)} ${tail}${order} limit 1`;
  const list = (item: JsonText) => listText(item, order, tail);
  if (!frame) return `select ${textExpression(list(row))}`;
  const count = () => {
    if (total === undefined) throw new Unplanned('a number that is not counted');
    return [{ sql: `(${countSql(binder, branch.model.name, total)})` }];
  };
  return `select ${textExpression(frameText(frame, row, list, count))}`;
}

/** plugin-prisma asks for one row more than a page shows, to know whether there is one. */
const shown = (args: Args, frame: Frame | null | undefined): Args =>
  frame ? { ...args, peeks: true } : args;

function frameText(
  frame: Frame,
  row: JsonText,
  list: (item: JsonText) => JsonText,
  count: () => JsonText,
): JsonText {
  const textOf = (part: FramePart): JsonText => {
    if (part.kind === 'typename') return [`"${part.name}"`];
    if (part.kind === 'total') return count();
    if (part.kind === 'edges') return list(frameText(part.parts, row, list, count));
    return part.kind === 'node' ? row : list(row);
  };
  return objectText(frame.map(([key, part]) => [key, textOf(part)]));
}

function rowText(binder: Binder, branch: Branch, alias: string, scopes: object[]): JsonText {
  const { planned } = branch;
  if (!planned || !isUnscoped(planned.type)) throw new Unplanned('scopes of a type');
  return objectText(
    planned.keys.map(([key, field]): [string, JsonText] => {
      if (field === '__typename') return [key, [`"${planned.type.name}"`]];
      if (!field) throw new Unplanned('a field that reads for itself');
      const needed = scopesOf(field.field);
      if (needed === undefined) throw new Unplanned('scopes of a row');
      if (needed) scopes.push(needed);
      return [key, fieldText(binder, branch, alias, field, scopes)];
    }),
  );
}

function fieldText(
  binder: Binder,
  branch: Branch,
  alias: string,
  planned: PlannedField,
  scopes: object[],
): JsonText {
  const slot = branch.slots.get(planned.nodes[0]!);
  if (!slot) throw new Unplanned('a field without a plan');
  if (slot.property !== null)
    return cellText(branch.columns.get(slot.property)!, planned.field.type, alias);
  const subselect = branch.subselects.find(({ owner }) => owner === planned.nodes);
  if (subselect && planned.child)
    return subselectText(binder, branch, subselect, planned, alias, scopes);
  if (getNamedType(planned.field.type).name === 'ID')
    return globalIdText(branch, planned, slot, alias);
  throw new Unplanned('a computed field');
}

function subselectText(
  binder: Binder,
  parent: Branch,
  { relation, args, branch }: Subselect,
  { field, names, frame }: PlannedField,
  parentAlias: string,
  scopes: object[],
): JsonText {
  if (names && !frame) throw new Unplanned('more of a page than its rows');
  const alias = binder.alias();
  const link = (rows: string) => joinSql(relation, rows, parentAlias);
  const { from, where, order } = rowsSql(binder, branch, alias, shown(args, frame), link);
  const tail = `from ${from}${where && ` where ${where}`}`;
  const row = rowText(binder, branch, alias, scopes);
  if (!relation.isList) {
    if (isNonNullType(field.type) && !isCertain(binder, parent, relation, args))
      throw new Unplanned('a row that may be missing');
    return rowOrNull(row, tail);
  }
  const list = (item: JsonText) => listText(item, order, tail);
  if (!frame) return list(row);
  return frameText(frame, row, list, () => {
    throw new Unplanned('a number for each row');
  });
}

/** Whether every parent has its row: columns that are never null lead to the whole key. */
function isCertain(binder: Binder, parent: Branch, relation: Subselect['relation'], args: Args) {
  const { on, target } = relation;
  const theirs = modelOf(binder.catalog, target);
  const key = theirs.key.map((name) => theirs.columns.get(name)!.column);
  const required = [...parent.model.columns.values()].filter(({ isRequired }) => isRequired);
  return (
    args.where === undefined &&
    on?.length === key.length &&
    on.every(([far, near]) => key.includes(far) && required.some(({ column }) => column === near))
  );
}
