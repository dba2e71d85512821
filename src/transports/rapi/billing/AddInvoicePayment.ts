import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { fields } from '#transports/rapi/fields.ts';
import { amount, dateTime, flag, id, line, optionalId } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const AddInvoicePayment = legacy({
  params: fields({
    invoice_id: id,
    trans_id: line(255).optional(),
    gateway_id: optionalId,
    entry_date: dateTime.optional(),
    amount: amount.optional(),
    fees: amount.optional(),
    do_not_send_email: flag.default(false),
  }),
  operation: graphql(`
    mutation AddInvoicePayment($input: AddInvoicePaymentInput!) {
      addInvoicePayment(input: $input) {
        transaction { databaseId }
        invoice { databaseId }
      }
    }
  `),
  variables: (p) => ({
    input: {
      invoiceId: encodeId('Invoice', p.invoice_id),
      transactionRef: p.trans_id,
      gatewayId: p.gateway_id ? encodeId('Gateway', p.gateway_id) : undefined,
      happenedAt: p.entry_date,
      amount: p.amount,
      fees: p.fees,
      sendEmail: !p.do_not_send_email,
    },
  }),
  present: ({ addInvoicePayment: { transaction, invoice } }) => ({
    invoiceid: idText(invoice.databaseId),
    invoice_id: idText(invoice.databaseId),
    transactionid: idText(transaction.databaseId),
    transaction_id: idText(transaction.databaseId),
  }),
  errors: {
    INVOICE_NOT_FOUND: 'Invoice ID Not Found',
    INVOICE_CANCELLED: 'It is not possible to add a payment to an invoice that is Cancelled',
    TRANSACTION_DUPLICATE: 'Transaction ID must be Unique',
  },
});
