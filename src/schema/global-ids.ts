import { withArticle } from '#core/text.ts';
import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type SchemaTypes,
} from '@pothos/core';
import {
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLInputType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { DomainError, type InputIssue } from '#core/errors.ts';
import { decodeId, isKey } from '#core/ids.ts';

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- how Pothos learns of a plugin
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      globalIds: GlobalIdsPlugin<Types>;
    }
  }
}

/** Finds what is wrong with the ids in a value that stands at a path. */
type Check = (value: unknown, path: InputIssue['path'], issues: InputIssue[]) => void;

interface IdInput {
  isRelayGlobalID?: boolean;
  relayGlobalIDFor?: readonly { typename: string }[] | null;
  /** The type of a plain id that stands in a filter. */
  idOf?: string;
}

/**
 * Ids in arguments are read before a field resolves: all that are of another type, or that no row
 * can have, are refused together, each by its path.
 */
export class GlobalIdsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    for (const type of Object.values(schema.getTypeMap()))
      if (isObjectType(type)) for (const field of Object.values(type.getFields())) guard(field);
    return schema;
  }

  /** The id of a row, which no type declares by itself, says how it is written. */
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>) {
    const { name, parentType, description } = field;
    if (name !== 'id' || description) return field;
    return { ...field, description: `Global ID, as \`${parentType}:7\`.` };
  }
}

function guard(field: GraphQLField<unknown, unknown>): void {
  const checks = field.args.flatMap(({ name, type, extensions }) => {
    const check = checkOf(type, extensions);
    return check ? [{ name, check }] : [];
  });
  if (!checks.length) return;
  const checked =
    (next: GraphQLFieldResolver<unknown, unknown>): typeof next =>
    (source, args: Record<string, unknown>, context, info) => {
      const issues: InputIssue[] = [];
      for (const { name, check } of checks) check(args[name], [name], issues);
      if (issues.length) throw wrongIds(issues);
      return next(source, args, context, info);
    };
  if (field.resolve) field.resolve = checked(field.resolve);
  if (field.subscribe) field.subscribe = checked(field.subscribe);
}

function wrongIds(issues: InputIssue[]): DomainError {
  const named = (path: InputIssue['path']) => path.filter((step) => step !== 'input').join('.');
  const message = issues.map((issue) => `${named(issue.path)}: ${issue.message}.`).join(' ');
  return new DomainError('BAD_INPUT', message, { field: named(issues[0]!.path), issues });
}

const checks = new Map<GraphQLInputType, Check | null>();

/** What checks the values of an input; undefined where it holds no ids. */
function checkOf(type: GraphQLInputType, extensions: object): Check | undefined {
  const { isRelayGlobalID, relayGlobalIDFor, idOf } = extensions as IdInput;
  const targets = idOf ? [{ typename: idOf }] : (relayGlobalIDFor ?? []);
  const own = isRelayGlobalID || idOf ? idCheck(targets) : objectCheck(type);
  const inner = getNullableType(type);
  if (!own || !isListType(inner)) return own;
  return (value, path, issues) => {
    for (const [at, item] of (Array.isArray(value) ? value : []).entries())
      own(item, [...path, at], issues);
  };
}

function objectCheck(type: GraphQLInputType): Check | undefined {
  const nullable = getNullableType(type);
  const named = isListType(nullable)
    ? getNullableType(nullable.ofType as GraphQLInputType)
    : nullable;
  if (!isInputObjectType(named)) return undefined;
  const known = checks.get(named);
  if (known !== undefined) return known ?? undefined;
  // An input may hold itself: until it is read, it is asked for when a value comes.
  const inner: { name: string; check: Check }[] = [];
  const check: Check = (value, path, issues) => {
    if (typeof value !== 'object' || value === null) return;
    for (const one of inner)
      one.check((value as Record<string, unknown>)[one.name], [...path, one.name], issues);
  };
  checks.set(named, check);
  for (const { name, type: of, extensions } of Object.values(named.getFields())) {
    const found = checkOf(of, extensions);
    if (found) inner.push({ name, check: found });
  }
  if (!inner.length) checks.set(named, null);
  return inner.length ? check : undefined;
}

const idCheck =
  (targets: readonly { typename: string }[]): Check =>
  (value, path, issues) => {
    if (value === null || value === undefined) return;
    const { typename, id } = decodeId(String(value));
    const names = targets.map((target) => target.typename);
    if (names.length && !names.includes(typename))
      issues.push({ path, message: `must be the id of ${names.map(withArticle).join(' or ')}` });
    else if (!isKey(id)) issues.push({ path, message: 'is no id that an object can have' });
  };

SchemaBuilder.registerPlugin('globalIds', GlobalIdsPlugin as never);
