import { isThenable } from '@pothos/core';
import {
  defaultFieldResolver,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isLeafType,
  isObjectType,
} from 'graphql';
import { type Branch, BRANCH, lent, type Row, type Slot } from './branch.ts';
import { bail, type Complete, completed, type Completion, objectOf } from './answer.ts';
import { completeConnection } from './complete-connection.ts';
import { fieldMarks } from './pothos-prisma.ts';
import { isRaw, rawName } from './row-class.ts';
import { hasScopes, isUnscoped, scopesOf } from './scopes.ts';
import { collect, setsOf } from './collect.ts';
import { type PlannedField } from './selection.ts';

const completers = new WeakMap<Branch, Complete>();

/** The answer's part for one planned row. @throws Bail */
export function completeRow(row: unknown, completion: Completion): unknown {
  const branch = (row as Row | null)?.[BRANCH];
  if (!branch) return bail();
  let complete = completers.get(branch);
  if (!complete) completers.set(branch, (complete = rowCompleter(branch, completion.info)));
  return complete(row, completion);
}

function rowCompleter(branch: Branch, info: GraphQLResolveInfo): Complete {
  const { planned } = branch;
  if (!planned || !isUnscoped(planned.type)) return bail;
  return objectOf(
    planned.keys.map(([key, field]): [string, Complete] => {
      if (field === '__typename') return [key, () => planned.type.name];
      const slot = field && branch.slots.get(field.nodes[0]!);
      if (!field || !slot) return [key, bail];
      return [key, guarded(field.field, slotCompleter(branch, field, slot, info))];
    }),
  );
}

/** Asks for the scopes of a field before its value. */
function guarded(field: GraphQLField<unknown, unknown>, complete: Complete): Complete {
  const scopes = scopesOf(field);
  if (scopes === null) return complete;
  if (scopes === undefined) return bail;
  return (value, completion) =>
    hasScopes(scopes, completion.context, completion.info) ? complete(value, completion) : bail();
}

function slotCompleter(
  branch: Branch,
  planned: PlannedField,
  slot: Slot,
  info: GraphQLResolveInfo,
): Complete {
  const { field, child, names, nodes, index } = planned;
  const { property, renamed } = slot;
  if (property !== null) return columnCompleter(branch, field, property);
  const value = (row: unknown, completion: Completion) =>
    settled(
      slot.resolve(
        lent(row as Row, renamed),
        completion.args.get(index) ?? {},
        completion.context as never,
        infoOf(planned, branch.planned!.type, completion),
      ),
    );
  const inner =
    child && !names
      ? completeRow
      : names
        ? connectionOf(planned, info)
        : outputOf(field, nodes, info);
  const complete = completed(field.type, inner);
  return (row, completion) => complete(value(row, completion), completion);
}

const connectionOf = ({ field, nodes }: PlannedField, info: GraphQLResolveInfo): Complete =>
  completeConnection(getNamedType(field.type), nodes, info, completeRow);

/** A column shown as it is; where its scalar can print the database's text, no object is made. */
function columnCompleter(
  branch: Branch,
  { type }: GraphQLField<unknown, unknown>,
  property: string,
): Complete {
  const column = branch.columns.get(property)!;
  const named = getNamedType(type);
  const { fromText } = named.extensions as { fromText?: (text: string) => unknown };
  const read = (name: string) => (row: unknown) => (row as Row)[name];
  const [value, inner]: [(row: unknown) => unknown, Complete] =
    isRaw(column) && fromText
      ? [read(rawName(property)), fromText as Complete]
      : [read(property), PLAIN.has(`${named.name} ${column.type}`) ? asItIs : leafOf(type)];
  const complete = completed(type, inner);
  return (row, completion) => complete(value(row), completion);
}

/** Scalars that print a column of the named type as it is. */
const PLAIN = new Set(['Int Int', 'String String', 'Boolean Boolean']);
const asItIs: Complete = (value) => value;

function leafOf(type: GraphQLOutputType): Complete {
  const named = getNamedType(type);
  return isLeafType(named) ? (value) => named.serialize(value) ?? bail() : bail;
}

/** What completes a computed field: a leaf, or an object that no table has. */
function outputOf(
  { type }: GraphQLField<unknown, unknown>,
  nodes: PlannedField['nodes'],
  info: GraphQLResolveInfo,
): Complete {
  const named = getNamedType(type);
  return isObjectType(named) ? completeObject(named, nodes, info) : leafOf(type);
}

/** An object made by a resolver, whose fields are worked out at once and without arguments. */
export function completeObject(
  type: GraphQLObjectType,
  nodes: PlannedField['nodes'],
  info: GraphQLResolveInfo,
): Complete {
  if (!isUnscoped(type) || type.isTypeOf) return bail;
  return objectOf(
    [...collect(info, type, setsOf(nodes))].map(([key, below]): [string, Complete] => {
      const name = below[0]!.name.value;
      if (name === '__typename') return [key, () => type.name];
      const field = type.getFields()[name]!;
      // A field that reads rows of its own, or takes arguments, is not a mere part of its parent.
      if (field.args.length || fieldMarks(field).isRoot) return [key, bail];
      const resolve = fieldMarks(field).resolve ?? defaultFieldResolver;
      const complete = completed(field.type, outputOf(field, below, info));
      const place = { field, nodes: below };
      const part: Complete = (value, completion) => {
        const own = infoOf(place, type, completion);
        return complete(settled(resolve(value, {}, completion.context as never, own)), completion);
      };
      return [key, guarded(field, part)];
    }),
  );
}

/**
 * A value that is there. @throws Bail for a promise or an error. Nobody waits for the promise: if it
 * fails, it fails again in the executor, which says so.
 */
function settled(value: unknown): unknown {
  if (isThenable(value)) (value as Promise<unknown>).then(undefined, () => undefined);
  return value instanceof Error || isThenable(value) ? bail() : value;
}

/** The info a field's own resolver is given. */
function infoOf(
  place: Pick<PlannedField, 'field' | 'nodes'>,
  parentType: GraphQLObjectType,
  { info, infos }: Completion,
): GraphQLResolveInfo {
  const known = infos.get(place.nodes[0]);
  if (known) return known;
  const { field, nodes } = place;
  const node = nodes[0]!;
  const key = node.alias?.value ?? node.name.value;
  const made = {
    ...info,
    fieldName: field.name,
    fieldNodes: nodes,
    parentType,
    returnType: field.type,
    path: { prev: info.path, key, typename: parentType.name },
  };
  infos.set(node, made);
  return made;
}
