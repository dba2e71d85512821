import { isBackOffice } from '#core/actor.ts';
import { toDate } from '#core/dates.ts';
import { keyOf } from '#core/ids.ts';
import { today } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection, wholeDay } from '#schema/list.ts';
import { InvoiceStatus, openStatuses } from './invoice-status.ts';
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

const InvoiceFilter = builder.inputType('InvoiceFilter', {
  description: 'Filter for invoices. All given conditions must hold.',
  fields: (t) => ({
    clientId: t.globalID({ for: Client, description: 'Only invoices of this client.' }),
    status: t.field({
      type: [InvoiceStatus],
      description: 'Only invoices in one of these statuses.',
    }),
    isOverdue: t.boolean({
      description: 'True: only invoices owed after their due date. False: only all others.',
    }),
    issuedOn: t.field({ type: 'Date', description: 'Only invoices dated this day.' }),
    dueOn: t.field({ type: 'Date', description: 'Only invoices due on this day.' }),
    paidOn: t.field({ type: 'Date', description: 'Only invoices paid on this day (UTC).' }),
    number: t.string({ description: 'Only the invoice with this number in the series.' }),
  }),
});

const InvoiceOrderField = builder.enumType('InvoiceOrderField', {
  description: 'Fields by which invoices can be sorted.',
  values: {
    ID: { value: 'id', description: 'By the order of creation.' },
    CLIENT: { value: 'clientId', description: 'By the client.' },
    STATUS: { value: 'status', description: 'By the status.' },
    KIND: { value: 'kind', description: 'By the kind of invoice.' },
    ISSUED_ON: { value: 'issuedOn', description: 'By the date of the invoice.' },
    DUE_ON: { value: 'dueOn', description: 'By the due date.' },
    PAID_AT: { value: 'paidAt', description: 'By the time of payment.' },
    CANCELLED_AT: { value: 'cancelledAt', description: 'By the time of cancellation.' },
    TOTAL: { value: 'total', description: 'By the total.' },
  } as const,
});

const InvoiceOrder = builder.inputType('InvoiceOrder', {
  description: 'Sort order of invoices.',
  fields: (t) => ({
    field: t.field({
      type: InvoiceOrderField,
      required: true,
      description: 'Field to sort invoices by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Direction in which to sort invoices.',
    }),
  }),
});

builder.queryField('invoices', (t) =>
  t.prismaConnection({
    type: Invoice,
    cursor: place,
    description: 'List the invoices the actor may see.',
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions(['GetInvoices', 'GetClientInvoices'], 'billing:read'),
    args: {
      filter: t.arg({ type: InvoiceFilter, description: 'Conditions the invoices must meet.' }),
      orderBy: t.arg({
        type: InvoiceOrder,
        description: 'Sort order of the invoices. Default: the order of creation.',
      }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.invoice.count({ where: invoicesWhere(filter, visibleInvoices(actor)) }),
    resolve: (query, _root, { filter, orderBy, offset }, { db, actor }) =>
      db.invoice.findMany({
        ...skipping(query, offset),
        where: invoicesWhere(filter, visibleInvoices(actor)),
        orderBy: [
          {
            [orderBy?.field ?? 'id']: orderBy?.direction ?? 'asc',
          } as Prisma.InvoiceOrderByWithRelationInput,
          { id: 'asc' },
        ],
      }),
  }),
);

builder.prismaObjectField('Client', 'invoices', (t) =>
  t.relatedConnection('invoices', {
    cursor: place,
    description: 'Invoices of the client, newest first.',
    totalCount: true,
    query: (_args, { actor }) => ({
      where: isBackOffice(actor) ? {} : { status: { not: 'DRAFT' as const } },
      orderBy: [{ id: 'desc' }],
    }),
  }),
);

type Filter = typeof InvoiceFilter.$inferInput;

function invoicesWhere(
  filter: Filter | null | undefined,
  visible: Prisma.InvoiceWhereInput,
): Prisma.InvoiceWhereInput {
  const { clientId, status, isOverdue, issuedOn, dueOn, paidOn, number } = filter ?? {};
  const overdue: Prisma.InvoiceWhereInput = {
    status: { in: openStatuses },
    dueOn: { lt: toDate(today()) },
  };
  return {
    AND: [
      visible,
      {
        ...(clientId && { clientId: keyOf(clientId) }),
        ...(status?.length && { status: { in: status } }),
        ...(issuedOn && { issuedOn }),
        ...(dueOn && { dueOn }),
        ...(paidOn && { paidAt: wholeDay(paidOn) }),
        ...(number && { number }),
      },
      ...(isOverdue === true ? [overdue] : []),
      ...(isOverdue === false ? [{ NOT: overdue }] : []),
    ],
  };
}
