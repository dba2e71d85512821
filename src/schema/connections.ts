import { type ObjectRef, RootFieldBuilder, type SchemaTypes } from '@pothos/core';
import { builder } from './builder.ts';

type Ref = ObjectRef<SchemaTypes, unknown>;
type Method = (this: { builder: unknown }, options: Options, ...rest: unknown[]) => unknown;

interface Options {
  type: Ref;
  extensions?: object;
  resolve: Resolve;
}

type PageFields = PothosSchemaTypes.ObjectFieldBuilder<
  (typeof builder)['$inferSchemaTypes'],
  object
>;

const totalsOf = new Map<string, (t: PageFields) => object>();

/** Adds a field with the sums of a list to the connection of a noun. */
export const noteTotals = (noun: string, fields: (t: PageFields) => object): void =>
  void totalsOf.set(noun, fields);

const conditions = new WeakMap<object, () => object>();

/** The condition that all rows of a page's list meet. */
export function listedBy(page: object): object {
  const condition = conditions.get(page);
  if (!condition) throw new Error('A list does not say what it holds.');
  return condition();
}

interface Page {
  /** A number that was read with the rows, or what reads it. */
  totalCount?: number | (() => number | Promise<number>);
}

const made = new Map<string, Ref>();

/** The one connection type of a node type: `InvoiceConnection`, wherever invoices are listed. */
function connectionOf(type: Ref): Ref {
  const { name } = builder.configStore.getTypeConfig(type as never);
  const known = made.get(name);
  if (known) return known;
  const connection = builder.connectionObject(
    {
      type: type as never,
      name: `${name}Connection`,
      description: `A page of a list of \`${name}\`.`,
      fields: (t) => ({
        ...(totalsOf.get(name)?.(t as never) as Record<never, never> | undefined),
        totalCount: t.int({
          description: 'Number of all rows of the list, on every page.',
          extensions: { pothosPrismaTotalCount: true },
          resolve: (page) => {
            const { totalCount } = page as Page;
            if (totalCount === undefined) throw new Error(`A list of ${name} does not count.`);
            return typeof totalCount === 'function' ? totalCount() : totalCount;
          },
        }),
      }),
    },
    { name: `${name}Edge`, description: `A row of a list of \`${name}\` and its cursor.` },
  ) as unknown as Ref;
  made.set(name, connection);
  return connection;
}

type Resolve = (parent: object, args: object, context: object, info: object) => unknown;
type Listed = (parent: object, args: object, context: object) => object;

/** Notes of every page which rows its list holds. */
function noting(resolve: Resolve, listed: Listed): Resolve {
  return (parent, args, context, info) => {
    const note = (page: unknown) => {
      if (typeof page === 'object' && page)
        conditions.set(page, () => listed(parent, args, context));
      return page;
    };
    const page = resolve(parent, args, context, info);
    return page instanceof Promise ? page.then(note) : note(page);
  };
}

// Every list of rows is made by this method, `t.prismaConnection` and `t.relatedConnection` alike.
const methods = RootFieldBuilder.prototype as unknown as Record<string, Method>;
const original = methods.connection!;
methods.connection = function (options, ...rest) {
  // Pothos shares the class with the builders of others.
  if (this.builder !== builder) return original.call(this, options, ...rest);
  const { listed } = (options.extensions ?? {}) as { listed?: Listed };
  const noted = listed ? { ...options, resolve: noting(options.resolve, listed) } : options;
  return original.call(this, noted, connectionOf(options.type));
};
