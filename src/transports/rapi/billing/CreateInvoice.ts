import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clientFields, fields } from '#transports/rapi/fields.ts';
import { json, listOfAll } from '#transports/rapi/params-data.ts';
import {
  amount,
  choice,
  flag,
  id,
  optionalId,
  signedAmount,
  text,
} from '#transports/rapi/params.ts';
import { words } from '#transports/rapi/format.ts';

const line = fields({
  service_id: optionalId,
  domain_id: optionalId,
  name: text(5_000).optional(),
  qty: amount.optional(),
  rate: signedAmount.optional(),
  cost: amount.optional(),
  discount: amount.optional(),
  taxed: flag.optional(),
});

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
    line_items: json(listOfAll(line)),
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
        serviceId: item.service_id,
        domainId: item.domain_id,
        description: item.name,
        quantity: item.qty,
        unitPrice: item.rate,
        unitCost: item.cost,
        discountPercent: item.discount,
        isTaxed: item.taxed,
      })),
      notes: p.notes,
      autoApplyCredit: p.auto_apply_credit,
    },
  }),
  present: ({ createInvoice: { invoice } }) => ({
    invoiceid: invoice.databaseId,
    invoice_id: invoice.databaseId,
    status: words(invoice.status),
  }),
  errors: {
    CLIENT_NOT_FOUND: 'Client ID Not Found',
    DRAFT_NOT_SENT:
      'Cannot create and send a draft invoice in a single API request. Please create and send separately.',
  },
});
