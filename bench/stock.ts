// Yoga, Pothos and its Prisma plugin as their manuals set them up.
import { createServer } from 'node:http';
import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import { PrismaPg } from '@prisma/adapter-pg';
import { createYoga } from 'graphql-yoga';
import type PrismaTypes from '../src/generated/pothos.ts';
import { getDatamodel } from '../src/generated/pothos.ts';
import { PrismaClient } from '../src/generated/prisma/client.ts';

const adapter = new PrismaPg({ connectionString: process.env.DATABASE_URL! });
const db = new PrismaClient({ adapter });
const builder = new SchemaBuilder<{ PrismaTypes: PrismaTypes; DefaultFieldNullability: false }>({
  plugins: [PrismaPlugin, RelayPlugin],
  defaultFieldNullability: false,
  relay: {},
  prisma: { client: db, dmmf: getDatamodel() },
});

builder.prismaObject('TicketReply', {
  fields: (t) => ({ databaseId: t.exposeInt('id'), message: t.exposeString('message') }),
});
builder.prismaObject('Ticket', {
  fields: (t) => ({
    databaseId: t.exposeInt('id'),
    subject: t.exposeString('subject'),
    client: t.relation('client', { nullable: true }),
    replies: t.relatedConnection('replies', { cursor: 'id', query: { orderBy: { id: 'asc' } } }),
  }),
});
builder.prismaObject('Client', {
  fields: (t) => ({
    databaseId: t.exposeInt('id'),
    firstName: t.exposeString('firstName'),
    lastName: t.exposeString('lastName'),
    email: t.exposeString('email'),
    companyName: t.exposeString('companyName'),
    tickets: t.relatedConnection('tickets', {
      cursor: 'id',
      query: { orderBy: [{ lastReplyAt: 'desc' }, { id: 'desc' }] },
    }),
  }),
});
const ClientBy = builder.inputType('ClientBy', {
  fields: (t) => ({ id: t.id({ required: true }) }),
});

builder.queryType({
  fields: (t) => ({
    client: t.prismaField({
      type: 'Client',
      nullable: true,
      args: { by: t.arg({ type: ClientBy, required: true }) },
      resolve: (query, _root, { by }) =>
        db.client.findUnique({ ...query, where: { id: Number(String(by.id).split(':')[1]) } }),
    }),
    clients: t.prismaConnection({
      type: 'Client',
      cursor: 'id',
      maxSize: 100,
      args: { offset: t.arg.int() },
      totalCount: () => db.client.count(),
      resolve: (query, _root, { offset }) =>
        db.client.findMany({ ...query, skip: offset ?? query.skip, orderBy: { id: 'asc' } }),
    }),
    tickets: t.prismaConnection({
      type: 'Ticket',
      cursor: 'id',
      maxSize: 100,
      resolve: (query) =>
        db.ticket.findMany({ ...query, orderBy: [{ lastReplyAt: 'desc' }, { id: 'desc' }] }),
    }),
  }),
});

const yoga = createYoga({ schema: builder.toSchema(), logging: false, graphiql: false });
createServer(yoga).listen(Number(process.env.PORT));
