import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type { GraphQLSchema } from 'graphql';
import type PrismaTypes from '#generated/library/pothos.ts';
import { getDatamodel } from '#generated/library/pothos.ts';
import { withPlaces } from '#planner/datamodel.ts';
import '#planner/plugin.ts';
import type { LibraryClient } from './library.ts';

/** Any call of Prisma that makes use of a query, for one row or a list. */
export type Call = (db: LibraryClient, query: object, one: boolean) => unknown;

/** What a field of the library is given. */
export interface LibraryContext {
  db: LibraryClient;
  /** Only librarians see addresses. */
  isLibrarian: boolean;
}

/** The library as a graph. Two of its root fields hand any call to Prisma. */
export function librarySchema(call: () => Call): GraphQLSchema {
  const builder = new SchemaBuilder<{
    PrismaTypes: PrismaTypes;
    Context: LibraryContext;
    AuthScopes: { librarian: boolean };
  }>({
    plugins: [ScopeAuthPlugin, 'planner', PrismaPlugin, RelayPlugin],
    relay: {},
    prisma: { client: ({ db }) => db, dmmf: withPlaces(getDatamodel()), onUnusedQuery: null },
    scopeAuth: { authScopes: ({ isLibrarian }) => ({ librarian: isLibrarian }) },
  });
  builder.prismaObject('Reader', {
    select: {},
    fields: (t) => ({
      id: t.exposeInt('id'),
      name: t.exposeString('name'),
      email: t.exposeString('email', { nullable: true, authScopes: { librarian: true } }),
      height: t.exposeFloat('height', { nullable: true }),
      balance: t.string({
        select: { balance: true },
        resolve: ({ balance }) => balance.toFixed(4),
      }),
      visits: t.string({ select: { visits: true }, resolve: ({ visits }) => String(visits) }),
      bornOn: t.string({
        nullable: true,
        select: { bornOn: true },
        resolve: ({ bornOn }) => bornOn?.toISOString(),
      }),
      closed: t.string({
        nullable: true,
        select: { closedAt: true },
        resolve: ({ closedAt }) => closedAt?.toISOString(),
      }),
      preferences: t.string({
        nullable: true,
        select: { preferences: true },
        resolve: ({ preferences }) => (preferences === null ? null : JSON.stringify(preferences)),
      }),
      status: t.string({ select: { status: true }, resolve: ({ status }) => status }),
      language: t.relation('language'),
      branch: t.relation('branch', { nullable: true }),
      referrer: t.relation('referrer', { nullable: true }),
      referrals: t.relation('referrals', { query: { orderBy: { id: 'desc' } } }),
      loans: t.relation('loans', {
        args: { take: t.arg.int(), backward: t.arg.boolean() },
        query: ({ take, backward }) => ({
          orderBy: [{ dueAt: 'desc' }, { id: 'asc' }],
          ...(take && { take: backward ? -take : take }),
        }),
      }),
      lost: t.relationCount('loans', { where: { condition: 'LOST', NOT: { isOverdue: true } } }),
      // Ordering by a relation is not planned: this field alone goes to Prisma.
      unsayable: t.relation('loans', {
        query: { orderBy: [{ book: { title: 'asc' } }, { id: 'asc' }], take: 2 },
      }),
    }),
  });
  builder.prismaObject('Language', {
    select: {},
    fields: (t) => ({
      code: t.exposeString('code'),
      rate: t.string({ select: { rate: true }, resolve: ({ rate }) => String(rate) }),
    }),
  });
  builder.prismaObject('Branch', {
    select: {},
    fields: (t) => ({
      name: t.exposeString('name'),
      readers: t.relatedConnection('readers', {
        cursor: 'id',
        totalCount: true,
        query: { orderBy: { id: 'asc' } },
      }),
    }),
  });
  builder.prismaObject('Book', {
    select: {},
    fields: (t) => ({
      title: t.exposeString('title'),
      language: t.relation('language'),
      isOut: t.relationCount('loans'),
    }),
  });
  builder.prismaObject('Loan', {
    select: {},
    fields: (t) => ({
      id: t.exposeInt('id'),
      notes: t.exposeStringList('notes'),
      isOverdue: t.exposeBoolean('isOverdue'),
      book: t.relation('book'),
      reader: t.relation('reader', { nullable: true }),
    }),
  });
  builder.queryType({
    fields: (t) => ({
      readers: t.prismaField({
        type: ['Reader'],
        resolve: (query, _root, _args, { db }) => call()(db, query, false) as never,
      }),
      reader: t.prismaField({
        type: 'Reader',
        nullable: true,
        resolve: (query, _root, _args, { db }) => call()(db, query, true) as never,
      }),
      loan: t.prismaField({
        type: 'Loan',
        nullable: true,
        args: { number: t.arg.int({ required: true }) },
        resolve: (query, _root, { number }, { db }) =>
          db.loan.findUnique({ ...query, where: { id: number } }),
      }),
      branches: t.prismaField({
        type: ['Branch'],
        resolve: (query, _root, _args, { db }) =>
          db.branch.findMany({ ...query, orderBy: { name: 'asc' } }),
      }),
      loans: t.prismaConnection({
        type: 'Loan',
        cursor: 'id',
        args: { isOverdue: t.arg.boolean() },
        totalCount: (_root, { isOverdue }, { db }) =>
          db.loan.count({ where: { isOverdue: isOverdue ?? undefined } }),
        resolve: (query, _root, { isOverdue }, { db }) =>
          db.loan.findMany({
            ...query,
            where: { isOverdue: isOverdue ?? undefined },
            orderBy: [{ dueAt: 'desc' }, { id: 'asc' }],
          }),
      }),
    }),
  });
  return builder.toSchema();
}
