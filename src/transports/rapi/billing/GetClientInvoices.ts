import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { choice, id, integer } from '#transports/rapi/params.ts';
import { pageOf } from '#transports/rapi/params-page.ts';
import { idText, listReply } from '#transports/rapi/format.ts';
import { invoiceRow } from './invoice-row.ts';
import { statusLabels, statusNumbers } from './labels.ts';

const page = (p: { page_no: number }) => pageOf({ page_num: p.page_no, limit_num: 25 });

export const GetClientInvoices = legacy({
  params: clientFields({
    user_id: id,
    status_id: choice(statusNumbers, statusLabels).optional(),
    page_no: integer(1, 100_000).default(1),
  }),
  operation: graphql(`
    query GetClientInvoices($filter: InvoiceFilter, $first: Int, $offset: Int) {
      invoices(filter: $filter, first: $first, offset: $offset) {
        totalCount
        edges { node { databaseId number client { databaseId firstName lastName companyName } issuedOn dueOn paidAt
lastCaptureAttemptAt refundedAt cancelledAt subtotal { amount currency } credit { amount currency }
tax { amount currency } tax2 { amount currency } total { amount currency } taxRate taxRate2 status
gateway { name } payMethod { databaseId } notes createdAt updatedAt currency { code prefix suffix } } }
      }
    }
  `),
  variables: (p) => ({
    ...page(p),
    filter: {
      client: [encodeId('Client', p.user_id)],
      ...(p.status_id && { status: [p.status_id] }),
    },
  }),
  present: ({ invoices }, p) => ({
    user_id: idText(p.user_id),
    ...listReply('invoices', 'invoice', {
      total: invoices.totalCount,
      start: page(p).offset,
      items: invoices.edges.map(({ node }) => invoiceRow(node)),
    }),
  }),
});
