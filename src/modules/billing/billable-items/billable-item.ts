import { type Actor, isBackOffice } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { matchNone, ofVisibleClient } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { amounts, rows, timeSpans, whether, withinDays } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';

/** Which billable items an actor may see: the back office those of its clients. */
export const visibleBillableItems = (actor: Actor): Prisma.BillableItemWhereInput =>
  isBackOffice(actor) ? ofVisibleClient(actor) : matchNone;

/** Work done for a client that is billed by the daily run. */
export const BillableItem = builder.prismaNode('BillableItem', {
  description: 'Work done for a client, to be billed by the daily run. For the back office.',
  id: { field: 'id' },
  read: 'billing:write',
  visible: visibleBillableItems,
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the billable item, used by the legacy APIs.',
    }),
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
    invoice: t.relation('invoice', {
      nullable: true,
      description: 'Invoice it was put on. Null while it waits, and once that is deleted.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
  }),
});

/** Lists of billable items. */
const billableItemList = declareList({
  type: BillableItem,
  noun: 'BillableItem',
  model: 'BillableItem',
  visible: visibleBillableItems,
  filter: {
    client: rows('Client', 'clientId', 'Work done for these clients.'),
    isInvoiced: whether(() => ({ invoicedAt: { not: null } }), 'Whether they are on an invoice.'),
    amount: amounts('amount', 'What is billed, without tax.'),
    dueOn: withinDays('dueOn', 'Day they are billed for.'),
    invoicedAt: timeSpans('invoicedAt', 'Time at which they were put on an invoice.'),
    createdAt: timeSpans('createdAt', 'Time of adding.'),
  },
  order: {
    ID: ['id', 'By the order of adding.'],
    CLIENT: ['clientId', 'By the client.'],
    AMOUNT: ['amount', 'By the amount.'],
    DUE_ON: ['dueOn', 'By the day they are billed for.'],
  },
  search: (word) => ({ description: includes(word) }),
  totals: { amount: ['amount', 'Sum of the amounts.'] },
});

billableItemList.root('billableItems', {
  description: 'Work done for clients, by id. For the back office.',
  permission: 'billing:write',
});

billableItemList.under('Client', 'billableItems', 'billableItems', {
  description: 'Work done for the client; newest first where no order is asked for.',
  permission: 'billing:write',
  usual: [{ id: 'desc' }],
  column: 'clientId',
});
