import type { StandardSchemaV1 } from '@pothos/plugin-validation';
import SchemaBuilder, { BasePlugin, type SchemaTypes } from '@pothos/core';
import {
  type GraphQLFieldResolver,
  getNamedType,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
} from 'graphql';
import { DomainError, type InputIssue } from '#core/errors.ts';

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- how Pothos learns of a plugin
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      inputIssues: InputIssuesPlugin<Types>;
    }
  }
}

/** Errors of rules of input, which name what stands before the first broken rule and it alone. */
const ofRules = new WeakSet<Error>();

/** The error for broken rules of input; the plugin that finds them stops at the first. */
export function brokenRules(issues: InputIssue[]): DomainError {
  const field = issues[0]?.path.filter((step) => step !== 'input').join('.');
  const message = issues.map((issue) => `${nameOf(issue)}: ${issue.message}`);
  const error = new DomainError('BAD_INPUT', message.join('; '), {
    ...(field !== undefined && { field }),
    issues,
  });
  ofRules.add(error);
  return error;
}

/** The name of the field at fault; of an item in a list, the list's. */
function nameOf({ path }: InputIssue): string {
  const name = path.findLast((step) => typeof step === 'string');
  return typeof name === 'string' ? name : 'input';
}

/** Tells of all broken rules of an input together, so that a form can show each where it is. */
export class InputIssuesPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    // Forms are those of changes; a read stays as fast as it is.
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {}))
      if (field.resolve) field.resolve = withAll(field.resolve as Resolve) as never;
    return schema;
  }
}

type Resolve = GraphQLFieldResolver<unknown, { isStored?: boolean }, Record<string, unknown>>;

function withAll(next: Resolve): Resolve {
  return (source, args, context, info) => {
    const told = (error: unknown): never => {
      // Legacy commands have always told of one fault at a time.
      if (!(error instanceof DomainError) || !ofRules.has(error) || context.isStored) throw error;
      const field = info.parentType.getFields()[info.fieldName]!;
      const issues = field.args.flatMap((arg) => issuesIn(arg, args[arg.name], [arg.name]));
      throw issues.length > 1 ? brokenRules(issues) : error;
    };
    try {
      const answer: unknown = next(source, args, context, info);
      return answer instanceof Promise ? answer.catch(told) : answer;
    } catch (error) {
      return told(error);
    }
  };
}

interface Checked {
  type: GraphQLInputType;
  extensions: Readonly<Record<string, unknown>>;
}

const schemasOf = ({ extensions }: Pick<Checked, 'extensions'>): StandardSchemaV1[] =>
  (extensions['@pothos/plugin-validation'] as { schemas?: StandardSchemaV1[] } | undefined)
    ?.schemas ?? [];

type Path = InputIssue['path'];

/** The broken rules of a value and of all within it. */
function issuesIn(checked: Checked, value: unknown, path: Path): InputIssue[] {
  if (value === null || value === undefined) return [];
  const type = getNamedType(checked.type);
  const within = isInputObjectType(type)
    ? objectsIn(value, path).flatMap(([object, at]) => {
        const inner = Object.values(type.getFields()).flatMap((field) =>
          issuesIn(field, object[field.name], [...at, field.name]),
        );
        return inner.length ? inner : broken(schemasOf(type), object, at);
      })
    : [];
  return within.length ? within : broken(schemasOf(checked), value, path);
}

/** The objects in a value, which may be a list of them, and where each stands. */
function objectsIn(value: unknown, path: Path): [Record<string, unknown>, Path][] {
  if (Array.isArray(value))
    return value.flatMap((item, at) => (item === null ? [] : objectsIn(item, [...path, at])));
  return [[value as Record<string, unknown>, path]];
}

/** What the first rule says that a value breaks. */
function broken(schemas: readonly StandardSchemaV1[], value: unknown, path: Path): InputIssue[] {
  for (const schema of schemas.toReversed()) {
    const result = schema['~standard'].validate(value);
    if (result instanceof Promise) return [];
    if (!result.issues) continue;
    return result.issues.map(({ message, path: below = [] }) => ({
      path: [
        ...path,
        ...below.map((step) => (typeof step === 'object' ? step.key : step) as string | number),
      ],
      message,
    }));
  }
  return [];
}

SchemaBuilder.registerPlugin('inputIssues', InputIssuesPlugin as never);
