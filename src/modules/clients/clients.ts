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
    description: 'One client; null where there is none that the actor may see.',
    authScopes: { permission: 'clients:read' },
    extensions: legacyExtensions(['GetClientDetails', 'GetClientsStats'], 'clients:read'),
    args: { by: t.arg({ type: ClientBy, required: true, description: 'Which one.' }) },
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
    'Narrows clients down; what is given must all hold. Texts match at the start, in any case.',
  fields: (t) => ({
    status: t.field({ type: ClientStatus, description: 'Where the account stands.' }),
    firstName: t.string({ description: 'How the first name starts.' }),
    lastName: t.string({ description: 'How the last name starts.' }),
    companyName: t.string({ description: 'How the company name starts.' }),
    email: t.string({ description: 'How the e-mail address starts.' }),
    phoneNumber: t.string({ description: 'How the phone number starts.' }),
    createdOn: t.field({ type: 'Date', description: 'Added on this day (UTC).' }),
    createdAt: t.field({
      type: [TimestampRange],
      description: 'Added in one of these spans of time.',
    }),
  }),
});

const ClientOrderField = builder.enumType('ClientOrderField', {
  description: 'What clients can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of adding.' },
    FIRST_NAME: { value: 'firstName', description: 'First name.' },
    LAST_NAME: { value: 'lastName', description: 'Last name.' },
    COMPANY_NAME: { value: 'companyName', description: 'Company name.' },
    EMAIL: { value: 'email', description: 'E-mail address.' },
    GROUP: { value: 'groupId', description: 'Client group.' },
    CREATED_AT: { value: 'createdAt', description: 'When it was added.' },
    STATUS: { value: 'status', description: 'Where the account stands.' },
  } as const,
});

const ClientOrder = builder.inputType('ClientOrder', {
  description: 'How clients are sorted.',
  fields: (t) => ({
    field: t.field({ type: ClientOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('clients', (t) =>
  t.prismaConnection({
    type: Client,
    cursor: place,
    description: 'The clients the actor may see.',
    authScopes: { permission: 'clients:read' },
    extensions: legacyExtensions('GetClients', 'clients:read'),
    args: {
      filter: t.arg({ type: ClientFilter, description: 'Which ones.' }),
      orderBy: t.arg({ type: ClientOrder, description: 'In which order (default: as added).' }),
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
