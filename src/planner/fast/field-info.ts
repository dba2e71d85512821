import {
  type DocumentNode,
  type ExecutionArgs,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';

/** An operation and the fragments of its document. */
export interface OperationParts {
  operation: OperationDefinitionNode;
  fragments: Record<string, FragmentDefinitionNode>;
}

/** The fragments of a document by their names. */
export const fragmentsOf = ({ definitions }: DocumentNode): OperationParts['fragments'] =>
  Object.fromEntries(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );

/** A field of an operation, as the executor would come to it. */
export interface FieldAt {
  parentType: GraphQLObjectType;
  key: string;
  nodes: readonly FieldNode[];
  field: GraphQLField<unknown, unknown>;
  prev?: GraphQLResolveInfo['path'];
}

/** What the executor tells the resolver of a field. */
export const fieldInfo = (
  { schema, rootValue }: ExecutionArgs,
  { operation, fragments }: OperationParts,
  { parentType, key, nodes, field, prev }: FieldAt,
  variableValues: Record<string, unknown>,
): GraphQLResolveInfo => ({
  fieldName: field.name,
  fieldNodes: [...nodes],
  returnType: field.type,
  parentType,
  path: { prev, key, typename: parentType.name },
  schema,
  fragments,
  rootValue,
  operation,
  variableValues,
});
