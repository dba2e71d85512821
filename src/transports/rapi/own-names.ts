import type { GraphQLFormattedError } from 'graphql';
import { isPlainObject } from '#core/plain.ts';
import { paramsOf } from './fields.ts';
import { shownName } from './form-error.ts';
import type { AnyLegacy } from './legacy.ts';
import { keyAt } from './php-array.ts';

/** What a command was asked, in its own parameters and in the graph's variables. */
interface Request {
  command: AnyLegacy;
  params: unknown;
  variables: Record<string, unknown>;
}

type Path = readonly (string | number)[];

interface Issue {
  path: Path;
  message: string;
}

/**
 * An error of the graph in the names its caller knows: the graph says which input field is at
 * fault, and the parameter behind it is the one on which that field depends.
 */
export function inOwnNames(
  error: GraphQLFormattedError,
  requested: Request,
): GraphQLFormattedError {
  const issues = issuesOf(error);
  const [first] = issues;
  if (!first) return error;
  const parameter = parameterOf(first.path, requested);
  const extensions = { ...error.extensions, ...(parameter && { parameter }) };
  if (!namesField(error, first)) return { ...error, extensions };
  const sentences = issues.map(({ path, message }) =>
    sentence(parameterOf(path, requested) ?? '', message),
  );
  return { ...error, message: [...new Set(sentences)].join('; '), extensions };
}

/** Whether the message speaks of the field by its name in the graph. */
const namesField = ({ message, extensions }: GraphQLFormattedError, { path }: Issue): boolean =>
  extensions?.code === 'BAD_INPUT' ||
  message.startsWith(`${path.join('.')}:`) ||
  message.startsWith(`${String(extensions?.field)}:`) ||
  message.startsWith(`${String(path.at(-1))}:`);

function sentence(parameter: string, message: string): string {
  if (!parameter) return message.charAt(0).toUpperCase() + message.slice(1);
  const continues = /^(?:must|is|has|holds|cannot) /.test(message);
  return continues ? `${parameter} ${message}` : `${parameter}: ${message}`;
}

/** Where the fault stands among the variables, and what it is. */
function issuesOf({ message, extensions }: GraphQLFormattedError): Issue[] {
  const { issues, field } = (extensions ?? {}) as { issues?: Issue[]; field?: string };
  if (Array.isArray(issues) && issues.length) return issues;
  if (typeof field !== 'string' || !field) return [];
  const path = steps(field);
  const prefix = `${String(path.at(-1))}:`;
  const rest = message.startsWith(prefix) ? message.slice(prefix.length).trim() : message;
  return [
    { path, message: rest.startsWith(`${field}:`) ? rest.slice(field.length + 1).trim() : rest },
  ];
}

const steps = (path: string): Path =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** The parameter as it was sent, `line_items[0][rate]`; undefined where none is behind the field. */
function parameterOf(provided: Path, { command, params, variables }: Request): string | undefined {
  if (!isRecord(params)) return undefined;
  const path = placeOf(provided, variables);
  const names = new Set([...Object.keys(params), ...Object.keys(paramsOf(command.params))]);
  const depends = (altered: (value: unknown) => unknown, name: string) =>
    isChanged(variables, path, () =>
      command.variables({ ...params, [name]: altered(params[name]) }),
    );
  for (const name of names) {
    const value = params[name];
    const isBehind = others(value).some((other) => depends(() => other, name));
    // A structure may be needed whole: then one of its values is altered at a time.
    if (!isBehind && !isPlainObject(value)) continue;
    const inner = innerName(value, path, (altered) => depends(altered, name));
    if (isBehind || inner) return shownName(name + inner);
  }
  const field = String(provided.at(-1));
  return names.has(field) ? field : undefined;
}

/** Below a parameter that is a structure: `[0][rate]`, as far as it can be told. */
function innerName(
  value: unknown,
  path: Path,
  depends: (altered: (value: unknown) => unknown) => boolean,
): string {
  if (Array.isArray(value)) {
    const index = path.find((step) => typeof step === 'number');
    if (typeof index !== 'number' || index >= value.length) return '';
    const within = (altered: (value: unknown) => unknown) =>
      depends((list) =>
        (list as unknown[]).map((item, at) => (at === index ? altered(item) : item)),
      );
    return `[${keyAt(value, index)}]${innerName(value[index], path, within)}`;
  }
  if (!isRecord(value)) return '';
  for (const key of new Set([...Object.keys(value), String(path.at(-1))]))
    if (
      others(value[key]).some((other) => depends((item) => ({ ...(item as object), [key]: other })))
    )
      return `[${key}]`;
  return '';
}

/** Values that differ from one, of every kind a parameter may have. */
function others(value: unknown): unknown[] {
  if (value === undefined) return ['1', 1, true, ['1'], [1]];
  const empty = Array.isArray(value) ? [[]] : isRecord(value) ? [{}] : [];
  return [...empty, undefined, null, '1', 1, 2, true, false];
}

function isChanged(before: unknown, path: Path, make: () => unknown): boolean {
  try {
    return textAt(before, path) !== textAt(make(), path);
  } catch {
    return false;
  }
}

const textAt = (from: unknown, path: Path): string | undefined =>
  JSON.stringify(
    path.reduce<unknown>((value, step) => (isRecord(value) ? value[step] : undefined), from),
  );

/** The place of a field among the variables; the graph leaves out what all of an input share. */
function placeOf(path: Path, variables: Record<string, unknown>): Path {
  if (path.length > 0 && path[0]! in variables) return path;
  const around = Object.keys(variables).filter((name) => isRecord(variables[name]));
  const found = around.find((name) => textAt(variables[name], path) !== undefined);
  const name = found ?? around[0];
  return name === undefined ? path : [name, ...path];
}

const isRecord = (value: unknown): value is Record<string | number, unknown> =>
  isPlainObject(value) || Array.isArray(value);
