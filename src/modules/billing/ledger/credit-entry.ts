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
  description: 'A change of a client’s credit.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    client: t.relation('client', { nullable: true, description: 'Whose credit it is.' }),
    enteredOn: t.expose('enteredOn', { type: 'Date', description: 'Its date.' }),
    description: t.exposeString('description', { description: 'Why it changed.' }),
    amount: t.field({
      type: Money,
      description: 'Positive adds, negative takes.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    balanceAfter: t.field({
      type: Money,
      description: 'The credit after it.',
      select: { balanceAfter: true, currencyCode: true },
      resolve: ({ balanceAfter, currencyCode }) => ({
        amount: balanceAfter,
        currency: currencyCode,
      }),
    }),
    relatedId: t.exposeInt('relatedId', {
      description: 'Number of the invoice it came from or went to; 0 for none.',
    }),
    invoice: t.relation('invoice', {
      nullable: true,
      description: 'The invoice it came from or went to.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written.' }),
  }),
});

const CreditOrderField = builder.enumType('CreditOrderField', {
  description: 'What changes of credit can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of writing.' },
    ENTERED_ON: { value: 'enteredOn', description: 'Their date.' },
  } as const,
});

const CreditOrder = builder.inputType('CreditOrder', {
  description: 'How changes of credit are sorted.',
  fields: (t) => ({
    field: t.field({ type: CreditOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('credits', (t) =>
  t.prismaConnection({
    type: CreditEntry,
    cursor: place,
    description: 'The changes of credit the actor may see.',
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions('GetCredits', 'billing:read'),
    args: {
      clientId: t.arg.globalID({ for: Client, description: 'Only this client’s.' }),
      orderBy: t.arg({ type: CreditOrder, description: 'In which order (default: as written).' }),
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
    description: 'The changes of its credit.',
    totalCount: true,
    args: {
      orderBy: t.arg({ type: CreditOrder, description: 'In which order (default: as written).' }),
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
