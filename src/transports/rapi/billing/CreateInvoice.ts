import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { choice, flag, id, optionalId, text } from '#transports/rapi/params.ts';
import { enumWords } from '#transports/rapi/format.ts';
import { globalId } from '#transports/rapi/global-id.ts';
import { invoiceLines, lineIncomplete, lineInput } from './line-items.ts';

export const CreateInvoice = legacy({
  params: clientFields({
    user_id: id,
    status: choice({
      1: 'DRAFT',
      2: 'UNPAID',
      3: 'PAID',
      Draft: 'DRAFT',
      Unpaid: 'UNPAID',
      Paid: 'PAID',
    }).default('DRAFT'),
    send_invoice: flag.default(false),
    payment_method: optionalId,
    line_items: invoiceLines,
    notes: text(20_000).optional(),
    auto_apply_credit: flag.default(false),
  }),
  unsupported: [
    'itemdescription1',
    'itemamount1',
    'itemtaxed1',
    'taxrate',
    'taxrate2',
    'duedate',
    'paymentmethod',
  ],
  operation: graphql(`
    mutation CreateInvoice($input: CreateInvoiceInput!) {
      createInvoice(input: $input) { invoice { databaseId status } }
    }
  `),
  variables: (p) => ({
    input: {
      clientId: encodeId('Client', p.user_id),
      status: p.status,
      sendEmail: p.send_invoice,
      gatewayId: p.payment_method ? encodeId('Gateway', p.payment_method) : undefined,
      lines: p.line_items.map((item) => ({
        ...lineInput(item),
        serviceId: globalId('Service', item.service_id),
        domainId: globalId('Domain', item.domain_id),
        unitCost: item.cost,
      })),
      notes: p.notes,
      autoApplyCredit: p.auto_apply_credit,
    },
  }),
  present: ({ createInvoice: { invoice } }) => ({
    invoiceid: invoice.databaseId,
    invoice_id: invoice.databaseId,
    status: enumWords(invoice.status),
  }),
  errors: {
    CLIENT_NOT_FOUND: 'Client ID Not Found',
    LINE_PRICE_MISSING: lineIncomplete,
    DRAFT_NOT_SENT:
      'Cannot create and send a draft invoice in a single API request. Please create and send separately.',
  },
});
