import { toDate } from '#core/dates.ts';
import { keyOf } from '#core/ids.ts';
import { today } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import {
  amounts,
  anyOf,
  withinDays,
  daysOf,
  whether,
  rows,
  withText,
  timeSpans,
} from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { idIn, includes } from '#schema/text-filter.ts';
import { InvoiceStatus, openInvoiceStatuses } from './invoice-status.ts';
import { Invoice } from './invoice.ts';
import { visibleInvoices } from '#modules/billing/visible.ts';

builder.queryField('invoice', (t) =>
  t.prismaField({
    type: Invoice,
    nullable: true,
    description: 'Look up an invoice; null if there is no such invoice that the actor may see.',
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions('GetInvoice', 'billing:read'),
    args: {
      id: t.arg.globalID({
        for: Invoice,
        required: true,
        description: 'ID of the invoice to look up.',
      }),
    },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.invoice.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleInvoices(actor)] },
      }),
  }),
);

const overdue = (): Prisma.InvoiceWhereInput => ({
  status: { in: openInvoiceStatuses },
  dueOn: { lt: toDate(today()) },
});

/** Lists of invoices. */
export const invoiceList = declareList({
  type: Invoice,
  noun: 'Invoice',
  model: 'Invoice',
  visible: visibleInvoices,
  filter: {
    client: rows('Client', 'clientId', 'Invoices of these clients.'),
    status: anyOf(InvoiceStatus, 'status', 'Invoices in these statuses.'),
    isOverdue: whether(overdue, 'Whether they are owed after their due date.'),
    issuedOn: withinDays('issuedOn', 'Date of the invoice.'),
    dueOn: withinDays('dueOn', 'Due date.'),
    paidOn: daysOf('paidAt', 'Day of payment.'),
    paidAt: timeSpans('paidAt', 'Time of payment.'),
    total: amounts('total', 'Amount of the invoice with tax, after credit.'),
    balance: amounts('balance', 'What is left to pay.'),
    number: withText((number) => ({ number }), 'The invoice of this number in the series.'),
    gateway: rows('Gateway', 'gatewayId', 'Invoices to be paid through these gateways.'),
  },
  order: {
    ID: ['id', 'By the order of creation.'],
    NUMBER: ['number', 'By the number in the series, as text.'],
    CLIENT: ['clientId', 'By the client.'],
    STATUS: ['status', 'By the status.'],
    KIND: ['kind', 'By the kind of invoice.'],
    ISSUED_ON: ['issuedOn', 'By the date of the invoice.'],
    DUE_ON: ['dueOn', 'By the due date.'],
    PAID_AT: ['paidAt', 'By the time of payment.'],
    CANCELLED_AT: ['cancelledAt', 'By the time of cancellation.'],
    TOTAL: ['total', 'By the total.'],
    BALANCE: ['balance', 'By what is left to pay.'],
  },
  search: (word) => ({
    OR: [
      { number: includes(word) },
      { id: idIn(word) },
      { items: { some: { description: includes(word) } } },
    ],
  }),
  totals: {
    subtotal: ['subtotal', 'Sum of the subtotals.'],
    tax: ['tax', 'Sum of the taxes of the first level.'],
    tax2: ['tax2', 'Sum of the taxes of the second level.'],
    total: ['total', 'Sum of the totals.'],
    balance: ['balance', 'Sum of what is left to pay.'],
  },
});

invoiceList.root('invoices', {
  description: 'List the invoices the actor may see.',
  permission: 'billing:read',
  legacy: ['GetInvoices', 'GetClientInvoices'],
});

invoiceList.under('Client', 'invoices', 'invoices', {
  description: 'Invoices of the client; newest first where no order is asked for.',
  usual: [{ id: 'desc' }],
  column: 'clientId',
});
