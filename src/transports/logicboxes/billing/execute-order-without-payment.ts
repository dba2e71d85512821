import { encodeId, keyIn } from '#core/ids.ts';
import { graphql } from '#generated/logicboxes/index.ts';
import { operation } from '#transports/logicboxes/operation.ts';
import { ParameterError, errorTexts } from '#transports/logicboxes/params.ts';
import { mapOf } from '#transports/logicboxes/tree.ts';
import { actionStatus, outcomeStatus, standingsOf } from './execution-status.ts';
import { charge, plainText } from './format.ts';

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
          invoiceId
          description
          orderId
          orderedKind
          orderedName
          ...PaidTransaction
        }
        executions {
          ...ExecutionProgress
        }
      }
    }
  `),
  variables: (params) => {
    const invoiceIds = params.ids('invoice-ids').map((id) => encodeId('Invoice', id));
    if (!invoiceIds.length) throw new ParameterError(errorTexts.missing('invoice-ids'));
    return { input: { invoiceIds, cancelInvoices: params.flag('cancel-invoice') } };
  },
  present: ({ executeOrdersWithoutPayment: { transactions, executions } }, params) => {
    const settled = params.flag('cancel-invoice')
      ? 'Executed; the invoice was cancelled'
      : 'Executed; the invoice remains to be paid';
    const standings = standingsOf(executions);
    return new Map(
      transactions.map((transaction) => {
        const standing = standings.get(transaction.invoiceId)!;
        const answer = mapOf({
          invoiceid: String(keyIn(transaction.invoiceId)),
          entityid: plainText(keyIn(transaction.orderId)),
          customerid: plainText(transaction.client?.databaseId),
          eaqid: plainText(keyIn(transaction.orderId)),
          actiontype: actionTypes[transaction.orderedKind ?? ''] ?? 'Add',
          actiontypedesc: transaction.description,
          description: plainText(transaction.orderedName),
          ...actionStatus(standing, settled),
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
