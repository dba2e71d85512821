import { z } from 'zod';
import { type FormIssue, FormError, refused, shown } from './form-error.ts';
import { type PlainObject, plainObject } from './php-array.ts';
import { isBlank } from './param.ts';

/** Schemas for which an empty text is a value ("clear this field") and not an absent one. */
const BLANK_IS_A_VALUE = new WeakSet<z.core.$ZodType>();

/** Marks a schema so that `fields` hands it empty texts; returns the schema. */
export function acceptsBlank<S extends z.core.$ZodType>(schema: S): S {
  BLANK_IS_A_VALUE.add(schema);
  return schema;
}

/**
 * An object of legacy parameters. In front of `z.object` it removes empty values of parameters that
 * are optional or have a default, so `id.optional()` takes `order_id=` as absent.
 */
export function fields<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.preprocess((raw) => withoutBlanks(raw, shape), z.object(shape));
}

/** The spellings of the client's id, in the order they are looked for. */
const CLIENT_ID_SPELLINGS = ['user_id', 'clientid', 'userid', 'client_id'];

/**
 * Like `fields`, where the client's id may come as `user_id`, `clientid`, `userid` or `client_id`
 * in any case and is read as `key`. Two spellings that disagree are refused. Not for commands in
 * which one of the spellings means something else, such as DeleteUserClient.
 */
export function clientFields<Shape extends z.core.$ZodShape>(
  shape: Shape,
  key: keyof Shape & string = 'user_id',
) {
  const gathered = z.preprocess((raw, context) => {
    if (!isObject(raw)) return raw;
    const result = gatherClientId(raw, key);
    if (typeof result !== 'string') return result;
    context.addIssue({ code: 'custom', message: result, path: [key] });
    return z.NEVER;
  }, fields(shape));
  return gathered;
}

/** The parameters with the client's id under `key` alone, or what is wrong with it. */
export function gatherClientId(raw: PlainObject, key: string): PlainObject | string {
  const rest = plainObject();
  const provided: { name: string; value: unknown }[] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (!CLIENT_ID_SPELLINGS.includes(name.toLowerCase())) rest[name] = value;
    else if (!isBlank(value)) provided.push({ name, value });
  }
  provided.sort((a, b) => rank(a.name) - rank(b.name));
  const [first, ...others] = provided;
  if (!first) return rest;
  const odd = others.find(({ value }) => String(value).trim() !== String(first.value).trim());
  if (odd) return `is given as ${shown(first.name)} and differently as ${shown(odd.name)}`;
  rest[key] = first.value;
  return rest;
}

function rank(name: string): number {
  return CLIENT_ID_SPELLINGS.indexOf(name.toLowerCase());
}

/**
 * Reads the parameters of a command.
 * @throws FormError naming each parameter that is wrong and what is expected of it.
 */
export function readParams<S extends z.ZodType>(schema: S, parameters: PlainObject): z.output<S> {
  const whole = schema instanceof z.ZodObject ? fields(schema.shape) : schema;
  const result = whole.safeParse(parameters);
  if (result.success) return result.data as z.output<S>;
  const issues = result.error.issues.map(issueOf);
  throw new FormError(issues[0]?.message ?? 'The parameters are wrong.', issues);
}

function issueOf({ path, message }: z.core.$ZodIssue): FormIssue {
  const [first, ...rest] = path.map(String);
  if (first === undefined) return { parameter: '', message };
  const parameter = shown(first + rest.map((key) => `[${key}]`).join(''));
  // Our own words continue the name ("must be …"); zod's stand alone.
  const continues = /^(?:must|is|has|holds) /.test(message);
  const sentence = continues ? `${parameter} ${message}` : `${parameter}: ${message}`;
  return { parameter, message: sentence.endsWith('.') ? sentence : `${sentence}.` };
}

/** An error of one parameter outside the schemas, spelled the same way. */
export function wrongParameter(parameter: string, problem: string): FormError {
  return refused(parameter, `${shown(parameter)} ${problem}.`);
}

function withoutBlanks(raw: unknown, shape: z.core.$ZodShape): unknown {
  if (!isObject(raw)) return raw;
  const stored = plainObject();
  for (const [name, value] of Object.entries(raw)) {
    const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (!(schema && isBlank(value) && mayDrop(schema))) stored[name] = value;
  }
  return stored;
}

function mayDrop(schema: z.core.$ZodType): boolean {
  const { optin } = schema._zod;
  return optin !== undefined && !BLANK_IS_A_VALUE.has(schema);
}

function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
