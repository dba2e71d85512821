import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { fields } from '#transports/rapi/fields.ts';
import { amount, choice, dateTime, id } from '#transports/rapi/params.ts';
import { idText, money, enumWords } from '#transports/rapi/format.ts';

export const AddRefund = legacy({
  params: fields({
    invoice_id: id,
    transaction_id: id,
    entry_date: dateTime.optional(),
    amount: amount.optional(),
    refund_type: choice({ Manual: 'MANUAL', Credit: 'CREDIT', Gateway: 'GATEWAY' }).default(
      'CREDIT',
    ),
  }),
  operation: graphql(`
    mutation AddRefund($input: AddRefundInput!) {
      addRefund(input: $input) {
        refund { databaseId refundType amountOut { amount currency } refundOf { databaseId } }
        invoice { databaseId }
      }
    }
  `),
  variables: (p) => ({
    input: {
      invoiceId: encodeId('Invoice', p.invoice_id),
      transactionId: encodeId('Transaction', p.transaction_id),
      happenedAt: p.entry_date,
      amount: p.amount,
      type: p.refund_type,
    },
  }),
  present: ({ addRefund: { refund, invoice } }) => ({
    transactionid: idText(refund.databaseId),
    transaction_id: idText(refund.databaseId),
    invoiceid: idText(invoice.databaseId),
    invoice_id: idText(invoice.databaseId),
    refund_type: enumWords(refund.refundType ?? 'CREDIT'),
    amount: money(refund.amountOut),
    refundid: idText(refund.refundOf?.databaseId),
  }),
  errors: {
    INVOICE_NOT_FOUND: 'Invoice ID Not Found',
    TRANSACTION_NOT_FOUND: 'Transaction ID Not Found',
  },
});
