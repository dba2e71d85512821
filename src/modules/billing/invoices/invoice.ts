import { today } from '#core/clock.ts';
import { toDay } from '#core/dates.ts';
import { visibleInvoices } from '#modules/billing/visible.ts';
import { builder } from '#schema/builder.ts';
import './invoice-item.ts';
import { InvoiceStatus, openInvoiceStatuses } from './invoice-status.ts';

export const InvoiceKind = builder.enumType('InvoiceKind', {
  description: 'Purpose of an invoice.',
  values: {
    STANDARD: { description: 'Invoice for goods and services sold.' },
    ADD_FUNDS: { description: 'Invoice for credit bought in advance.' },
    MASS_PAYMENT: { description: 'Invoice that pays several other invoices at once.' },
    DEBIT_NOTE: { description: 'Claim without a sale.' },
  } as const,
});

export const TaxMode = builder.enumType('TaxMode', {
  description: 'How tax relates to the price.',
  values: {
    EXCLUSIVE: { description: 'Tax is added on top of the price.' },
    INCLUSIVE: { description: 'The price includes tax.' },
  } as const,
});

/** A bill. */
export const Invoice = builder.prismaNode('Invoice', {
  read: 'billing:read',
  visible: visibleInvoices,
  description: 'An invoice of a client.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the invoice, used by the legacy APIs.',
    }),
    number: t.exposeString('number', {
      nullable: true,
      description:
        'Number of the invoice in the gap-free series, assigned when the invoice is paid.',
    }),
    kind: t.expose('kind', { type: InvoiceKind, description: 'Purpose of the invoice.' }),
    transactionKey: t.exposeString('transactionKey', {
      description: 'Key that the program which made the debit note gave it; empty for none.',
    }),
    countsAsReceipt: t.exposeBoolean('countsAsReceipt', {
      description:
        "Whether its payment counts towards the volume that decides the reseller's prices.",
    }),
    isGreedy: t.exposeBoolean('isGreedy', {
      description:
        'Whether the client’s funds pay it as soon as they suffice, before anything else.',
    }),
    status: t.expose('status', { type: InvoiceStatus, description: 'Status of the invoice.' }),
    isOverdue: t.boolean({
      description: 'Whether the invoice is owed after its due date.',
      select: { status: true, dueOn: true },
      resolve: ({ status, dueOn }) =>
        openInvoiceStatuses.some((open) => open === status) && toDay(dueOn) < today(),
    }),
    client: t.relation('client', {
      nullable: true,
      description: 'Client the invoice belongs to; null after the client was deleted.',
    }),
    currency: t.relation('currency', { description: 'Currency of the invoice.' }),
    issuedOn: t.expose('issuedOn', { type: 'Date', description: 'Date of the invoice.' }),
    dueOn: t.expose('dueOn', { type: 'Date', description: 'Due date of the invoice.' }),
    paidAt: t.expose('paidAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the invoice was paid.',
    }),
    refundedAt: t.expose('refundedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the invoice was refunded in full.',
    }),
    cancelledAt: t.expose('cancelledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the invoice was cancelled.',
    }),
    lastCaptureAttemptAt: t.expose('lastCaptureAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time a stored pay method was last charged for the invoice.',
    }),
    gateway: t.relation('gateway', {
      nullable: true,
      description: 'Gateway through which the invoice is to be paid.',
    }),
    payMethod: t.relation('payMethod', {
      nullable: true,
      description: 'Stored pay method to which the invoice is charged.',
    }),
    notes: t.exposeString('notes', { description: 'Notes shown on the invoice.' }),
    items: t.relation('items', {
      listSize: 20,
      description: 'Lines of the invoice.',
      query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the invoice was created.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the invoice.',
    }),
  }),
});
