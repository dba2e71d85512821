import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLSchema,
  Kind,
  type ConstDirectiveNode,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';

/** `@legacy(command: "AcceptOrder")`: the legacy commands a field serves. */
export const legacyDirective = new GraphQLDirective({
  name: 'legacy',
  description: 'The legacy command that this field serves on /rapi.',
  locations: [DirectiveLocation.FIELD_DEFINITION],
  isRepeatable: true,
  args: {
    command: {
      type: new GraphQLNonNull(GraphQLString),
      description: 'Its name, as in `POST /rapi/<Command>`.',
    },
  },
});

const mark = (command: string): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'legacy' },
  arguments: [
    {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: 'command' },
      value: { kind: Kind.STRING, value: command },
    },
  ],
});

/** The schema in SDL, sorted, each field with the legacy commands it serves. */
export function printWithLegacy(schema: GraphQLSchema): string {
  const sorted = lexicographicSortSchema(schema);
  const document = visit(parse(printSchema(sorted)), {
    ObjectTypeDefinition(type) {
      const fields = sorted.getType(type.name.value);
      if (!fields || !('getFields' in fields)) return undefined;
      const known = fields.getFields();
      return {
        ...type,
        fields: type.fields?.map((field) => {
          const legacy = known[field.name.value]?.extensions.legacy as string[] | undefined;
          return legacy ? { ...field, directives: legacy.toSorted().map(mark) } : field;
        }),
      };
    },
  });
  return `${print(document)}\n`;
}
