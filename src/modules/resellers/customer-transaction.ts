import { convert } from '#core/money.ts';
import { DomainError } from '#core/errors.ts';
import { keyOf } from '#core/ids.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { visibleClients } from '#modules/access/visible.ts';
import { visibleInvoices } from '#modules/billing/visible.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';

const amounts = {
  total: true,
  credit: true,
  balance: true,
  tax: true,
  tax2: true,
  currencyCode: true,
  currency: { select: { code: true, rate: true } },
  accountingCurrency: { select: { code: true, rate: true } },
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

/** An amount in the accounting currency; the same where none was set. */
const accounting = (of: (row: Amounts) => Prisma.Decimal) => (row: Amounts) => {
  const to = row.accountingCurrency ?? row.currency;
  return {
    amount: new Prisma.Decimal(convert(of(row), row.currency, to).toFixed()),
    currency: to.code,
  };
};

/** An invoice or debit note as reseller programs list it. */
export const CustomerTransaction = builder.prismaObject('Invoice', {
  read: 'billing:read',
  variant: 'CustomerTransaction',
  description: 'Invoice or debit note in the form reseller programs list them.',
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the transaction, `transid` in the reseller API.',
    }),
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
    orderDatabaseId: t.int({
      nullable: true,
      description: 'Numeric ID of the order the transaction belongs to.',
      select: { orders: { select: { id: true }, orderBy: { id: 'asc' }, take: 1 } },
      resolve: ({ orders }) => orders[0]?.id ?? null,
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
    status: t.string({
      description: 'Status of the transaction, such as `PAID` or `UNPAID`.',
      select: { status: true },
      resolve: ({ status }) => status,
    }),
    isGreedy: t.exposeBoolean('isGreedy', {
      description: 'Whether funds the customer adds go to this transaction before all others.',
    }),
    isDescriptionModifiable: t.exposeBoolean('descriptionModifiable', {
      description: 'Whether the description of the transaction can be changed.',
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
      description: 'Whether the customer is notified.',
    }),
    resellerNotified: t.exposeBoolean('resellerNotified', {
      description: 'Whether the reseller is notified.',
    }),
    taxRuleDatabaseId: t.exposeInt('taxRuleId', {
      nullable: true,
      description: 'Numeric ID of the tax rule that was applied.',
    }),
    forexDifference: t.expose('forexDifference', {
      type: 'Decimal',
      description: 'Difference caused by a change of the exchange rate.',
    }),
    client: t.relation('client', {
      nullable: true,
      description: 'Customer the transaction belongs to.',
    }),
  }),
});

builder.prismaObjectFields(CustomerTransaction, (t) => ({
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
    description:
      'Invoices and debit notes by their numeric IDs. Transactions the actor may not see are left out.',
    authScopes: { permission: 'billing:read' },
    args: {
      databaseIds: t.arg.intList({
        required: true,
        description: `Their numbers, at most ${MOST}.`,
      }),
    },
    resolve: (query, _root, { databaseIds }, { db, actor }) => {
      if (databaseIds.length > MOST)
        throw new DomainError('BAD_INPUT', `databaseIds: at most ${MOST}.`, {
          field: 'databaseIds',
        });
      return db.invoice.findMany({
        ...query,
        where: { AND: [{ id: { in: databaseIds } }, visibleInvoices(actor)] },
        orderBy: [{ id: 'asc' }],
      });
    },
  }),
);

builder.queryField('greedyTransactions', (t) =>
  t.prismaField({
    type: [CustomerTransaction],
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
