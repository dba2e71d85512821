import { graphql } from '#generated/logicboxes/index.ts';
import type { CustomerTransactionsQuery } from '#generated/logicboxes/graphql.ts';
import { operation } from '#transports/logicboxes/operation.ts';
import { ParameterError, words } from '#transports/logicboxes/params.ts';
import { mapOf, type Tree } from '#transports/logicboxes/tree.ts';
import { charge, difference, flag, seconds, text, threeDecimals } from './format.ts';

type Transaction = CustomerTransactionsQuery['customerTransactions'][number];
type Seller = NonNullable<NonNullable<Transaction['client']>['reseller']>;

/** Name, address and phone of a party, each key behind a prefix. */
const party = (
  prefix: string,
  client: Seller['client'] | null | undefined,
): Record<string, Tree> => ({
  [`${prefix}_name`]: text(client?.fullName),
  [`${prefix}_company`]: text(client?.companyName),
  [`${prefix}_address1`]: text(client?.address1),
  [`${prefix}_city`]: text(client?.city),
  [`${prefix}_state`]: text(client?.state),
  [`${prefix}_country`]: text(client?.country),
  [`${prefix}_zip`]: text(client?.postcode),
  [`${prefix}_telnocc`]: text(client?.phoneCountryCode),
  [`${prefix}_telno`]: text(client?.phoneNumber),
});

const amounts = (transaction: Transaction): Record<string, Tree> => {
  const { amount, taxAmount, accountingAmount, accountingTaxAmount } = transaction;
  return {
    sellingcurrencysymbol: amount.currency,
    sellingamount: charge(amount),
    sellingtaxamount: charge(taxAmount),
    sellingamountwithouttax: charge(difference(amount, taxAmount)),
    unutilisedsellingamount: charge(transaction.unpaidAmount),
    accountingcurrencysymbol: accountingAmount.currency,
    accountingamount: charge(accountingAmount),
    accountingtaxamount: charge(accountingTaxAmount),
    accountingamountwithouttax: charge(difference(accountingAmount, accountingTaxAmount)),
    unutilisedaccountingamount: charge(transaction.accountingUnpaidAmount),
  };
};

const details = (transaction: Transaction): Map<string, Tree> => {
  const { client } = transaction;
  const seller = client?.reseller;
  return mapOf({
    transid: String(transaction.databaseId),
    orderid: text(transaction.orderDatabaseId),
    transactionkey: transaction.key,
    transactiondate: seconds(transaction.issuedOn),
    type: transaction.isDebitNote ? 'debitnote' : 'invoice',
    description: transaction.description,
    key: transaction.productKey,
    timestamp: seconds(transaction.paidAt),
    totalreceiptupdated: flag(transaction.countsAsReceipt),
    invoicecancellationdate: seconds(transaction.cancelledAt),
    paymentreminderdays: text(transaction.reminderDays),
    lastreminder: seconds(transaction.lastReminderAt),
    greedy: flag(transaction.isGreedy),
    isDescriptionModifiable: flag(transaction.isDescriptionModifiable),
    customerid: text(client?.databaseId),
    parentkey: text(seller?.databaseId),
    ...party('customer', client),
    resellerid: text(seller?.databaseId),
    ...party('reseller', seller?.client),
    brandname: text(seller?.brandName),
    ...amounts(transaction),
    taxruleid: text(transaction.taxRuleDatabaseId),
    forexdiff: threeDecimals(transaction.forexDifference),
    sendcustomernotification: flag(transaction.customerNotified),
    sendresellernotification: flag(transaction.resellerNotified),
  });
};

export const customerTransactions = operation({
  method: 'ANY',
  operation: graphql(`
    query CustomerTransactions($ids: [Int!]!) {
      customerTransactions(databaseIds: $ids) {
        databaseId
        isDebitNote
        key
        productKey
        description
        orderDatabaseId
        isGreedy
        isDescriptionModifiable
        countsAsReceipt
        issuedOn
        paidAt
        cancelledAt
        lastReminderAt
        reminderDays
        customerNotified
        resellerNotified
        taxRuleDatabaseId
        forexDifference
        amount {
          amount
          currency
        }
        taxAmount {
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
        accountingTaxAmount {
          amount
          currency
        }
        accountingUnpaidAmount {
          amount
          currency
        }
        client {
          databaseId
          ...TransactionParty
          reseller {
            databaseId
            brandName
            client {
              ...TransactionParty
            }
          }
        }
      }
    }

    fragment TransactionParty on Client {
      fullName
      companyName
      address1
      city
      state
      country
      postcode
      phoneCountryCode
      phoneNumber
    }
  `),
  variables: (params) => {
    const ids = params.ids('transaction-ids');
    if (!ids.length) throw new ParameterError(words.missing('transaction-ids'));
    return { ids };
  },
  present: ({ customerTransactions: found }) => {
    if (!found.length) throw new ParameterError('No Entity found');
    return new Map(
      found.map((transaction) => [String(transaction.databaseId), details(transaction)]),
    );
  },
});
