import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { fields } from '#transports/rapi/fields.ts';
import { id } from '#transports/rapi/params.ts';
import { idText } from '#transports/rapi/format.ts';

export const DeletePaymentTransaction = legacy({
  params: fields({ transaction_id: id }),
  operation: graphql(`
    mutation DeletePaymentTransaction($input: DeletePaymentTransactionInput!) {
      deletePaymentTransaction(input: $input) { transaction { databaseId } }
    }
  `),
  variables: (p) => ({ input: { transactionId: encodeId('Transaction', p.transaction_id) } }),
  present: ({ deletePaymentTransaction: { transaction } }) => ({
    transactionid: idText(transaction.databaseId),
    transaction_id: idText(transaction.databaseId),
  }),
  errors: {
    TRANSACTION_NOT_FOUND: 'Transaction ID Not Found',
    TRANSACTION_VOIDED: 'Transaction ID Not Found',
  },
});
