import {
  type ConstDirectiveNode,
  DirectiveLocation,
  GraphQLDirective,
  type GraphQLField,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLObjectType,
  GraphQLString,
  type GraphQLSchema,
  isObjectType,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  type ValueNode,
  visit,
} from 'graphql';
import { accessOf, declaredRead, scopedPermissions } from './access.ts';
import { isObjectList, isPage, listSizeOf, weightOf } from './lists/list-size.ts';

/** `@legacy(command: "AcceptOrder")`: the legacy commands a field serves. */
export const legacyDirective = new GraphQLDirective({
  name: 'legacy',
  description: 'Names the legacy command of `POST /rapi/<Command>` that this field serves.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  isRepeatable: true,
  args: {
    command: {
      type: new GraphQLNonNull(GraphQLString),
      description: 'Name of the legacy command.',
    },
  },
});

/** `@access(permission: "billing:read")`: who may read a type, and who a stricter field. */
export const accessDirective = new GraphQLDirective({
  name: 'access',
  description:
    'The permission to read a type, on every path that leads to it, or what a field asks for besides. Who lacks it gets null and the error FORBIDDEN, which names the permission.',
  locations: [DirectiveLocation.OBJECT, DirectiveLocation.FIELD_DEFINITION],
  args: {
    permission: { type: GraphQLString, description: 'As `noun:verb`.' },
    anyOf: {
      type: new GraphQLList(new GraphQLNonNull(GraphQLString)),
      description: 'Where one of several permissions is enough.',
    },
  },
});

/** `@semanticNonNull`: null stands here only beside an error that says why. */
export const semanticNonNullDirective = new GraphQLDirective({
  name: 'semanticNonNull',
  description: 'The field is null only where an error says why.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
});

/** `@listSize(assumedSize: 10)`: what a list without pages is counted as (GraphQL Cost Directives). */
export const listSizeDirective = new GraphQLDirective({
  name: 'listSize',
  description:
    'Objects a list without pages is counted as in the cost of an operation; its bound, where it has one. A page is counted by its `first` or `last`.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: { assumedSize: { type: GraphQLInt, description: 'Number of objects.' } },
});

/** `@cost(weight: "100")`: what a field costs besides the objects it gives. */
export const costDirective = new GraphQLDirective({
  name: 'cost',
  description: 'What one read of the field costs besides the objects it gives.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  args: {
    weight: { type: new GraphQLNonNull(GraphQLString), description: 'Objects it counts as.' },
  },
});

const text = (value: string): ValueNode => ({ kind: Kind.STRING, value });

const directive = (name: string, args: Record<string, ValueNode> = {}) =>
  ({
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: Object.entries(args).map(([arg, value]) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: arg },
      value,
    })),
  }) as ConstDirectiveNode;

const accessMark = (permissions: readonly string[]): ConstDirectiveNode[] => {
  const [first, ...more] = permissions;
  if (first === undefined) return [];
  if (!more.length) return [directive('access', { permission: text(first) })];
  const values = permissions.map((name) => text(name));
  return [directive('access', { anyOf: { kind: Kind.LIST, values } })];
};

const costMarks = (field: GraphQLField<unknown, unknown>): ConstDirectiveNode[] => {
  const weight = weightOf(field);
  const size: ValueNode = { kind: Kind.INT, value: String(listSizeOf(field)) };
  return [
    ...(isObjectList(field) ? [directive('listSize', { assumedSize: size })] : []),
    ...(weight ? [directive('cost', { weight: text(String(weight)) })] : []),
  ];
};

const marksOf = (
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
): ConstDirectiveNode[] => {
  const legacy = (field.extensions.legacy ?? []) as readonly string[];
  return [
    ...legacy.toSorted().map((command) => directive('legacy', { command: text(command) })),
    ...accessMark(scopedPermissions(field)),
    ...(accessOf(field)?.isSemanticNonNull ? [directive('semanticNonNull')] : []),
    ...(isPage(type) ? [] : costMarks(field)),
  ];
};

/** The schema in SDL, sorted, with what its fields serve and who may read them. */
export function printAnnotated(schema: GraphQLSchema): string {
  const sorted = lexicographicSortSchema(schema);
  const document = visit(parse(printSchema(sorted)), {
    ObjectTypeDefinition(node) {
      const type = sorted.getType(node.name.value);
      if (!isObjectType(type)) return undefined;
      const known = type.getFields();
      return {
        ...node,
        directives: accessMark(declaredRead(type) ?? []),
        fields: node.fields?.map((field) => ({
          ...field,
          directives: [...(field.directives ?? []), ...marksOf(type, known[field.name.value]!)],
        })),
      };
    },
  });
  return `${print(document)}\n`;
}
