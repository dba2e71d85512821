import {
  type ConstDirectiveNode,
  DirectiveLocation,
  GraphQLDirective,
  type GraphQLField,
  GraphQLList,
  GraphQLNonNull,
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

const marksOf = (field: GraphQLField<unknown, unknown>): ConstDirectiveNode[] => {
  const legacy = (field.extensions.legacy ?? []) as readonly string[];
  return [
    ...legacy.toSorted().map((command) => directive('legacy', { command: text(command) })),
    ...accessMark(scopedPermissions(field)),
    ...(accessOf(field)?.isSemanticNonNull ? [directive('semanticNonNull')] : []),
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
          directives: [...(field.directives ?? []), ...marksOf(known[field.name.value]!)],
        })),
      };
    },
  });
  return `${print(document)}\n`;
}
