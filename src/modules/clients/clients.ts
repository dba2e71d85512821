import type { Prisma } from '#generated/prisma/client.ts';
import { matchNone, visibleClients } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import {
  inSpans,
  listDescriptions,
  place,
  skipping,
  SortDirection,
  TimestampRange,
  wholeDay,
} from '#schema/list.ts';
import { beginsName, beginsWith, phoneFilter } from '#schema/text-filter.ts';
import { Client } from './client.ts';
import { ClientBy, isThatClient } from './client-by.ts';
import { ClientStatus } from './client-status.ts';

builder.queryField('client', (t) =>
  t.prismaField({
    type: Client,
    nullable: true,
    description: 'Look up a client; null if there is no such client that the actor may see.',
    authScopes: { permission: 'clients:read' },
    extensions: legacyExtensions(['GetClientDetails', 'GetClientsStats'], 'clients:read'),
    args: { by: t.arg({ type: ClientBy, required: true, description: 'The client to look up.' }) },
    resolve: (query, _root, { by }, { db, actor }) =>
      db.client.findFirst({
        ...query,
        where: {
          AND: [isThatClient(by), visibleClients(actor)],
        },
      }),
  }),
);

const ClientFilter = builder.inputType('ClientFilter', {
  description:
    'Filter for clients. All given conditions must hold; texts match from the start, in any letter case.',
  fields: (t) => ({
    status: t.field({ type: ClientStatus, description: 'Only clients in this status.' }),
    firstName: t.string({ description: 'Only clients whose first name starts with this text.' }),
    lastName: t.string({ description: 'Only clients whose last name starts with this text.' }),
    companyName: t.string({
      description: 'Only clients whose company name starts with this text.',
    }),
    email: t.string({ description: 'Only clients whose email address starts with this text.' }),
    phoneNumber: t.string({
      description: 'Only clients whose telephone number starts with this text.',
    }),
    createdOn: t.field({ type: 'Date', description: 'Only clients added on this day (UTC).' }),
    createdAt: t.field({
      type: [TimestampRange],
      description: 'Added in one of these spans of time.',
    }),
  }),
});

const ClientOrderField = builder.enumType('ClientOrderField', {
  description: 'Fields by which clients can be sorted.',
  values: {
    ID: { value: 'id', description: 'By the order of adding.' },
    FIRST_NAME: { value: 'firstName', description: 'By the first name.' },
    LAST_NAME: { value: 'lastName', description: 'By the last name.' },
    COMPANY_NAME: { value: 'companyName', description: 'By the company name.' },
    EMAIL: { value: 'email', description: 'By the email address.' },
    GROUP: { value: 'groupId', description: 'By the client group.' },
    CREATED_AT: { value: 'createdAt', description: 'By the time of adding.' },
    STATUS: { value: 'status', description: 'By the account status.' },
  } as const,
});

const ClientOrder = builder.inputType('ClientOrder', {
  description: 'Sort order of clients.',
  fields: (t) => ({
    field: t.field({
      type: ClientOrderField,
      required: true,
      description: 'Field to sort clients by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Direction in which to sort clients.',
    }),
  }),
});

builder.queryField('clients', (t) =>
  t.prismaConnection({
    type: Client,
    cursor: place,
    description: 'List the clients the actor may see.',
    authScopes: { permission: 'clients:read' },
    extensions: legacyExtensions('GetClients', 'clients:read'),
    args: {
      filter: t.arg({ type: ClientFilter, description: 'Conditions the clients must meet.' }),
      orderBy: t.arg({
        type: ClientOrder,
        description: 'Sort order of the clients. Default: the order of adding.',
      }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.client.count({ where: clientsWhere(filter, visibleClients(actor)) }),
    resolve: (query, _root, { filter, orderBy, offset }, { db, actor }) =>
      db.client.findMany({
        ...skipping(query, offset),
        where: clientsWhere(filter, visibleClients(actor)),
        orderBy: [
          {
            [orderBy?.field ?? 'id']: orderBy?.direction ?? 'asc',
          } as Prisma.ClientOrderByWithRelationInput,
          { id: 'asc' },
        ],
      }),
  }),
);

type Filter = typeof ClientFilter.$inferInput;

const startsWith = (text: string | null | undefined) => (text ? beginsWith(text) : undefined);

function clientsWhere(
  filter: Filter | null | undefined,
  visible: Prisma.ClientWhereInput,
): Prisma.ClientWhereInput {
  const { status, createdOn, email } = filter ?? {};
  return {
    AND: [
      visible,
      {
        ...(status && { status }),
        firstName: startsWith(filter?.firstName),
        lastName: startsWith(filter?.lastName),
        companyName: startsWith(filter?.companyName),
        ...(filter?.phoneNumber && phoneFilter(filter.phoneNumber)),
        ...(email && { email: beginsName(email) }),
        ...(createdOn && { createdAt: wholeDay(createdOn) }),
        ...(filter?.createdAt && {
          AND: [
            { OR: [matchNone, ...inSpans(filter.createdAt).map((createdAt) => ({ createdAt }))] },
          ],
        }),
      },
    ],
  };
}
