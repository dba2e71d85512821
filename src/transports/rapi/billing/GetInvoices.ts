import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { dayRange } from '#transports/rapi/day-range.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { choice, date, optionalId } from '#transports/rapi/params.ts';
import { pageOf, paging, sorting, sortOf } from '#transports/rapi/params-page.ts';
import { listReply } from '#transports/rapi/format.ts';
import { invoiceRow } from './invoice-row.ts';
import { statusLabels, statusNumbers } from './labels.ts';

export const GetInvoices = legacy({
  params: clientFields({
    ...paging,
    ...sorting({
      id: 'ID',
      user_id: 'CLIENT',
      status: 'STATUS',
      cancellation_date: 'CANCELLED_AT',
      product_type: 'KIND',
      entry_date: 'ISSUED_ON',
      due_date: 'DUE_ON',
      paid_date: 'PAID_AT',
      total: 'TOTAL',
    }),
    user_id: optionalId,
    status: choice({ ...statusLabels, Overdue: 'OVERDUE' }, statusNumbers).optional(),
    entry_date: date.optional(),
    due_date: date.optional(),
    paid_date: date.optional(),
  }),
  operation: graphql(`
    query GetInvoices($filter: InvoiceFilter, $orderBy: [InvoiceOrder!], $first: Int, $offset: Int) {
      invoices(filter: $filter, orderBy: $orderBy, first: $first, offset: $offset) {
        totalCount
        edges { node { databaseId number client { databaseId firstName lastName companyName } issuedOn dueOn paidAt
lastCaptureAttemptAt refundedAt cancelledAt subtotal { amount currency } credit { amount currency }
tax { amount currency } tax2 { amount currency } total { amount currency } taxRate taxRate2 status
gateway { name } payMethod { databaseId } notes createdAt updatedAt currency { code prefix suffix } } }
      }
    }
  `),
  variables: (p) => {
    const { column, direction } = sortOf(p);
    const { status } = p;
    return {
      ...pageOf(p),
      orderBy: { field: column ?? 'ID', direction },
      filter: {
        client: p.user_id ? [encodeId('Client', p.user_id)] : undefined,
        ...(status === 'OVERDUE' ? { isOverdue: true } : status && { status: [status] }),
        issuedOn: dayRange(p.entry_date),
        dueOn: dayRange(p.due_date),
        paidOn: dayRange(p.paid_date),
      },
    };
  },
  present: ({ invoices }, p) =>
    listReply('invoices', 'invoice', {
      total: invoices.totalCount,
      start: pageOf(p).offset,
      items: invoices.edges.map(({ node }) => invoiceRow(node)),
    }),
});
