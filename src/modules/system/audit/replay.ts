import {
  getNamedType,
  getNullableType,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { isPlainObject } from '#core/plain.ts';

/** A recorded change as a request that could be sent again. */
export interface Replay {
  operation: string;
  variables: Record<string, unknown>;
  /** Nothing of the input was left out when it was recorded. */
  isComplete: boolean;
}

/** What the audit trail writes in place of a secret, and at the end of a text that it cut. */
const LEFT_OUT = /^•••$|…$/;

/** The request behind an entry; null where no mutation of today has its name. */
export function replayOf(schema: GraphQLSchema, action: string, input: unknown): Replay | null {
  const field = schema.getMutationType()?.getFields()[action];
  if (!field) return null;
  const name = action.charAt(0).toUpperCase() + action.slice(1);
  const [argument] = field.args;
  const selection = `${action}${argument ? '(input: $input)' : ''} { __typename }`;
  if (!argument)
    return { operation: `mutation ${name} { ${selection} }`, variables: {}, isComplete: true };
  return {
    operation: `mutation ${name}($input: ${String(argument.type)}) { ${selection} }`,
    variables: { input: sentValue(argument.type, input) },
    isComplete: !isCut(input),
  };
}

/** A value as a client sends it: enum values by their names, days without a time of day. */
function sentValue(provided: GraphQLInputType, value: unknown): unknown {
  const type = getNullableType(provided);
  if (value === null || value === undefined) return value;
  if (isListType(type))
    return Array.isArray(value) ? value.map((item) => sentValue(type.ofType, item)) : value;
  const named = getNamedType(type);
  if (isEnumType(named))
    return named.getValues().find((choice) => choice.value === value)?.name ?? value;
  if (named.name === 'Date' && typeof value === 'string') return value.slice(0, 10);
  if (!isInputObjectType(named) || !isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.values(named.getFields()).flatMap((field) =>
      field.name in value ? [[field.name, sentValue(field.type, value[field.name])]] : [],
    ),
  );
}

function isCut(value: unknown): boolean {
  if (typeof value === 'string') return LEFT_OUT.test(value);
  if (Array.isArray(value)) return value.some(isCut);
  return isPlainObject(value) && Object.values(value).some(isCut);
}
