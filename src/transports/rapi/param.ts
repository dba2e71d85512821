import { z } from 'zod';

/** Why a value is no good; the message continues the parameter's name, "must be …". */
export class Problem {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** A schema of one legacy parameter: takes whatever the form held, gives a `T`. */
export type Param<T> = z.ZodType<T, unknown>;

/** What a parameter is before it is read, in the words of JSON Schema: for the API's description. */
export interface WireType {
  type?: 'string' | 'integer' | 'array' | 'object';
  description?: string;
  /** Spellings of it; others may be read, too. */
  examples?: readonly string[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
}

const wireTypes = new WeakMap<z.core.$ZodType, WireType>();

/** What a schema was said to take; undefined for those made of others. */
export const wireTypeOf = (schema: z.core.$ZodType): WireType | undefined => wireTypes.get(schema);

/** Notes what a schema takes; returns the schema. */
export function onTheWire<S extends z.core.$ZodType>(schema: S, type: WireType): S {
  wireTypes.set(schema, { ...wireTypes.get(schema), ...type });
  return schema;
}

/**
 * Makes the schema of one parameter. Texts come trimmed; an empty one is no value, as PHP programs
 * send empty fields. `read` gives the value, `undefined` when it is not what is expected, or a
 * `Problem` that says more.
 * @param expected continues "must be", e.g. "a whole number above 0".
 * @param blank what an empty value means, where it means something.
 */
export function param<T>(
  expected: string,
  read: (provided: unknown) => T | Problem | undefined,
  blank?: T,
) {
  const schema = z.unknown().transform((value, context): T => {
    const provided = typeof value === 'string' ? value.trim() : value;
    const absent = blank === undefined ? new Problem(`is required: ${expected}`) : blank;
    const result = isBlank(provided) ? absent : read(provided);
    if (result !== undefined && !(result instanceof Problem)) return result;
    const message = result instanceof Problem ? result.message : `must be ${expected}`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
  const description = `${expected.charAt(0).toUpperCase()}${expected.slice(1)}.`;
  return onTheWire(schema satisfies Param<T>, { type: 'string', description });
}

/** Whether a value is what PHP programs send for nothing: null or text without content. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'string' && value.trim() === '';
}

/** The text of a value: texts as they are, JSON numbers and booleans as PHP would send them. */
export function paramText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return undefined;
}

/** A word over the text of a value; lists, objects and files are not what is expected. */
export function textParam<T>(
  expected: string,
  read: (text: string) => T | Problem | undefined,
  wire: WireType = {},
) {
  const schema = param(expected, (provided) => {
    const text = paramText(provided);
    return text === undefined ? undefined : read(text);
  });
  return onTheWire(schema, wire);
}
