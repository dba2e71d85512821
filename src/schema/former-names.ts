import {
  GraphQLInputObjectType,
  type GraphQLFieldConfig,
  type GraphQLInputFieldConfig,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isNonNullType,
  type GraphQLResolveInfo,
} from 'graphql';
import { DomainError } from '#core/errors.ts';
import type { Context } from './context.ts';

/** A mutation that did what two do now: `create` and `update` of a noun. */
interface Divided {
  noun: string;
  /** What names the row that is changed; without it, its own key does. */
  id?: string;
}

/** What stands in the place of a mutation that had another name. */
type Successor = string | Divided;

/** What a change by key says where there is nothing to change. */
const NOT_THERE = new Set(['CURRENCY_NOT_FOUND', 'PRODUCT_KEY_NOT_FOUND', 'USER_NOT_LINKED']);

/** When the names were given up. */
const SINCE = '2026-12-01';

type Config = GraphQLFieldConfig<unknown, Context>;
type Configs = Readonly<Record<string, Config>>;
type Asked = [args: { input: Record<string, unknown> }, context: Context, info: GraphQLResolveInfo];
type Resolver = (root: unknown, ...asked: Asked) => unknown;
type Inputs = Readonly<Record<string, GraphQLInputFieldConfig>>;

/**
 * Adds mutations under names they had before, marked deprecated: what asks by the old name goes on
 * working, and `extensions.warnings` says what to ask instead.
 */
export function withFormerNames(
  schema: GraphQLSchema,
  former: Readonly<Record<string, Successor>>,
): GraphQLSchema {
  const config = schema.toConfig();
  const mutation = config.mutation!.toConfig();
  const fields = mutation.fields as Configs;
  const added = Object.entries(former).map(([name, successor]): [string, Config] => [
    name,
    typeof successor === 'string'
      ? renamed(name, successor, fields)
      : divided(name, successor, fields),
  ]);
  const Mutation = new GraphQLObjectType({
    ...mutation,
    fields: { ...fields, ...Object.fromEntries(added) },
  });
  const types = config.types.filter((type) => type !== config.mutation);
  return new GraphQLSchema({ ...config, mutation: Mutation, types: [...types, Mutation] });
}

function renamed(name: string, successor: string, fields: Configs): Config {
  const field = fields[successor]!;
  return {
    ...field,
    description: `The former name of \`${successor}\`.`,
    deprecationReason: `${SINCE}: use \`${successor}\`.`,
    args: { input: inputOf(name, inputsOf(field)) },
  };
}

/** One mutation that did what two do now: what is there already is changed, else it is made. */
function divided(
  name: string,
  { noun, id }: Divided,
  { [`create${noun}`]: create, [`update${noun}`]: update }: Configs,
): Config {
  if (!create || !update) throw new Error(`There is no mutation to make or to change a ${noun}.`);
  const forNew = inputsOf(create);
  const make: Resolver = (root, { input }, ...rest) =>
    create.resolve!(root, { input: complete(forNew, input) }, ...rest);
  const change: Resolver = (...asked) => update.resolve!(...asked);
  const resolve: Resolver = async (root, args, ...rest) => {
    if (id) return args.input[id] ? change(root, args, ...rest) : make(root, args, ...rest);
    try {
      return await change(root, args, ...rest);
    } catch (error) {
      const isNew = error instanceof DomainError && NOT_THERE.has(error.code);
      if (!isNew) throw error;
      return make(root, args, ...rest);
    }
  };
  return {
    ...update,
    description: `Did what \`create${noun}\` and \`update${noun}\` do.`,
    deprecationReason: `${SINCE}: use \`create${noun}\` or \`update${noun}\`.`,
    args: { input: inputOf(name, either(forNew, inputsOf(update))) },
    resolve: resolve as Config['resolve'],
  };
}

const inputsOf = ({ args }: Config): Inputs => {
  const type = getNullableType(args?.input?.type);
  return isInputObjectType(type) ? type.toConfig().fields : {};
};

const inputOf = (name: string, fields: Inputs) => ({
  type: new GraphQLNonNull(
    new GraphQLInputObjectType({
      name: `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`,
      description: `Input of \`${name}\`.`,
      fields,
    }),
  ),
});

/** The fields of both; required is what both require, and no default stands for what is omitted. */
function either(one: Inputs, other: Inputs): Inputs {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    names.map((name) => {
      const { defaultValue: _, ...field } = (one[name] ?? other[name])!;
      const isRequired = [one, other].every((each) => isNonNullType(each[name]?.type));
      const type = isRequired ? field.type : getNullableType(field.type);
      return [name, { ...field, type }];
    }),
  );
}

/** The input with its defaults. @throws DomainError BAD_INPUT where something required is missing */
function complete(fields: Inputs, input: Record<string, unknown>): Record<string, unknown> {
  const defaults = Object.entries(fields).flatMap(([name, { defaultValue }]) =>
    defaultValue === undefined ? [] : [[name, defaultValue] as const],
  );
  const lacking = Object.keys(fields).find(
    (name) => isNonNullType(fields[name]!.type) && input[name] == null,
  );
  if (lacking !== undefined)
    throw new DomainError('BAD_INPUT', `${lacking}: is required`, {
      field: lacking,
      issues: [{ path: ['input', lacking], message: 'is required' }],
    });
  return { ...Object.fromEntries(defaults), ...input };
}
