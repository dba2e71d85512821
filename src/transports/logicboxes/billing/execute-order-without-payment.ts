import { graphql } from '#generated/logicboxes/index.ts';
import type { ExecuteOrderWithoutPaymentMutation } from '#generated/logicboxes/graphql.ts';
import { operation } from '#transports/logicboxes/operation.ts';
import { ParameterError, words } from '#transports/logicboxes/params.ts';
import { mapOf, type Tree } from '#transports/logicboxes/tree.ts';
import { charge, text } from './format.ts';

/** The platform's names of what is done by an order, by the kind of its first item. */
const actionTypes: Readonly<Record<string, string>> = {
  DOMAIN_REGISTER: 'AddNewDomain',
  DOMAIN_TRANSFER: 'AddTransferDomain',
  DOMAIN_RENEW: 'RenewDomain',
  PRODUCT: 'Add',
};

type Execution =
  ExecuteOrderWithoutPaymentMutation['executeOrdersWithoutPayment']['executions'][number];

type ExecutionStatus = Execution['standing'];

/** How far it is, in the platform's words. */
const actionStatus = (
  { state, message }: ExecutionStatus,
  settled: string,
): Record<string, Tree> => {
  if (state === 'SUCCESS') return { actionstatus: 'Success', actionstatusdesc: settled };
  if (state === 'FAILED') return { actionstatus: 'Failed', actionstatusdesc: message };
  const words = message || 'Waiting for the registrar';
  return { actionstatus: 'PendingExecution', actionstatusdesc: words };
};

/** What failed is an error of its own, in the answer about all of them. */
const status = ({ state, message }: ExecutionStatus): Record<string, Tree> =>
  state === 'FAILED' ? { status: 'error', error: message } : { status: 'Success' };

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
        executions {
          invoiceDatabaseId
          standing {
            state
            message
          }
        }
      }
    }
  `),
  variables: (params) => {
    const invoiceDatabaseIds = params.ids('invoice-ids');
    if (!invoiceDatabaseIds.length) throw new ParameterError(words.missing('invoice-ids'));
    return { input: { invoiceDatabaseIds, cancelInvoices: params.flag('cancel-invoice') } };
  },
  present: ({ executeOrdersWithoutPayment: { transactions, executions } }, params) => {
    const settled = params.flag('cancel-invoice')
      ? 'Executed; the invoice was cancelled'
      : 'Executed; the invoice remains to be paid';
    const standings = new Map(
      executions.map(({ invoiceDatabaseId, standing }) => [invoiceDatabaseId, standing]),
    );
    return new Map(
      transactions.map((transaction) => {
        const standing = standings.get(transaction.databaseId)!;
        const answer = mapOf({
          invoiceid: String(transaction.databaseId),
          entityid: text(transaction.orderDatabaseId),
          customerid: text(transaction.client?.databaseId),
          eaqid: text(transaction.orderDatabaseId),
          actiontype: actionTypes[transaction.orderedKind ?? ''] ?? 'Add',
          actiontypedesc: transaction.description,
          description: text(transaction.orderedName),
          ...actionStatus(standing, settled),
          sellingcurrencysymbol: transaction.amount.currency,
          sellingamount: charge(transaction.amount),
          unutilisedsellingamount: charge(transaction.unpaidAmount),
          ...status(standing),
        });
        return [String(transaction.databaseId), answer];
      }),
    );
  },
});
