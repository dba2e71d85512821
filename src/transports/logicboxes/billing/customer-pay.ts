import { encodeId, keyIn } from '#core/ids.ts';
import { graphql } from '#generated/logicboxes/index.ts';
import { operation } from '#transports/logicboxes/operation.ts';
import { ParameterError, errorTexts } from '#transports/logicboxes/params.ts';
import { mapOf } from '#transports/logicboxes/tree.ts';
import { actionStatus, outcomeStatus, standingsOf } from './execution-status.ts';
import { charge, plainText } from './format.ts';

export const customerPay = operation({
  method: 'POST',
  operation: graphql(`
    mutation CustomerPay($input: PayCustomerTransactionsInput!) {
      payCustomerTransactions(input: $input) {
        transactions {
          invoiceId
          isDebitNote
          description
          orderId
          ...PaidTransaction
        }
        executions {
          ...ExecutionProgress
        }
      }
    }
  `),
  variables: (params) => {
    const idsOf = (name: string) => params.ids(name).map((id) => encodeId('Invoice', id));
    const invoiceIds = idsOf('invoice-ids');
    const debitNoteIds = idsOf('debit-ids');
    if (!invoiceIds.length && !debitNoteIds.length)
      throw new ParameterError(errorTexts.missing('invoice-ids or debit-ids'));
    return { input: { invoiceIds, debitNoteIds } };
  },
  present: ({ payCustomerTransactions: { transactions, executions } }) => {
    const standings = standingsOf(executions);
    return new Map(
      transactions.map((transaction) => {
        const standing = standings.get(transaction.invoiceId)!;
        const answer = mapOf({
          invoiceid: String(keyIn(transaction.invoiceId)),
          actiontype: transaction.isDebitNote ? 'PayDebitNote' : 'PayInvoice',
          actiontypedesc: `Payment of ${transaction.description}`,
          eaqid: plainText(keyIn(transaction.orderId)),
          customerid: plainText(transaction.client?.databaseId),
          ...actionStatus(standing, 'Paid from the customer’s funds'),
          sellingcurrencysymbol: transaction.amount.currency,
          sellingamount: charge(transaction.amount),
          unutilisedsellingamount: charge(transaction.unpaidAmount),
          ...outcomeStatus(standing),
        });
        return [String(keyIn(transaction.invoiceId)), answer];
      }),
    );
  },
});
