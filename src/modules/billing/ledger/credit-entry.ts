import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection } from '#schema/list.ts';
import { Money } from '#schema/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { seenClient } from '#modules/billing/payments/seen-client.ts';
import { visibleCredits } from '#modules/billing/visible.ts';

/** A change of a client's credit. */
export const CreditEntry = builder.prismaNode('CreditEntry', {
  read: 'billing:read',
  description: "A change of a client's credit.",
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the credit change, used by the legacy APIs.',
    }),
    client: t.relation('client', { nullable: true, description: 'Client whose credit changed.' }),
    enteredOn: t.expose('enteredOn', { type: 'Date', description: 'Date of the credit change.' }),
    description: t.exposeString('description', { description: 'Reason for the credit change.' }),
    amount: t.field({
      type: Money,
      description: 'Amount of the change: positive adds to the credit, negative takes from it.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    balanceAfter: t.field({
      type: Money,
      description: 'Credit balance of the client after the change.',
      select: { balanceAfter: true, currencyCode: true },
      resolve: ({ balanceAfter, currencyCode }) => ({
        amount: balanceAfter,
        currency: currencyCode,
      }),
    }),
    relatedId: t.exposeInt('relatedId', {
      description: 'Numeric ID of the invoice the credit came from or went to; 0 for none.',
    }),
    invoice: t.relation('invoice', {
      nullable: true,
      description: 'Invoice the credit came from or went to.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the credit change was recorded.',
    }),
  }),
});

const CreditOrderField = builder.enumType('CreditOrderField', {
  description: 'Fields by which credit changes can be sorted.',
  values: {
    ID: { value: 'id', description: 'By the order in which the changes were recorded.' },
    ENTERED_ON: { value: 'enteredOn', description: 'By the date of the credit change.' },
  } as const,
});

const CreditOrder = builder.inputType('CreditOrder', {
  description: 'Sort order of credit changes.',
  fields: (t) => ({
    field: t.field({
      type: CreditOrderField,
      required: true,
      description: 'Field to sort credit changes by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Direction in which to sort credit changes.',
    }),
  }),
});

builder.queryField('credits', (t) =>
  t.prismaConnection({
    type: CreditEntry,
    cursor: place,
    description: 'List the credit changes the actor may see.',
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions('GetCredits', 'billing:read'),
    args: {
      clientId: t.arg.globalID({ for: Client, description: 'Only credit changes of this client.' }),
      orderBy: t.arg({
        type: CreditOrder,
        description:
          'Sort order of the credit changes. Default: the order in which they were recorded.',
      }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { clientId }, { db, actor }) =>
      db.creditEntry.count({
        where: { AND: [visibleCredits(actor), clientId ? { clientId: keyOf(clientId) } : {}] },
      }),
    resolve: async (query, _root, { clientId, orderBy, offset }, { db, actor }) => {
      if (clientId) await seenClient({ db, actor }, clientId);
      return db.creditEntry.findMany({
        ...skipping(query, offset),
        where: { AND: [visibleCredits(actor), clientId ? { clientId: keyOf(clientId) } : {}] },
        orderBy: [
          {
            [orderBy?.field ?? 'id']: orderBy?.direction ?? 'asc',
          } as Prisma.CreditEntryOrderByWithRelationInput,
          { id: 'asc' },
        ],
      });
    },
  }),
);

builder.prismaObjectField('Client', 'credits', (t) =>
  t.relatedConnection('creditEntries', {
    cursor: place,
    description: "Changes of the client's credit.",
    totalCount: true,
    args: {
      orderBy: t.arg({
        type: CreditOrder,
        description:
          "Sort order of the client's credit changes. Default: the order in which they were recorded.",
      }),
    },
    query: ({ orderBy }) => ({
      orderBy: [
        {
          [orderBy?.field ?? 'id']: orderBy?.direction ?? 'asc',
        } as Prisma.CreditEntryOrderByWithRelationInput,
        { id: 'asc' as const },
      ],
    }),
  }),
);
