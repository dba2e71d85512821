import { z } from 'zod';
import '#core/input-messages.ts';
import { type FormIssue, FormError, refused, shownName } from './form-error.ts';
import { type PlainObject, emptyObject } from './php-array.ts';
import { isBlank, paramText } from './param.ts';

/** Schemas for which an empty text is a value ("clear this field") and not an absent one. */
const BLANK_IS_A_VALUE = new WeakSet<z.core.$ZodType>();

/** Marks a schema so that `fields` hands it empty texts; returns the schema. */
export function acceptsBlank<S extends z.core.$ZodType>(schema: S): S {
  BLANK_IS_A_VALUE.add(schema);
  return schema;
}

/** Schemas of ids, for which `0` is no value where they are optional. */
const ZERO_IS_NONE = new WeakSet<z.core.$ZodType>();

/** Marks a schema of ids; returns the schema. */
export function zeroIsNone<S extends z.core.$ZodType>(schema: S): S {
  ZERO_IS_NONE.add(schema);
  return schema;
}

/**
 * An object of legacy parameters. In front of `z.object` it removes empty values of parameters that
 * are optional or have a default, so `id.optional()` takes `order_id=` as absent.
 */
export function fields<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.preprocess((raw) => withoutBlanks(raw, shape), z.object(shape));
}

/**
 * Reads a parameter under the names its sister commands have for it, too.
 * @param names each other name with the parameter's own.
 */
export function alsoNamed<S extends z.ZodType>(names: Readonly<Record<string, string>>, schema: S) {
  return z.preprocess((raw) => {
    if (!isObject(raw)) return raw;
    const renamed = emptyObject();
    for (const [name, value] of Object.entries(raw)) {
      const own = Object.hasOwn(names, name) ? names[name]! : name;
      if (own === name || isBlank(raw[own])) renamed[own] = value;
    }
    return renamed;
  }, schema);
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
  const rest = emptyObject();
  const provided: { name: string; value: unknown }[] = [];
  for (const [name, value] of Object.entries(raw)) {
    if (!CLIENT_ID_SPELLINGS.includes(name.toLowerCase())) rest[name] = value;
    else if (!isBlank(value)) provided.push({ name, value });
  }
  provided.sort((a, b) => rank(a.name) - rank(b.name));
  const [first, ...others] = provided;
  if (!first) return rest;
  const odd = others.find(
    ({ value }) => paramText(value)?.trim() !== paramText(first.value)?.trim(),
  );
  if (odd) return `is given as ${shownName(first.name)} and differently as ${shownName(odd.name)}`;
  rest[key] = first.value;
  return rest;
}

function rank(name: string): number {
  return CLIENT_ID_SPELLINGS.indexOf(name.toLowerCase());
}

/**
 * Reads the parameters of a command.
 * @param isFilter the command only looks: an id of `0` is then a caller's lost number, not none.
 * @throws FormError naming each parameter that is wrong and what is expected of it.
 */
export function readParams<S extends z.ZodType>(
  schema: S,
  parameters: PlainObject,
  isFilter = false,
): z.output<S> {
  const whole = schema instanceof z.ZodObject ? fields(schema.shape) : schema;
  if (isFilter) refuseZeros(paramsOf(schema), parameters);
  const result = whole.safeParse(parameters);
  if (result.success) return result.data as z.output<S>;
  const issues = result.error.issues.map(issueOf);
  throw new FormError(issues[0]?.message ?? 'The parameters are wrong.', issues);
}

/** The parameters a command knows, by name; empty where its schema does not say. */
export function paramsOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> {
  const { def } = schema._zod as { def: { shape?: z.core.$ZodShape; in?: unknown; out?: unknown } };
  if (def.shape) return def.shape;
  for (const side of [def.out, def.in])
    if (side) {
      const shape = paramsOf(side as z.core.$ZodType);
      if (Object.keys(shape).length) return shape;
    }
  return {};
}

function refuseZeros(
  shape: Readonly<Record<string, z.core.$ZodType>>,
  provided: PlainObject,
): void {
  const ids = CLIENT_ID_SPELLINGS.some((name) => name in shape) ? CLIENT_ID_SPELLINGS : [];
  for (const [name, value] of Object.entries(provided)) {
    const known = ids.includes(name.toLowerCase()) ? ids.find((other) => other in shape) : name;
    const schema = known === undefined ? undefined : shape[known];
    if (schema && mayDrop(schema) && isNone(schema, value))
      throw wrongParameter(name, 'must be a whole number above 0');
  }
}

function issueOf({ path, message }: z.core.$ZodIssue): FormIssue {
  const [first, ...rest] = path.map(String);
  if (first === undefined) return { parameter: '', message };
  const parameter = shownName(first + rest.map((key) => `[${key}]`).join(''));
  // Our own words continue the name ("must be …"); zod's stand alone.
  const continues = /^(?:must|is|has|holds|cannot) /.test(message);
  const sentence = continues ? `${parameter} ${message}` : `${parameter}: ${message}`;
  return { parameter, message: sentence.endsWith('.') ? sentence : `${sentence}.` };
}

/** An error of one parameter outside the schemas, spelled the same way. */
export function wrongParameter(parameter: string, problem: string): FormError {
  return refused(parameter, `${shownName(parameter)} ${problem}.`);
}

function withoutBlanks(raw: unknown, shape: z.core.$ZodShape): unknown {
  if (!isObject(raw)) return raw;
  const stored = emptyObject();
  for (const [name, value] of Object.entries(raw)) {
    const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (!(schema && mayDrop(schema) && (isBlank(value) || isNone(schema, value))))
      stored[name] = value;
  }
  return stored;
}

/** Whether a value is the `0` that PHP programs send for no id. */
function isNone(schema: z.core.$ZodType, value: unknown): boolean {
  if (paramText(value)?.trim() !== '0') return false;
  let inner: z.core.$ZodType | undefined = schema;
  while (inner && !ZERO_IS_NONE.has(inner)) inner = innerOf(inner);
  return inner !== undefined;
}

const innerOf = (schema: z.core.$ZodType) =>
  (schema._zod.def as { innerType?: z.core.$ZodType }).innerType;

function mayDrop(schema: z.core.$ZodType): boolean {
  const { optin } = schema._zod;
  return optin !== undefined && !BLANK_IS_A_VALUE.has(schema);
}

function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
