import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { fields } from '#transports/rapi/fields.ts';
import {
  amount,
  choice,
  clearable,
  date,
  dateOrNone,
  id,
  idOrName,
} from '#transports/rapi/params.ts';
import { enumWords } from '#transports/rapi/format.ts';
import { idAlone, nameAlone } from '#transports/rapi/global-id.ts';
import { statusNumbers, statusLabels } from './labels.ts';

export const UpdateInvoice = legacy({
  params: fields({
    invoice_id: id,
    status: choice({ ...statusNumbers, ...statusLabels }).optional(),
    // "In system format": its number, or its system name as GetInvoice shows it.
    payment_method_id: idOrName,
    tax_amount: amount.optional(),
    entry_date: date.optional(),
    due_date: date.optional(),
    paid_date: dateOrNone.optional(),
    notes: clearable(20_000),
  }),
  unsupported: [
    'itemdescription',
    'itemamount',
    'itemtaxed',
    'newitemdescription',
    'newitemamount',
    'newitemtaxed',
    'deletelineids',
    'line_items',
    'taxrate',
    'taxrate2',
    'credit',
    'invoicenum',
    'paymentmethod',
    'duedate',
    'datepaid',
    'publish',
    'publishandsendemail',
  ],
  operation: graphql(`
    mutation UpdateInvoice($input: UpdateInvoiceInput!) {
      updateInvoice(input: $input) { invoice { databaseId } }
    }
  `),
  variables: (p) => ({
    input: {
      invoiceId: encodeId('Invoice', p.invoice_id),
      status: p.status,
      gatewayId: idAlone('Gateway', p.payment_method_id),
      paymentMethod: nameAlone(p.payment_method_id),
      taxRate: p.tax_amount,
      issuedOn: p.entry_date,
      dueOn: p.due_date,
      paidOn: p.paid_date,
      notes: p.notes,
    },
  }),
  present: ({ updateInvoice: { invoice } }) => ({
    invoiceid: invoice.databaseId,
    invoice_id: invoice.databaseId,
  }),
  errors: {
    INVOICE_NOT_FOUND: 'Invoice ID Not Found',
    GATEWAY_NOT_FOUND: 'Payment Method Not Found',
    INVOICE_NOT_DRAFT: 'Invoice must be in Draft status to be published',
    INVOICE_STATUS_INVALID: ({ requested }) =>
      requested ? `Invalid status ${enumWords(String(requested))}` : 'Invalid status',
  },
});
