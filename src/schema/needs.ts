import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  getDirectiveValues,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { onceFor } from '#core/once-for.ts';
import type { Permission } from '#core/permissions.ts';
import { accessOf, scopedPermissions } from './access.ts';

/** Any one of these permissions is enough. */
type AnyOf = readonly Permission[];

/** What a stored operation asks of its caller. */
export interface Needs {
  /** Without these the operation is refused before it runs: a field of its own would be missing. */
  required: readonly AnyOf[];
  /** Everything its answer can show; nullable fields among it are null for who lacks them. */
  all: readonly AnyOf[];
}

type Variables = Readonly<Record<string, unknown>>;

const known = onceFor((_document: DocumentNode) => new Map<string, Needs>());

/**
 * The permissions that the fields of an operation ask for, read off the schema.
 * @param variables of the call, for `@include` and `@skip`; without them every field counts.
 */
export function needsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables?: Variables,
): Needs {
  // Conditions are flags, so that an operation has few sets of them.
  const flags = Object.entries(variables ?? {}).filter(([, value]) => typeof value === 'boolean');
  const key = variables ? JSON.stringify(flags) : '';
  const needs = known(document).get(key) ?? walk(schema, document, variables);
  known(document).set(key, needs);
  return needs;
}

function walk(schema: GraphQLSchema, document: DocumentNode, variables?: Variables): Needs {
  const required = new Map<string, AnyOf>();
  const all = new Map<string, AnyOf>();
  const types = new TypeInfo(schema);
  // How many fields deep below one that may be null.
  let optional = 0;
  const enter = (node: FieldNode) => {
    if (!isIncluded(node.directives, variables)) return false;
    const field = types.getFieldDef();
    const requested = field ? askedBy(field) : [];
    const isRoot = types.getParentType() === schema.getQueryType();
    const isOptional = requested.length > 0 && !isRoot && !accessOf(field!)?.isSemanticNonNull;
    if (optional > 0 || isOptional) optional += 1;
    for (const anyOf of requested) {
      all.set(anyOf.join(), anyOf);
      if (optional === 0) required.set(anyOf.join(), anyOf);
    }
    return undefined;
  };
  const leave = () => {
    if (optional > 0) optional -= 1;
  };
  visit(document, visitWithTypeInfo(types, { Field: { enter, leave } }));
  return { required: [...required.values()], all: [...all.values()] };
}

/** What a field asks for: its type's permission, and its own. */
const askedBy = (field: GraphQLField<unknown, unknown>): AnyOf[] =>
  [accessOf(field)?.read ?? [], scopedPermissions(field)].filter((anyOf) => anyOf.length > 0);

const isIncluded = (
  directives: readonly DirectiveNode[] | undefined,
  variables: Variables | undefined,
): boolean => {
  if (!directives?.length || !variables) return true;
  const node = { directives };
  return (
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false
  );
};
