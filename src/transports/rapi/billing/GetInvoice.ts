import type { ResultOf } from '@graphql-typed-document-node/core';
import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { whole } from '#transports/rapi/params-page.ts';
import { fields } from '#transports/rapi/fields.ts';
import { id } from '#transports/rapi/params.ts';
import { found } from '#transports/rapi/reply.ts';
import {
  dateText,
  dateTimeText,
  exactly,
  int,
  money,
  oneOrZero,
  rate,
  textOrBlank,
  unitPrice,
  enumWords,
  wrapped,
} from '#transports/rapi/format.ts';
import { transactionRow } from './transaction-row.ts';
import { itemType } from './labels.ts';

const operation = graphql(`
  query GetInvoice($id: ID!, $first: Int) {
    invoice(id: $id) {
      databaseId
      number
      client { databaseId }
      issuedOn
      dueOn
      paidAt
      lastCaptureAttemptAt
      subtotal { amount currency }
      credit { amount currency }
      tax { amount currency }
      tax2 { amount currency }
      total { amount currency }
      balance { amount currency }
      taxRate
      taxRate2
      status
      gateway { name storesCards }
      notes
      items {
        databaseId
        type
        relatedNumber
        description
        quantity
        unitPrice
        discountPercent
        amount { amount currency }
        isTaxed
      }
      transactions(first: $first) { nodes { databaseId client { databaseId } invoice { databaseId } currency { databaseId } gatewayName happenedAt
description amountIn { amount currency } fees { amount currency } amountOut { amount currency } rate
transactionRef refundOf { databaseId } } }
    }
  }
`);

export const GetInvoice = legacy({
  params: fields({ invoice_id: id }),
  operation,
  variables: (p) => ({ ...whole, id: encodeId('Invoice', p.invoice_id) }),
  present: (data) => {
    const invoice = found(data.invoice, 'INVOICE_NOT_FOUND');
    const { items, gateway } = invoice;
    const transactions = invoice.transactions?.nodes ?? [];
    return {
      invoice_id: invoice.databaseId,
      invoicenum: textOrBlank(invoice.number),
      user_id: int(invoice.client?.databaseId),
      entry_date: dateText(invoice.issuedOn),
      due_date: dateText(invoice.dueOn),
      paid_date: dateTimeText(invoice.paidAt),
      lastcaptureattempt: dateTimeText(invoice.lastCaptureAttemptAt),
      subtotal: money(invoice.subtotal),
      credit: money(invoice.credit),
      tax: money(invoice.tax),
      tax2: money(invoice.tax2),
      total: money(invoice.total),
      balance: money(invoice.balance),
      taxrate: rate(invoice.taxRate, 3),
      taxrate2: rate(invoice.taxRate2, 3),
      status: enumWords(invoice.status),
      payment_method: textOrBlank(gateway?.name),
      notes: invoice.notes,
      ccgateway: gateway?.storesCards ?? false,
      ...wrapped('items', 'item', items.map(itemOf)),
      transactions: transactions.length ? { transaction: transactions.map(transactionRow) } : '',
    };
  },
  errors: { INVOICE_NOT_FOUND: 'Invoice ID Not Found' },
});

type Item = NonNullable<ResultOf<typeof operation>['invoice']>['items'][number];

const itemOf = (item: Item) => ({
  id: item.databaseId,
  type: itemType(item.type),
  relid: int(item.relatedNumber),
  description: item.description,
  qty: exactly(item.quantity, 2),
  rate: unitPrice({ amount: item.unitPrice, currency: item.amount.currency }),
  discount: exactly(item.discountPercent, 2),
  amount: money(item.amount),
  taxed: oneOrZero(item.isTaxed),
});
