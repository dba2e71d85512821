import { getVariableValues } from 'graphql/execution/values.js';
import {
  type DocumentNode,
  getNamedType,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  typeFromAST,
  validate,
} from 'graphql';
import { schema } from '#modules/schema.ts';
import type { Gateway } from '#test/gateway.ts';
import type { Who } from '#test/people.ts';

/** Errors of a request that is none, whatever it is about. */
const MALFORMED = new Set(['BAD_REQUEST', 'INTERNAL_ERROR']);

interface Made {
  /** The last entry of the audit trail before the change. */
  after: bigint;
  names: readonly string[];
  as: Who | null;
  secrets: readonly string[];
}

interface Entry {
  action: string;
  replay: { operation: string; variables: Record<string, unknown>; isComplete: boolean } | null;
}

const ENTRIES = `{ auditEntries(first: 20, orderBy: [{ field: ID, direction: DESC }]) {
  nodes { databaseId action replay { operation variables isComplete } } } }`;

/**
 * Looks at what the audit trail shows of changes that were just made: each as a request that the
 * schema accepts, without what is secret, and that can be run again as a dry run.
 * @returns what is wrong
 */
export async function checkReplays(gateway: Gateway, made: Made): Promise<string[]> {
  const { auditEntries } = await gateway.data(ENTRIES);
  const entries = (auditEntries.nodes as (Entry & { databaseId: string })[]).filter(
    ({ databaseId }) => BigInt(databaseId) > made.after,
  );
  const faults: string[] = [];
  // A change of many rows is recorded as one of each, and not at all where each of them was refused.
  const single = made.names.filter((name) => !isOfMany(name));
  for (const name of single)
    if (!entries.some(({ action }) => action === name))
      faults.push(`${name} has no entry in the audit trail`);
  for (const { action, replay } of entries) {
    if (replay) faults.push(...(await faultsOf(gateway, made, action, replay)));
    else if (made.names.includes(action)) faults.push(`${action} has no request`);
  }
  return faults;
}

/** Whether a mutation changes many rows, each with an outcome of its own. */
function isOfMany(mutation: string): boolean {
  const { type } = schema.getMutationType()!.getFields()[mutation]!;
  return 'results' in (getNamedType(type) as GraphQLObjectType).getFields();
}

async function faultsOf(
  gateway: Gateway,
  { as, secrets }: Made,
  action: string,
  { operation, variables, isComplete }: NonNullable<Entry['replay']>,
): Promise<string[]> {
  const text = JSON.stringify(variables);
  // A short one may be part of another text.
  const shown = secrets.filter((secret) => secret.length > 7 && text.includes(secret));
  if (shown.length) return [`${action} shows a secret`];
  const document = parse(operation);
  const errors = validate(schema, document);
  if (errors.length) return [`${action}: ${errors[0]!.message}`];
  const [definition] = document.definitions as [OperationDefinitionNode];
  const coerced = getVariableValues(schema, definition.variableDefinitions ?? [], variables);
  if (!isComplete) return [];
  if (coerced.errors) return [`${action}: ${coerced.errors[0]!.message}`];
  const again = await gateway.ask(operation, variables, as ?? 'staff', { 'dry-run': '1' });
  const code = String(again.errors?.[0]?.extensions.code ?? '');
  return MALFORMED.has(code) ? [`${action}: ${code} ${again.errors![0]!.message} ${text}`] : [];
}

/** The texts of a request that its variables declare as secrets, or as what may be one. */
export function secretsIn(document: DocumentNode, variables: object): string[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? (definition.variableDefinitions ?? []).flatMap(({ variable, type }) => {
          const declared = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
          const value = (variables as Record<string, unknown>)[variable.name.value];
          return declared ? secretsOf(declared, value) : [];
        })
      : [],
  );
}

const isMasked = ({ extensions }: GraphQLInputField) => extensions.isMasked === true;

function secretsOf(type: GraphQLInputType, value: unknown): string[] {
  const named = getNamedType(type);
  if (Array.isArray(value)) return value.flatMap((item) => secretsOf(named, item));
  if (named.name === 'Secret' || named.name === 'JSON') return textsIn(value);
  if (!isInputObjectType(named) || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const field = named.getFields()[name];
    if (!field) return [];
    return isMasked(field) ? textsIn(item) : secretsOf(field.type, item);
  });
}

/** Every text within a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
  return typeof value === 'string' && value !== '' ? [value] : [];
}
