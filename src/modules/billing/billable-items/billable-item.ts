import { type Actor, isBackOffice } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { matchNone, ofVisibleClient } from '#modules/access/visible.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { listDescriptions, skipping } from '#schema/list.ts';
import { Money } from '#schema/money.ts';

/** Which billable items an actor may see: the back office those of its clients. */
export const visibleItems = (actor: Actor): Prisma.BillableItemWhereInput =>
  isBackOffice(actor) ? ofVisibleClient(actor) : matchNone;

/** Work done for a client that is billed by the daily run. */
export const BillableItem = builder.prismaNode('BillableItem', {
  description: 'Work done for a client, to be billed by the daily run. For the back office.',
  id: { field: 'id' },
  read: 'billing:write',
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric id.' }),
    client: t.relation('client', { description: 'The client it was done for.' }),
    description: t.exposeString('description', { description: 'Text of the invoice line.' }),
    hours: t.expose('hours', {
      type: 'Decimal',
      description: 'Hours worked; 0 where the unit price is the whole amount.',
    }),
    unitPrice: t.field({
      type: Money,
      description: 'Price of one hour, or the amount where hours is 0.',
      select: { unitPrice: true, currencyCode: true },
      resolve: ({ unitPrice, currencyCode }) => ({ amount: unitPrice, currency: currencyCode }),
    }),
    amount: t.field({
      type: Money,
      description: 'What is billed, without tax: hours × unit price, rounded.',
      select: { amount: true, currencyCode: true },
      resolve: ({ amount, currencyCode }) => ({ amount, currency: currencyCode }),
    }),
    isTaxed: t.exposeBoolean('isTaxed', { description: 'Whether tax is charged on it.' }),
    dueOn: t.expose('dueOn', {
      type: 'Date',
      nullable: true,
      description: 'Day it is billed for; null with the next invoice of the client.',
    }),
    invoicedAt: t.expose('invoicedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was put on an invoice; null while it waits.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
  }),
});

builder.queryField('billableItems', (t) =>
  t.prismaConnection({
    type: BillableItem,
    cursor: 'id',
    description: 'Work done for clients, by id. For the back office.',
    authScopes: { permission: 'billing:write' },
    args: {
      clientId: t.arg.globalID({ for: Client, description: 'Only those of this client.' }),
      isInvoiced: t.arg.boolean({
        description: 'Only those on an invoice, or only those waiting.',
      }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, args, { db, actor }) =>
      db.billableItem.count({ where: chosen(args, actor) }),
    resolve: (query, _root, { offset, ...args }, { db, actor }) =>
      db.billableItem.findMany({
        ...skipping(query, offset),
        where: chosen(args, actor),
        orderBy: [{ id: 'asc' }],
      }),
  }),
);

interface Args {
  clientId?: { typename: string; id: string } | null;
  isInvoiced?: boolean | null;
}

const chosen = ({ clientId, isInvoiced }: Args, actor: Actor): Prisma.BillableItemWhereInput => ({
  AND: [
    visibleItems(actor),
    clientId ? { clientId: keyOf(clientId) } : {},
    typeof isInvoiced === 'boolean' ? { invoicedAt: isInvoiced ? { not: null } : null } : {},
  ],
});
