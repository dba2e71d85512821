import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import { execute, type GraphQLSchema, parse } from 'graphql';
import { expect } from 'vitest';
import { getDatamodel } from '#generated/pothos.ts';
import type PrismaTypes from '#generated/pothos.ts';
import type { Db } from '#platform/database/client.ts';
import { plannedClient, readingClient } from '#planner/front.ts';
import { testDatabase } from '#test/setup/database.ts';
import { writeBook } from './book.ts';
import { steady } from './planned.ts';
import { statementsOf } from './statements.ts';

/** Any call of Prisma that makes use of a query. */
export type Call = (db: Db, query: object) => unknown;

/** A schema whose fields hand any call to Prisma, to try calls that no module makes today. */
function makeSchema(call: () => Call): GraphQLSchema {
  const builder = new SchemaBuilder<{ PrismaTypes: PrismaTypes; Context: { db: Db } }>({
    plugins: ['planner', PrismaPlugin, RelayPlugin],
    relay: {},
    prisma: { client: ({ db }) => db, dmmf: getDatamodel(), onUnusedQuery: null },
    scopeAuth: { authScopes: () => ({}) },
  });
  builder.prismaObject('Client', {
    select: {},
    fields: (t) => ({
      id: t.exposeInt('id'),
      firstName: t.exposeString('firstName'),
      credit: t.string({
        select: { creditBalance: true },
        resolve: ({ creditBalance }) => creditBalance.toFixed(4),
      }),
      closed: t.string({
        nullable: true,
        select: { closedAt: true },
        resolve: ({ closedAt }) => closedAt?.toISOString(),
      }),
      status: t.string({ select: { status: true }, resolve: ({ status }) => status }),
      currency: t.relation('currency'),
      group: t.relation('group', { nullable: true }),
      tickets: t.relation('tickets', {
        args: { take: t.arg.int(), backward: t.arg.boolean() },
        query: ({ take, backward }) => ({
          orderBy: [{ lastReplyAt: 'desc' }, { id: 'asc' }],
          ...(take && { take: backward ? -take : take }),
        }),
      }),
      urgent: t.relationCount('tickets', {
        where: { priority: 'HIGH', NOT: { isClientUnread: true } },
      }),
      // Ordering by a relation is not planned: this field alone goes to Prisma.
      unsayable: t.relation('tickets', {
        query: { orderBy: [{ department: { name: 'asc' } }, { id: 'asc' }], take: 2 },
      }),
    }),
  });
  builder.prismaObject('Currency', {
    select: {},
    fields: (t) => ({
      code: t.exposeString('code'),
      rate: t.string({ select: { rate: true }, resolve: ({ rate }) => String(rate) }),
    }),
  });
  builder.prismaObject('ClientGroup', {
    select: {},
    fields: (t) => ({ name: t.exposeString('name') }),
  });
  builder.prismaObject('Ticket', {
    select: {},
    fields: (t) => ({
      id: t.exposeInt('id'),
      cc: t.exposeStringList('cc'),
      client: t.relation('client', { nullable: true }),
    }),
  });
  builder.queryType({
    fields: (t) => ({
      clients: t.prismaField({
        type: ['Client'],
        resolve: (query, _root, _args, { db }) => call()(db, query) as never,
      }),
      client: t.prismaField({
        type: 'Client',
        nullable: true,
        resolve: (query, _root, _args, { db }) => call()(db, query) as never,
      }),
    }),
  });
  return builder.toSchema();
}

/** Tries calls of Prisma, planned and not, over the rows of the book. */
export interface Calls {
  /** One way: the answer as text, and how many statements there were. */
  ask(call: Call, document: string): Promise<{ answer: string; statements: number }>;
  /** Both ways: the answers must be equal. */
  compare(call: Call, document: string): Promise<{ off: number; on: number }>;
}

export async function openCalls(): Promise<Calls> {
  const database = await testDatabase();
  await writeBook(database, 14, 3);
  const planned = plannedClient(database);
  const native = readingClient(database);
  let call: Call;
  const schema = makeSchema(() => call);

  async function ask(document: string, db: Db) {
    const { result, statements } = await statementsOf(async () =>
      execute({ schema, document: parse(document), contextValue: { db } }),
    );
    return { answer: steady(result), statements: statements.length };
  }
  return {
    ask: (provided, document) => {
      call = provided;
      return ask(document, planned);
    },
    compare: async (provided, document) => {
      call = provided;
      const off = await ask(document, native);
      const on = await ask(document, planned);
      expect(on.answer).toBe(off.answer);
      return { off: off.statements, on: on.statements };
    },
  };
}
