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
    description: 'One invoice; null where there is none that the actor may see.',
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions('GetInvoice', 'billing:read'),
    args: { id: t.arg.globalID({ for: Invoice, required: true, description: 'Which one.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.invoice.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleInvoices(actor)] },
      }),
  }),
);

const InvoiceFilter = builder.inputType('InvoiceFilter', {
  description: 'Narrows invoices down; what is given must all hold.',
  fields: (t) => ({
    clientId: t.globalID({ for: Client, description: 'Whose they are.' }),
    status: t.field({ type: [InvoiceStatus], description: 'Where they stand: one of these.' }),
    isOverdue: t.boolean({ description: 'Owed after the due date, or not.' }),
    issuedOn: t.field({ type: 'Date', description: 'Dated this day.' }),
    dueOn: t.field({ type: 'Date', description: 'Due this day.' }),
    paidOn: t.field({ type: 'Date', description: 'Paid on this day (UTC).' }),
    number: t.string({ description: 'Their number in the series.' }),
  }),
});

const InvoiceOrderField = builder.enumType('InvoiceOrderField', {
  description: 'What invoices can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of making.' },
    CLIENT: { value: 'clientId', description: 'Whose they are.' },
    STATUS: { value: 'status', description: 'Where they stand.' },
    KIND: { value: 'kind', description: 'What they are for.' },
    ISSUED_ON: { value: 'issuedOn', description: 'Their date.' },
    DUE_ON: { value: 'dueOn', description: 'When they are due.' },
    PAID_AT: { value: 'paidAt', description: 'When they were paid.' },
    CANCELLED_AT: { value: 'cancelledAt', description: 'When they were cancelled.' },
    TOTAL: { value: 'total', description: 'Their total.' },
  } as const,
});

const InvoiceOrder = builder.inputType('InvoiceOrder', {
  description: 'How invoices are sorted.',
  fields: (t) => ({
    field: t.field({ type: InvoiceOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('invoices', (t) =>
  t.prismaConnection({
    type: Invoice,
    cursor: place,
    description: 'The invoices the actor may see.',
    authScopes: { permission: 'billing:read' },
    extensions: legacyExtensions(['GetInvoices', 'GetClientInvoices'], 'billing:read'),
    args: {
      filter: t.arg({ type: InvoiceFilter, description: 'Which ones.' }),
      orderBy: t.arg({ type: InvoiceOrder, description: 'In which order (default: as made).' }),
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
    description: 'Its invoices, newest first.',
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
