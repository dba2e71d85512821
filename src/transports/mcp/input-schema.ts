import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromASTUntyped,
} from 'graphql';

/** A JSON Schema (draft 2020-12) as far as inputs of GraphQL need it. */
export type JsonSchema = Record<string, unknown>;

/** JSON's own types for the scalars that are not sent as text. */
const scalars: Readonly<Record<string, JsonSchema>> = {
  Int: { type: 'integer' },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  JSON: {},
};

/** The variables of an operation as JSON Schema; input types stand under `$defs`, each once. */
export function inputSchema(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): JsonSchema & { type: 'object' } {
  const defs: Record<string, JsonSchema> = {};
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const { variable, type: node, defaultValue } of variableDefinitions) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node as never) as unknown as GraphQLInputType;
    properties[name] = {
      ...schemaOf(type, defs),
      ...(defaultValue && { default: valueFromASTUntyped(defaultValue) }),
    };
    if (isNonNullType(type) && !defaultValue) required.push(name);
  }
  return {
    type: 'object',
    properties,
    required,
    additionalProperties: false,
    ...(Object.keys(defs).length > 0 && { $defs: defs }),
  };
}

function schemaOf(type: GraphQLInputType, defs: Record<string, JsonSchema>): JsonSchema {
  if (isNonNullType(type)) return schemaOf(type.ofType, defs);
  if (isListType(type)) return { type: 'array', items: schemaOf(type.ofType, defs) };
  return isEnumType(type) || isInputObjectType(type) ? referTo(type, defs) : scalarOf(type);
}

const scalarOf = ({ name, description }: GraphQLNamedInputType): JsonSchema => ({
  ...(scalars[name] ?? { type: 'string' }),
  ...(!(name in scalars) && description && { description }),
});

function referTo(
  type: GraphQLEnumType | GraphQLInputObjectType,
  defs: Record<string, JsonSchema>,
): JsonSchema {
  const reference = { $ref: `#/$defs/${type.name}` };
  if (type.name in defs) return reference;
  // Noted before its fields are looked at: an input may hold itself.
  const written: JsonSchema = {};
  defs[type.name] = written;
  Object.assign(
    written,
    isEnumType(type)
      ? { type: 'string', enum: type.getValues().map(({ name }) => name) }
      : objectOf(type, defs),
  );
  if (type.description) written.description = type.description;
  return reference;
}

function objectOf(type: GraphQLInputObjectType, defs: Record<string, JsonSchema>): JsonSchema {
  const fields = Object.values(type.getFields());
  const isRequired = (field: (typeof fields)[number]) =>
    isNonNullType(field.type) && field.defaultValue === undefined;
  return {
    type: 'object',
    properties: Object.fromEntries(
      fields.map(({ name, type: fieldType, description }) => [
        name,
        { ...schemaOf(fieldType, defs), ...(description && { description }) },
      ]),
    ),
    required: fields.filter(isRequired).map(({ name }) => name),
    additionalProperties: false,
    ...(type.isOneOf && { minProperties: 1, maxProperties: 1 }),
  };
}
