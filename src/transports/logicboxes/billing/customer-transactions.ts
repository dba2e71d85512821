import { encodeId, keyIn } from '#core/ids.ts';
import { graphql } from '#generated/logicboxes/index.ts';
import type { CustomerTransactionsQuery } from '#generated/logicboxes/graphql.ts';
import { operation } from '#transports/logicboxes/operation.ts';
import { ParameterError, errorTexts } from '#transports/logicboxes/params.ts';
import { mapOf, type Tree } from '#transports/logicboxes/tree.ts';
import { charge, difference, booleanText, seconds, plainText, threeDecimals } from './format.ts';

type Transaction = CustomerTransactionsQuery['customerTransactions'][number];
type Seller = NonNullable<NonNullable<Transaction['client']>['reseller']>;

/** Name, address and phone of a party, each key behind a prefix. */
const party = (
  prefix: string,
  client: Seller['client'] | null | undefined,
): Record<string, Tree> => ({
  [`${prefix}_name`]: plainText(client?.fullName),
  [`${prefix}_company`]: plainText(client?.companyName),
  [`${prefix}_address1`]: plainText(client?.address1),
  [`${prefix}_city`]: plainText(client?.city),
  [`${prefix}_state`]: plainText(client?.state),
  [`${prefix}_country`]: plainText(client?.country),
  [`${prefix}_zip`]: plainText(client?.postcode),
  [`${prefix}_telnocc`]: plainText(client?.phoneCountryCode),
  [`${prefix}_telno`]: plainText(client?.phoneNumber),
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
    transid: String(keyIn(transaction.invoiceId)),
    orderid: plainText(keyIn(transaction.orderId)),
    transactionkey: transaction.key,
    transactiondate: seconds(transaction.issuedOn),
    type: transaction.isDebitNote ? 'debitnote' : 'invoice',
    description: transaction.description,
    key: transaction.productKey,
    timestamp: seconds(transaction.paidAt),
    totalreceiptupdated: booleanText(transaction.countsAsReceipt),
    invoicecancellationdate: seconds(transaction.cancelledAt),
    paymentreminderdays: plainText(transaction.reminderDays),
    lastreminder: seconds(transaction.lastReminderAt),
    greedy: booleanText(transaction.isGreedy),
    isDescriptionModifiable: booleanText(transaction.isDescriptionModifiable),
    customerid: plainText(client?.databaseId),
    parentkey: plainText(seller?.databaseId),
    ...party('customer', client),
    resellerid: plainText(seller?.databaseId),
    ...party('reseller', seller?.client),
    brandname: plainText(seller?.brandName),
    ...amounts(transaction),
    taxruleid: plainText(transaction.taxRule?.databaseId),
    forexdiff: threeDecimals(transaction.forexDifference),
    sendcustomernotification: booleanText(transaction.customerNotified),
    // Resellers are sent no email about their customers' transactions.
    sendresellernotification: 'false',
  });
};

export const customerTransactions = operation({
  method: 'ANY',
  operation: graphql(`
    query CustomerTransactions($ids: [ID!]!) {
      customerTransactions(ids: $ids) {
        invoiceId
        isDebitNote
        key
        productKey
        description
        orderId
        isGreedy
        isDescriptionModifiable
        countsAsReceipt
        issuedOn
        paidAt
        cancelledAt
        lastReminderAt
        reminderDays
        customerNotified
        taxRule {
          databaseId
        }
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
    if (!ids.length) throw new ParameterError(errorTexts.missing('transaction-ids'));
    return { ids: ids.map((id) => encodeId('Invoice', id)) };
  },
  present: ({ customerTransactions: found }) => {
    if (!found.length) throw new ParameterError('No Entity found');
    return new Map(
      found.map((transaction) => [String(keyIn(transaction.invoiceId)), details(transaction)]),
    );
  },
});
