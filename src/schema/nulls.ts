import SchemaBuilder, { BasePlugin, type SchemaTypes } from '@pothos/core';
import {
  type GraphQLFieldResolver,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isNonNullType,
} from 'graphql';
import { DomainError, type InputIssue } from '#core/errors.ts';

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- how Pothos learns of a plugin
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      nulls: NullsPlugin<Types>;
    }
  }
}

/** What stands for null in each field that null clears: null itself, or the empty value. */
export type Nulls = Readonly<Record<string, unknown>>;

type Input = Record<string, unknown>;

/**
 * In a change of what is there already, null clears a field and absence leaves it. Where nothing
 * can be cleared null is refused by its path, rather than passed over.
 */
export class NullsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const { nulls } = field.extensions as { nulls?: Nulls };
      const input = field.args.find(({ name }) => name === 'input');
      const type = input && getNullableType(input.type);
      if (!nulls || !field.resolve || !isInputObjectType(type)) continue;
      describe(type, nulls);
      field.resolve = cleared(field.resolve as Resolve, nulls) as never;
    }
    return schema;
  }
}

type Resolve = GraphQLFieldResolver<unknown, { isStored?: boolean }, { input?: Input }>;

function cleared(next: Resolve, nulls: Nulls): Resolve {
  return (source, args, context, info) => {
    // Legacy commands have a rule of their own for what is sent empty.
    if (!args.input || context.isStored) return next(source, args, context, info);
    return next(source, { ...args, input: withEmpty(args.input, nulls) }, context, info);
  };
}

/** @throws DomainError BAD_INPUT for null where nothing can be cleared */
export function withEmpty(
  input: Input,
  nulls: Nulls | undefined,
  within: readonly string[] = [],
): Input {
  if (!nulls) return input;
  const fields = Object.keys(input).filter((name) => input[name] === null);
  const wrong = fields.filter((name) => !Object.hasOwn(nulls, name));
  if (wrong.length) {
    const issues: InputIssue[] = wrong.map((name) => ({
      path: ['input', ...within, name],
      message: 'cannot be empty',
    }));
    throw new DomainError('BAD_INPUT', wrong.map((name) => `${name}: cannot be empty`).join('; '), {
      field: wrong[0]!,
      issues,
    });
  }
  return {
    ...input,
    ...Object.fromEntries(fields.map((name) => [name, nulls[name]])),
  };
}

/** Says of each field that may be left out whether null clears it. */
function describe(type: GraphQLInputObjectType, nulls: Nulls): void {
  for (const field of Object.values(type.getFields())) {
    if (isNonNullType(field.type)) continue;
    const note = Object.hasOwn(nulls, field.name) ? '`null` clears it.' : 'It cannot be `null`.';
    field.description = `${field.description ?? ''} ${note}`.trim();
  }
}

SchemaBuilder.registerPlugin('nulls', NullsPlugin as never);
