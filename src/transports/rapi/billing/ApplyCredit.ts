import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { fields } from '#transports/rapi/fields.ts';
import { amount, flag, id } from '#transports/rapi/params.ts';
import { idText, money, trueOrFalse } from '#transports/rapi/format.ts';

export const ApplyCredit = legacy({
  params: fields({
    invoice_id: id,
    amount: amount.optional(),
    do_not_send_email: flag.default(false),
  }),
  operation: graphql(`
    mutation ApplyCredit($input: ApplyCreditInput!) {
      applyCredit(input: $input) {
        amount { amount currency }
        invoice { databaseId status }
      }
    }
  `),
  variables: (p) => ({
    input: {
      invoiceId: encodeId('Invoice', p.invoice_id),
      amount: p.amount,
      sendEmail: !p.do_not_send_email,
    },
  }),
  present: ({ applyCredit: { amount: applied, invoice } }) => ({
    invoiceid: idText(invoice.databaseId),
    invoice_id: idText(invoice.databaseId),
    amount: money(applied),
    invoicepaid: trueOrFalse(invoice.status === 'PAID'),
  }),
  errors: {
    INVOICE_NOT_FOUND: 'Invoice ID Not Found',
    INVOICE_NOT_UNPAID: 'Invoice Not in Unpaid Status',
    CREDIT_INSUFFICIENT: 'Amount exceeds customer credit balance',
    AMOUNT_EXCEEDS_BALANCE: 'Amount Exceeds Invoice Balance',
    AMOUNT_NOT_POSITIVE: 'Credit Amount to apply must be greater than zero',
  },
});
