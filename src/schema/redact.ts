import { isPlainObject } from '#core/plain.ts';

const SECRET = /pass|pwd|pw$|secret|token|answer|pin$|codes?$|eppCode|key$/i;
/** Fields of the company's own making: any of them may be of the password type. */
const OWN_FIELDS = 'customFields';
const LONGEST_TEXT = 500;

/**
 * A copy of a mutation's input fit for the audit trail: secrets become dots, long texts (a file, a
 * whole message) are cut, and anything that is not plain data is shown as text.
 */
export function redacted(value: unknown, name = ''): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' && (isSecretName(name) || name === OWN_FIELDS)) return '•••';
  if (typeof value === 'string')
    return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => redacted(item, name));
  if (isGlobalId(value)) return `${value.typename}:${value.id}`;
  if (!isPlainObject(value)) return String(value);
  const nameOf = (key: string) => (name === OWN_FIELDS ? OWN_FIELDS : key);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, redacted(item, nameOf(key))]),
  );
}

/** Whether the texts of a field with this name are kept out of the audit trail. */
export const isSecretName = (name: string): boolean => SECRET.test(name);

const isGlobalId = (value: object): value is { typename: string; id: string } =>
  'typename' in value && 'id' in value && Object.keys(value).length === 2;
