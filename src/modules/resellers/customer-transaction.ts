import { tooMany } from '#core/too-many.ts';
import { convert, exact, sum } from '#core/money.ts';
import { encodeId, keyOf } from '#core/ids.ts';
import { Invoice } from '#modules/billing/invoices/invoice.ts';
import { InvoiceStatus, isOpen } from '#modules/billing/invoices/invoice-status.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { visibleClients } from '#modules/access/visible.ts';
import { visibleInvoices } from '#modules/billing/visible.ts';
import { Client } from '#modules/clients/client.ts';
import { Order } from '#modules/orders/order.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { edgeToNode } from '#schema/node.ts';

const amounts = {
  total: true,
  credit: true,
  balance: true,
  tax: true,
  tax2: true,
  currencyCode: true,
  currency: { select: { code: true, rate: true } },
  client: {
    select: { reseller: { select: { currency: { select: { code: true, rate: true } } } } },
  },
} satisfies Prisma.InvoiceSelect;
type Amounts = Prisma.InvoiceGetPayload<{ select: typeof amounts }>;

const firstItem = {
  orders: {
    select: {
      id: true,
      items: {
        select: { type: true, domainName: true },
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
        take: 1,
      },
    },
    orderBy: { id: 'asc' },
    take: 1,
  },
  items: {
    select: { type: true, domain: { select: { name: true } } },
    orderBy: { id: 'asc' },
    take: 1,
  },
} satisfies Prisma.InvoiceSelect;

/** What was charged: what is left to pay, and the credit that paid a part already. */
const charged = ({ total, credit }: Amounts) => total.plus(credit);
const taxed = ({ tax, tax2 }: Amounts) => tax.plus(tax2);

/** An amount in the transaction's own currency. */
const selling = (of: (row: Amounts) => Prisma.Decimal) => (row: Amounts) => ({
  amount: of(row),
  currency: row.currencyCode,
});

/** An amount in the currency of the reseller's own books. */
const accounting = (of: (row: Amounts) => Prisma.Decimal) => (row: Amounts) => {
  const to = row.client?.reseller?.currency ?? row.currency;
  return {
    amount: new Prisma.Decimal(convert(of(row), row.currency, to).toFixed()),
    currency: to.code,
  };
};

/** What was claimed is settled in its own currency; what is left in the base currency is the rates'. */
const forexDifference = (entries: readonly { amount: Prisma.Decimal; rate: Prisma.Decimal }[]) =>
  sum(
    entries.map(({ amount, rate }) => exact(amount).negated().dividedBy(exact(rate))),
  ).toDecimalPlaces(4);

const invoiceOf = ({ id }: { id: number }): string => encodeId('Invoice', id);

/** An invoice or debit note as reseller programs list it. */
export const CustomerTransaction = builder.prismaObject('Invoice', {
  read: 'billing:read',
  variant: 'CustomerTransaction',
  description: 'Invoice or debit note in the form reseller programs list them.',
  select: {},
  fields: (t) => ({
    isDebitNote: t.boolean({
      description: 'Whether the transaction is a debit note rather than an invoice.',
      select: { kind: true },
      resolve: ({ kind }) => kind === 'DEBIT_NOTE',
    }),
    key: t.exposeString('transactionKey', {
      description: 'Key a program assigned to the transaction.',
    }),
    productKey: t.exposeString('productKey', {
      description: 'Key of the product the transaction is for.',
    }),
    description: t.string({
      description: "Text of the transaction's lines.",
      select: { items: { select: { description: true }, orderBy: { id: 'asc' }, take: 20 } },
      resolve: ({ items }) => items.map((item) => item.description).join('; '),
    }),
    orderId: t.id({
      nullable: true,
      description: 'ID of the order the transaction belongs to.',
      select: { orders: { select: { id: true }, orderBy: { id: 'asc' }, take: 1 } },
      resolve: ({ orders: [order] }) => order && encodeId('Order', order.id),
    }),
    order: t.field({
      type: Order,
      nullable: true,
      description: 'Order the transaction belongs to.',
      select: (_args, _context, nested) => ({
        orders: nested({ orderBy: { id: 'asc' }, take: 1 }),
      }),
      resolve: ({ orders }) => orders[0],
    }),
    orderedKind: t.string({
      nullable: true,
      description:
        'Kind of the first item of the order, such as `DOMAIN_REGISTER` or `PRODUCT`. Without an order: kind of the first line.',
      select: firstItem,
      resolve: ({ orders, items }) => orders[0]?.items[0]?.type ?? items[0]?.type ?? null,
    }),
    orderedName: t.string({
      nullable: true,
      description: 'Domain name of the item or line that `orderedKind` describes.',
      select: firstItem,
      resolve: ({ orders, items }) =>
        orders[0]?.items[0]?.domainName ?? items[0]?.domain?.name ?? null,
    }),
    status: t.expose('status', {
      type: InvoiceStatus,
      description: 'Status of the invoice the transaction is.',
    }),
    isGreedy: t.exposeBoolean('isGreedy', {
      description: 'Whether funds the customer adds go to this transaction before all others.',
    }),
    isDescriptionModifiable: t.boolean({
      description:
        'Whether the description of the transaction can be changed: not once it is paid.',
      select: { status: true },
      resolve: ({ status }) => status === 'DRAFT' || isOpen(status),
    }),
    countsAsReceipt: t.exposeBoolean('countsAsReceipt', {
      description: "Whether the transaction counts towards the reseller's total receipts.",
    }),
    issuedOn: t.expose('issuedOn', { type: 'Date', description: 'Date of the transaction.' }),
    paidAt: t.expose('paidAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the transaction was settled.',
    }),
    cancelledAt: t.expose('cancelledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the transaction was cancelled.',
    }),
    lastReminderAt: t.expose('lastReminderAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the last reminder was sent.',
    }),
    reminderDays: t.exposeInt('reminderDays', {
      nullable: true,
      description: 'Number of days between reminders.',
    }),
    customerNotified: t.exposeBoolean('customerNotified', {
      description: 'Whether the customer was sent an email when the transaction became owed.',
    }),
    taxRule: t.relation('taxRule', {
      nullable: true,
      description: 'Tax rule that was applied, where it still exists.',
    }),
    client: t.relation('client', {
      nullable: true,
      description: 'Customer the transaction belongs to.',
    }),
  }),
});

builder.prismaObjectFields(CustomerTransaction, (t) => ({
  invoiceId: t.id({
    description: 'ID of the invoice or debit note; its number is `transid` in the reseller API.',
    select: { id: true },
    resolve: invoiceOf,
  }),
  invoice: t.field(
    edgeToNode<{ id: number }>({
      type: 'Invoice',
      description: 'The invoice or debit note.',
      select: { id: true },
      idOf: invoiceOf,
    }),
  ),
  forexDifference: t.field({
    type: 'Decimal',
    description:
      'What a paid transaction brought more or less, in the base currency, because the exchange rate had changed until it was paid.',
    select: {
      status: true,
      journalEntries: {
        where: { account: 'RECEIVABLE' },
        select: { amount: true, rate: true },
      },
    },
    resolve: ({ status, journalEntries }) =>
      new Prisma.Decimal(status === 'PAID' ? forexDifference(journalEntries).toFixed() : 0),
  }),
  amount: t.field({
    type: Money,
    description: 'Amount charged.',
    select: amounts,
    resolve: selling(charged),
  }),
  taxAmount: t.field({
    type: Money,
    description: 'Tax contained in the amount.',
    select: amounts,
    resolve: selling(taxed),
  }),
  unpaidAmount: t.field({
    type: Money,
    description: 'Amount not settled yet.',
    select: amounts,
    resolve: selling(({ balance }) => balance),
  }),
  accountingAmount: t.field({
    type: Money,
    description: 'Amount charged, in the accounting currency.',
    select: amounts,
    resolve: accounting(charged),
  }),
  accountingTaxAmount: t.field({
    type: Money,
    description: 'Tax contained in the amount, in the accounting currency.',
    select: amounts,
    resolve: accounting(taxed),
  }),
  accountingUnpaidAmount: t.field({
    type: Money,
    description: 'Amount not settled yet, in the accounting currency.',
    select: amounts,
    resolve: accounting(({ balance }) => balance),
  }),
}));

/** The most transactions asked for at once. */
const MOST = 500;

builder.queryField('customerTransactions', (t) =>
  t.prismaField({
    type: [CustomerTransaction],
    listSize: 500,
    description:
      'Invoices and debit notes by their IDs. Transactions the actor may not see are left out.',
    authScopes: { permission: 'billing:read' },
    args: {
      ids: t.arg.globalIDList({
        for: Invoice,
        required: true,
        description: `Their IDs, at most ${MOST}.`,
      }),
    },
    resolve: (query, _root, { ids }, { db, actor }) => {
      if (ids.length > MOST) throw tooMany(['ids'], MOST);
      return db.invoice.findMany({
        ...query,
        where: { AND: [{ id: { in: ids.map(keyOf) } }, visibleInvoices(actor)] },
        orderBy: [{ id: 'asc' }],
      });
    },
  }),
);

builder.queryField('greedyTransactions', (t) =>
  t.prismaField({
    type: [CustomerTransaction],
    listSize: 100,
    nullable: true,
    description:
      'The greedy transactions of a customer: those that take any funds it adds first. Null where there is no such customer that the actor may see.',
    authScopes: { permission: 'billing:read' },
    args: {
      clientId: t.arg.globalID({
        for: Client,
        required: true,
        description: 'ID of the customer whose greedy transactions are returned.',
      }),
    },
    resolve: async (query, _root, { clientId }, { db, actor }) => {
      const id = keyOf(clientId);
      if (!(await db.client.count({ where: { AND: [{ id }, visibleClients(actor)] } })))
        return null;
      return db.invoice.findMany({
        ...query,
        where: { AND: [{ clientId: id, isGreedy: true }, visibleInvoices(actor)] },
        orderBy: [{ id: 'asc' }],
      });
    },
  }),
);
