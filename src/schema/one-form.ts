import {
  getNullableType,
  type GraphQLInputType,
  GraphQLString,
  isInputObjectType,
  isListType,
} from 'graphql';
import { composed } from '#core/text.ts';

/**
 * An input whose texts stand in the one form of Unicode that is stored (NFC), so that what was
 * typed on one keyboard is found by what is typed on another. Secrets and JSON stay as they came.
 */
export function inOneForm<Value>(value: Value, type: GraphQLInputType | undefined): Value {
  const said = type && getNullableType(type);
  if (value === null || value === undefined || !said) return value;
  if (typeof value === 'string') return (said === GraphQLString ? composed(value) : value) as Value;
  if (isListType(said) && Array.isArray(value))
    return value.map((one: unknown) => inOneForm(one, said.ofType as GraphQLInputType)) as Value;
  if (!isInputObjectType(said)) return value;
  const fields = said.getFields();
  const entries = Object.entries(value as object);
  return Object.fromEntries(
    entries.map(([name, one]) => [name, inOneForm(one as unknown, fields[name]?.type)]),
  ) as Value;
}
