import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { line, optionalId } from '#transports/rapi/params.ts';
import { pageOf, pagingOfAll } from '#transports/rapi/params-page.ts';
import { listReply } from '#transports/rapi/format.ts';
import { transactionRow } from './transaction-row.ts';

export const GetTransactions = legacy({
  params: clientFields({
    ...pagingOfAll,
    invoice_id: optionalId,
    user_id: optionalId,
    id: line(255).optional(),
  }),
  operation: graphql(`
    query GetTransactions($filter: TransactionFilter, $first: Int, $offset: Int) {
      transactions(filter: $filter, first: $first, offset: $offset) {
        totalCount
        edges { node { databaseId client { databaseId } invoice { databaseId } currency { databaseId } gatewayName happenedAt
description amountIn { amount currency } fees { amount currency } amountOut { amount currency } rate
transactionRef refundOf { databaseId } } }
      }
    }
  `),
  variables: (p) => ({
    ...pageOf(p),
    filter: {
      invoice: p.invoice_id ? [encodeId('Invoice', p.invoice_id)] : undefined,
      client: p.user_id ? [encodeId('Client', p.user_id)] : undefined,
      reference: p.id,
    },
  }),
  present: ({ transactions }, p) =>
    listReply('transactions', 'transaction', {
      total: transactions.totalCount,
      start: pageOf(p).offset,
      items: transactions.edges.map(({ node }) => transactionRow(node)),
    }),
});
