import { encodeId, keyIn } from '#core/ids.ts';
import { graphql } from '#generated/logicboxes/index.ts';
import { operation } from '#transports/logicboxes/operation.ts';
import { ParameterError } from '#transports/logicboxes/params.ts';
import { mapOf } from '#transports/logicboxes/tree.ts';
import { charge, booleanText, seconds, plainText } from './format.ts';

export const customerGreedyTransactions = operation({
  method: 'ANY',
  operation: graphql(`
    query CustomerGreedyTransactions($clientId: ID!) {
      greedyTransactions(clientId: $clientId) {
        invoiceId
        isDebitNote
        description
        isGreedy
        issuedOn
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
        accountingAmount {
          amount
          currency
        }
        accountingUnpaidAmount {
          amount
          currency
        }
      }
    }
  `),
  variables: (params) => ({ clientId: encodeId('Client', params.id('customer-id')) }),
  present: ({ greedyTransactions }, params) => {
    if (!greedyTransactions)
      throw new ParameterError(`Customer ${params.text('customer-id')} not found`);
    return new Map(
      greedyTransactions.map((transaction, index) => [
        String(index + 1),
        mapOf({
          'customer_transaction.transid': String(keyIn(transaction.invoiceId)),
          'customer_transaction.transactiondate': seconds(transaction.issuedOn),
          'customer_transaction.type': transaction.isDebitNote ? 'debitnote' : 'invoice',
          'customer_transaction.description': transaction.description,
          'customer_transaction.customerid': plainText(transaction.client?.databaseId),
          'customer_transaction.sellingcurrencysymbol': transaction.amount.currency,
          'customer_transaction.sellingamount': charge(transaction.amount),
          'customer_transaction.unutilisedsellingamount': charge(transaction.unpaidAmount),
          'customer_transaction.accountingcurrencysymbol': transaction.accountingAmount.currency,
          'customer_transaction.accountingamount': charge(transaction.accountingAmount),
          'customer_transaction.unutilisedaccountingamount': charge(
            transaction.accountingUnpaidAmount,
          ),
          greedy: booleanText(transaction.isGreedy),
        }),
      ]),
    );
  },
});
