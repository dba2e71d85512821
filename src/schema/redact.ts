import {
  getNamedType,
  type GraphQLInputField,
  type GraphQLInputType,
  isInputObjectType,
} from 'graphql';
import { isPlainObject } from '#core/plain.ts';
import { MASK } from './masked-secret.ts';

const LONGEST_TEXT = 500;
/** How encrypted texts begin: nothing is gained by showing them. */
const ENCRYPTED = /^v1\.[^.]+\./;

/**
 * Extensions of an input field whose texts are kept out of the audit trail although they are shown
 * elsewhere: fields of the company's own making may be of the password type.
 */
export const MASKED = { isMasked: true };

const isMasked = ({ extensions }: GraphQLInputField) =>
  (extensions as Partial<typeof MASKED>).isMasked ?? false;

/**
 * A copy of plain data fit for the audit trail: encrypted texts become dots, long ones (a file, a
 * whole message) are cut, and anything that is not plain data is shown as text.
 */
export function redacted(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' && ENCRYPTED.test(value)) return MASK;
  if (typeof value === 'string')
    return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(redacted);
  if (isGlobalId(value)) return `${value.typename}:${value.id}`;
  if (!isPlainObject(value)) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redacted(item)]));
}

/** Every value inside, as dots: what a form of somebody else's making holds is unknown. */
const masked = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(masked)
    : isPlainObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, masked(item)]))
      : value === null || value === undefined
        ? null
        : MASK;

/**
 * A copy of a mutation's input fit for the audit trail, as its type declares it: a `Secret`, every
 * value inside a `JSON` and what is declared `MASKED` become dots, whatever their names are; nothing
 * else does, whatever its name is.
 */
export function redactedAs(type: GraphQLInputType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const named = getNamedType(type);
  if (Array.isArray(value)) return value.map((item) => redactedAs(named, item));
  if (named.name === 'Secret' || named.name === 'JSON') return masked(value);
  if (!isInputObjectType(named) || !isPlainObject(value)) return redacted(value);
  const fields = named.getFields();
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const field = fields[key];
      if (!field) return [key, redacted(item)];
      return [key, isMasked(field) ? masked(item) : redactedAs(field.type, item)];
    }),
  );
}

const isGlobalId = (value: object): value is { typename: string; id: string } =>
  'typename' in value && 'id' in value && Object.keys(value).length === 2;
