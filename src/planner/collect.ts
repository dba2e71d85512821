import {
  type FieldNode,
  getNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { Unplanned } from './catalog.ts';

/** What selections are followed with. */
export type Info = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>;
export type Sets = readonly (SelectionSetNode | undefined)[];

/** Whether directives leave a selection in. @throws Unplanned for `@defer` and `@stream`. */
function isIncluded({ directives }: SelectionNode, { variableValues }: Info): boolean {
  for (const { name, arguments: args } of directives ?? []) {
    if (name.value === 'defer' || name.value === 'stream') throw new Unplanned(`@${name.value}`);
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const value = args?.[0]?.value;
    const provided =
      value?.kind === Kind.VARIABLE
        ? variableValues[value.name.value]
        : value?.kind === Kind.BOOLEAN && value.value;
    if (provided === (name.value === 'skip')) return false;
  }
  return true;
}

/** The fields selected of a type, by response key, fragments and directives followed. */
export function collect(
  info: Info,
  type: GraphQLObjectType,
  sets: Sets,
  found = new Map<string, FieldNode[]>(),
): Map<string, FieldNode[]> {
  for (const selection of sets.flatMap((set) => set?.selections ?? [])) {
    if (!isIncluded(selection, info)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const nodes = found.get(key);
      if (nodes) nodes.push(selection);
      else found.set(key, [selection]);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value]!;
    const on = fragment.typeCondition?.name.value;
    const fits = !on || on === type.name || type.getInterfaces().some(({ name }) => name === on);
    if (fits) collect(info, type, [fragment.selectionSet], found);
  }
  return found;
}

/** The selection sets below some nodes. */
export const setsOf = (nodes: readonly FieldNode[]): Sets =>
  nodes.map(({ selectionSet }) => selectionSet);

/** A field's type without wrappers. @throws Unplanned unless it is an object type. */
export function objectTypeOf(type: GraphQLOutputType | undefined): GraphQLObjectType {
  const named = type && getNamedType(type);
  if (!isObjectType(named)) throw new Unplanned('not an object type');
  return named;
}
