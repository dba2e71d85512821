import type { ObjectRef, SchemaTypes } from '@pothos/core';
import type { Actor } from '#core/actor.ts';
import type { Permission } from '#core/permissions.ts';
import { searched } from '#core/text.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';
import { z } from 'zod';
import { type Condition, searchedText } from './conditions.ts';
import { type FilterInput, filterOf } from './filter.ts';
import { type ListOrder, listOrder, type OrderFields, type OrderInput } from './order.ts';
import { type ListTotals, totalsOf } from './totals.ts';

interface Definition {
  /** The type whose rows are listed, and its model. */
  type: object;
  noun: string;
  model: string;
  /** Which rows an actor may see. */
  visible: (actor: Actor) => object;
  filter: Readonly<Record<string, Condition>>;
  order: OrderFields;
  /** What holds of a list unless its filter names the field. */
  defaults?: Readonly<Record<string, object>>;
  /** The order where nobody says; the id stands at its end. */
  usual?: readonly object[];
  /**
   * What a word typed into a search box finds; every word must find the row. Null for rows of
   * numbers and dates, which nobody looks for by words.
   */
  search: ((word: string, actor: Actor) => object) | null;
  /** The sums of a list, for rows that have money. */
  totals?: ListTotals;
}

interface Arguments {
  filter?: FilterInput | null;
  query?: string | null;
  orderBy?: readonly OrderInput[] | null;
  offset?: number | null;
}

interface RootOptions {
  description: string;
  permission: Permission;
  /** Only for staff, whatever permissions others have. */
  isForStaff?: boolean;
  legacy?: string | readonly string[];
  /** Refuses a filter that names what is not there. */
  check?: (filter: FilterInput, context: Context) => Promise<void>;
  /** Reads a page in an order that Prisma cannot express; undefined for all others. */
  readBy?: (asked: PageRequest, context: Context) => Promise<unknown> | undefined;
}

/** What a page is read by. */
export interface PageRequest {
  page: object;
  where: object;
  orderBy: readonly OrderInput[];
}

/** Who may read a nested list, besides the right to read its type. */
interface Readers {
  permission?: Permission;
  /** Only for staff and resellers. */
  isForBackOffice?: boolean;
  isForStaff?: boolean;
}

interface NestedOptions extends Readers {
  description: string;
  /** Which of the parent's rows are meant. */
  where?: (actor: Actor) => object;
  usual?: readonly object[];
  /** The column that leads back to the parent, for sums. */
  column?: string;
}

interface AboutOptions extends Omit<NestedOptions, 'where' | 'column'> {
  /** The rows that are about the parent of this number. */
  where: (id: number) => object;
}

interface Page {
  findMany: (args: object) => unknown;
  count: (args: object) => unknown;
}

/** The most keys of a sort order. */
const mostKeys = 10;

/** The most words of a search that count. */
const MOST_WORDS = 10;

/** The words somebody typed into a search box. */
export const wordsOf = (query: string | null | undefined): string[] =>
  searched(query ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, MOST_WORDS);

/**
 * Declares the lists of a type once: the root field and every field of a parent take the same
 * filter, order and search.
 */
export function declareList({ type, noun, model, visible, search, usual, ...more }: Definition) {
  const filter = filterOf(noun, model, more.filter);
  const order = listOrder(noun, more.order, usual ?? [{ id: 'asc' }]);
  const assumed = Object.entries(more.defaults ?? {});
  const delegate = model.charAt(0).toLowerCase() + model.slice(1);
  const where = ({ filter: asked, query }: Arguments, actor: Actor, ...others: object[]) => ({
    AND: [
      visible(actor),
      ...others,
      ...assumed.flatMap(([name, holds]) => ((asked?.[name] ?? null) === null ? [holds] : [])),
      ...filter.where(asked, actor),
      ...(search ? wordsOf(query).map((word) => search(word, actor)) : []),
    ],
  });
  const args = (t: ArgBuilder) => ({
    ...(search && {
      query: t.string({
        description: 'Words to search for, in any order, as people type them.',
        validate: searchedText,
      }),
    }),
    filter: t({ type: filter.input, description: 'Conditions that the rows must meet.' }),
    orderBy: t({
      type: [order.input],
      description: 'Sort order, by one field after the other.',
      validate: z.array(z.unknown()).max(mostKeys).nullish(),
    }),
  });
  const rows = ({ db }: Context) => (db as unknown as Record<string, Page>)[delegate]!;
  if (more.totals) totalsOf(noun, delegate, more.totals);
  const isSearched = search !== null;
  const list: Parts = { type, args, where, by: order.by, rows, isSearched };
  return {
    where,
    filter: filter.input,
    order: order.input,
    orderBy: order.by,
    /** The field of `Query`. */
    root: (name: string, options: RootOptions): void => addRoot(list, name, options),
    /** The field of a parent, along one of its relations. */
    under: (
      parent: object | string,
      relation: string,
      field: string,
      nested: NestedOptions,
    ): void => addUnder(list, [parent, relation, field], nested),
    /** The field of a parent that no relation leads from: its rows are read parent by parent. */
    about: (parent: string, field: string, nested: AboutOptions): void =>
      addAbout(list, [parent, field], nested),
  };
}

/** What every field of a list is made of. */
interface Parts {
  type: object;
  args: (t: ArgBuilder) => object;
  where: (asked: Arguments, actor: Actor, ...others: object[]) => object;
  by: ListOrder['by'];
  rows: (context: Context) => Page;
  isSearched: boolean;
}

function addRoot(list: Parts, name: string, options: RootOptions): void {
  const { type, args, where, by, rows, isSearched } = list;
  const { description, permission, isForStaff, legacy, check, readBy } = options;
  builder.queryField(name, (t) =>
    t.prismaConnection({
      type: type as ObjectRef<SchemaTypes, unknown>,
      cursor: place,
      description,
      authScopes: isForStaff ? { $all: { permission, staff: true } } : { permission },
      extensions: {
        ...legacyExtensions(legacy, permission),
        isSearched,
        listed: (_root: unknown, asked: Arguments, { actor }: Context) => where(asked, actor),
      },
      args: {
        ...args(t.arg as never),
        offset: t.arg.int({ description: listDescriptions.offset }),
      },
      totalCount: (_root: unknown, asked: Arguments, context: Context) =>
        rows(context).count({ where: where(asked, context.actor) }),
      resolve: (paged: object, _root: unknown, asked: Arguments, context: Context) => {
        const page = skipping(paged, asked.offset);
        const query = {
          where: where(asked, context.actor),
          orderBy: by(asked.orderBy, context.actor),
        };
        const read = () =>
          readBy?.({ page, where: query.where, orderBy: asked.orderBy ?? [] }, context) ??
          rows(context).findMany({ ...page, ...query });
        return check && asked.filter ? check(asked.filter, context).then(read) : read();
      },
    } as never),
  );
}

function addUnder(
  { type, args, where, by, isSearched }: Parts,
  [parent, relation, field]: readonly [object | string, string, string],
  nested: NestedOptions,
): void {
  const own = (actor: Actor) => nested.where?.(actor) ?? {};
  builder.prismaObjectField(
    parent as never,
    field,
    (t) =>
      (t as unknown as NestedBuilder).relatedConnection(relation, {
        type,
        cursor: place,
        description: nested.description,
        totalCount: true,
        nullable: true,
        ...scopesOf(nested),
        extensions: {
          isSearched,
          listed: ({ id }: { id: unknown }, asked: Arguments, { actor }: Context) =>
            where(asked, actor, own(actor), { [nested.column ?? '']: id }),
        },
        args: args((t as unknown as { arg: ArgBuilder }).arg),
        query: (asked: Arguments, { actor }: Context) => ({
          where: where(asked, actor, own(actor)),
          orderBy: by(asked.orderBy, actor, nested.usual),
        }),
      }) as never,
  );
}

function addAbout(
  { type, args, where, by, rows, isSearched }: Parts,
  [parent, field]: readonly [string, string],
  nested: AboutOptions,
): void {
  const listed = ({ id }: { id: number }, asked: Arguments, { actor }: Context) =>
    where(asked, actor, nested.where(id));
  builder.prismaObjectField(
    parent as never,
    field,
    (t) =>
      (t as unknown as PlainBuilder).prismaConnection({
        type,
        cursor: place,
        description: nested.description,
        nullable: true,
        ...scopesOf(nested),
        extensions: { isSearched, listed },
        args: args((t as unknown as { arg: ArgBuilder }).arg),
        totalCount: (row: { id: number }, asked: Arguments, context: Context) =>
          rows(context).count({ where: listed(row, asked, context) }),
        resolve: (query: object, row: { id: number }, asked: Arguments, context: Context) =>
          rows(context).findMany({
            ...query,
            where: listed(row, asked, context),
            orderBy: by(asked.orderBy, context.actor, nested.usual),
          }),
      }) as never,
  );
}

function scopesOf({ permission, isForBackOffice, isForStaff }: Readers) {
  const scopes = {
    ...(permission && { permission }),
    ...(isForBackOffice && { backOffice: true }),
    ...(isForStaff && { staff: true }),
  };
  return Object.keys(scopes).length ? { authScopes: scopes } : {};
}

type ArgBuilder = PothosSchemaTypes.RootFieldBuilder<
  (typeof builder)['$inferSchemaTypes'],
  object
>['arg'];

interface NestedBuilder {
  relatedConnection: (relation: string, options: object) => unknown;
}

interface PlainBuilder {
  prismaConnection: (options: object) => unknown;
}
