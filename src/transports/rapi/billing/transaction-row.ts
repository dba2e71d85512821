import {
  dateTimeText,
  idText,
  money,
  rate,
  textOrBlank,
  type ReplyMoney,
} from '#transports/rapi/format.ts';

type Maybe<T> = T | null | undefined;

/** A transaction as the lists ask the graph for it. */
export interface TransactionRow {
  databaseId: number;
  client?: Maybe<{ databaseId: number }>;
  invoice?: Maybe<{ databaseId: number }>;
  currency: { databaseId: number };
  gatewayName: string;
  happenedAt: string;
  description: string;
  amountIn: ReplyMoney;
  fees: ReplyMoney;
  amountOut: ReplyMoney;
  rate: string;
  transactionRef?: Maybe<string>;
  refundOf?: Maybe<{ databaseId: number }>;
}

/** An item of GetTransactions, and of the transactions of GetInvoice. */
export const transactionRow = (row: TransactionRow) => ({
  id: idText(row.databaseId),
  user_id: idText(row.client?.databaseId),
  currency: idText(row.currency.databaseId),
  gateway: row.gatewayName,
  entry_date: dateTimeText(row.happenedAt),
  description: row.description,
  amountin: money(row.amountIn),
  fees: money(row.fees),
  amountout: money(row.amountOut),
  rate: rate(row.rate, 5),
  trans_id: textOrBlank(row.transactionRef),
  invoice_id: idText(row.invoice?.databaseId),
  refundid: idText(row.refundOf?.databaseId),
});
