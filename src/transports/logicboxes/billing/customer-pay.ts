import { graphql } from '#generated/logicboxes/index.ts';
import { operation } from '#transports/logicboxes/operation.ts';
import { ParameterError, words } from '#transports/logicboxes/params.ts';
import { mapOf } from '#transports/logicboxes/tree.ts';
import { charge, text } from './format.ts';

export const customerPay = operation({
  method: 'POST',
  operation: graphql(`
    mutation CustomerPay($input: PayCustomerTransactionsInput!) {
      payCustomerTransactions(input: $input) {
        transactions {
          databaseId
          isDebitNote
          description
          orderDatabaseId
          client {
            databaseId
          }
          amount {
            amount
            currency
          }
          unpaidAmount {
            amount
            currency
          }
        }
      }
    }
  `),
  variables: (params) => {
    const invoices = params.ids('invoice-ids');
    const debits = params.ids('debit-ids');
    if (!invoices.length && !debits.length)
      throw new ParameterError(words.missing('invoice-ids or debit-ids'));
    return { input: { invoiceDatabaseIds: invoices, debitNoteDatabaseIds: debits } };
  },
  present: ({ payCustomerTransactions: { transactions } }) =>
    new Map(
      transactions.map((transaction) => [
        String(transaction.databaseId),
        mapOf({
          invoiceid: String(transaction.databaseId),
          actiontype: transaction.isDebitNote ? 'PayDebitNote' : 'PayInvoice',
          actiontypedesc: `Payment of ${transaction.description}`,
          eaqid: text(transaction.orderDatabaseId),
          customerid: text(transaction.client?.databaseId),
          actionstatus: 'Success',
          actionstatusdesc: 'Paid from the customer’s funds',
          sellingcurrencysymbol: transaction.amount.currency,
          sellingamount: charge(transaction.amount),
          unutilisedsellingamount: charge(transaction.unpaidAmount),
          status: 'Success',
        }),
      ]),
    ),
});
