import { builder } from '#schema/builder.ts';
import './invoice-item.ts';
import { InvoiceStatus } from './invoice-status.ts';

export const InvoiceKind = builder.enumType('InvoiceKind', {
  description: 'What an invoice is for.',
  values: {
    STANDARD: { description: 'Things sold.' },
    ADD_FUNDS: { description: 'Credit bought in advance.' },
    MASS_PAYMENT: { description: 'Other invoices, paid at once.' },
    DEBIT_NOTE: { description: 'A claim without a sale.' },
  } as const,
});

export const TaxMode = builder.enumType('TaxMode', {
  description: 'How tax and price go together.',
  values: {
    EXCLUSIVE: { description: 'Tax comes on top of the price.' },
    INCLUSIVE: { description: 'The price has the tax in it.' },
  } as const,
});

/** A bill. */
export const Invoice = builder.prismaNode('Invoice', {
  read: 'billing:read',
  description: 'A bill.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    number: t.exposeString('number', {
      nullable: true,
      description: 'Its number in the gap-free series, given when it is paid.',
    }),
    kind: t.expose('kind', { type: InvoiceKind, description: 'What it is for.' }),
    status: t.expose('status', { type: InvoiceStatus, description: 'Where it stands.' }),
    client: t.relation('client', {
      nullable: true,
      description: 'Whose it is; null once the client was deleted.',
    }),
    currency: t.relation('currency', { description: 'What it is in.' }),
    issuedOn: t.expose('issuedOn', { type: 'Date', description: 'Its date.' }),
    dueOn: t.expose('dueOn', { type: 'Date', description: 'When it is to be paid.' }),
    paidAt: t.expose('paidAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was paid.',
    }),
    refundedAt: t.expose('refundedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When all was given back.',
    }),
    cancelledAt: t.expose('cancelledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was cancelled.',
    }),
    lastCaptureAttemptAt: t.expose('lastCaptureAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a stored pay method was last charged for it.',
    }),
    gateway: t.relation('gateway', { nullable: true, description: 'How it is to be paid.' }),
    payMethod: t.relation('payMethod', {
      nullable: true,
      description: 'The stored pay method it is charged to.',
    }),
    notes: t.exposeString('notes', { description: 'Shown on it.' }),
    items: t.relation('items', {
      description: 'Its lines.',
      query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});
