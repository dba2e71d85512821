import { graphql } from '#generated/logicboxes/index.ts';
import { operation } from '#transports/logicboxes/operation.ts';
import { ParameterRefusal, words } from '#transports/logicboxes/params.ts';
import { mapOf } from '#transports/logicboxes/tree.ts';
import { charge, text } from './spell.ts';

/** The platform's names of what is done by an order, by the kind of its first item. */
const actionTypes: Readonly<Record<string, string>> = {
  DOMAIN_REGISTER: 'AddNewDomain',
  DOMAIN_TRANSFER: 'AddTransferDomain',
  DOMAIN_RENEW: 'RenewDomain',
  PRODUCT: 'Add',
};

export const executeOrderWithoutPayment = operation({
  method: 'POST',
  operation: graphql(`
    mutation ExecuteOrderWithoutPayment($input: ExecuteOrdersWithoutPaymentInput!) {
      executeOrdersWithoutPayment(input: $input) {
        transactions {
          databaseId
          description
          orderDatabaseId
          orderedKind
          orderedName
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
    const invoiceDatabaseIds = params.ids('invoice-ids');
    if (!invoiceDatabaseIds.length) throw new ParameterRefusal(words.missing('invoice-ids'));
    return { input: { invoiceDatabaseIds, cancelInvoices: params.flag('cancel-invoice') } };
  },
  present: ({ executeOrdersWithoutPayment: { transactions } }, params) =>
    new Map(
      transactions.map((transaction) => [
        String(transaction.databaseId),
        mapOf({
          invoiceid: String(transaction.databaseId),
          entityid: text(transaction.orderDatabaseId),
          customerid: text(transaction.client?.databaseId),
          eaqid: text(transaction.orderDatabaseId),
          actiontype: actionTypes[transaction.orderedKind ?? ''] ?? 'Add',
          actiontypedesc: transaction.description,
          description: text(transaction.orderedName),
          actionstatus: 'Success',
          actionstatusdesc: params.flag('cancel-invoice')
            ? 'Executed; the invoice was cancelled'
            : 'Executed; the invoice remains to be paid',
          sellingcurrencysymbol: transaction.amount.currency,
          sellingamount: charge(transaction.amount),
          unutilisedsellingamount: charge(transaction.unpaidAmount),
          status: 'Success',
        }),
      ]),
    ),
});
