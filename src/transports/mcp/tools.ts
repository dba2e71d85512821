import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { inputSchema, type JsonSchema } from './input-schema.ts';

/** A trusted document as a tool of the Model Context Protocol. */
export interface Tool {
  /** Name of the operation. */
  name: string;
  description: string;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** Whether it is a mutation: then it is only planned, and made by `confirm`. */
  isChange: boolean;
  inputSchema: JsonSchema & { type: 'object' };
}

/** The trusted documents by the names of their operations; documents without one name are left out. */
export function toolsOf(schema: GraphQLSchema, documents: Iterable<string>): Map<string, Tool> {
  const tools = new Map<string, Tool>();
  for (const text of documents) {
    const document = parse(text, { noLocation: true });
    const [operation, ...others] = document.definitions.filter(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION,
    );
    const name = operation?.name?.value;
    if (!operation || !name || others.length || operation.operation === 'subscription') continue;
    if (!tools.has(name)) tools.set(name, toolOf(schema, name, document, operation));
  }
  return new Map([...tools].toSorted(([a], [b]) => a.localeCompare(b)));
}

function toolOf(
  schema: GraphQLSchema,
  name: string,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Tool {
  const isChange = operation.operation === 'mutation';
  const type = isChange ? schema.getMutationType() : schema.getQueryType();
  const fields = operation.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [type?.getFields()[selection.name.value]] : [],
  );
  const about = fields.flatMap((field) =>
    field ? [field.description ?? `Reads ${getNamedType(field.type).name}.`] : [],
  );
  const how = isChange
    ? ['Only plans the change: nothing is done until the answer’s plan is sent to `confirm`.']
    : [];
  return {
    name,
    description: [...about, ...how].join('\n'),
    document,
    operation,
    isChange,
    inputSchema: inputSchema(schema, operation),
  };
}
