import {
  dateText,
  dateTimeText,
  int,
  money,
  rate,
  textOrBlank,
  enumWords,
  type ReplyMoney,
} from '#transports/rapi/format.ts';

type Maybe<T> = T | null | undefined;

/** An invoice as the lists ask the graph for it. */
export interface InvoiceRow {
  databaseId: number;
  number?: Maybe<string>;
  client?: Maybe<{ databaseId: number; firstName: string; lastName: string; companyName: string }>;
  issuedOn: string;
  dueOn: string;
  paidAt?: Maybe<string>;
  lastCaptureAttemptAt?: Maybe<string>;
  refundedAt?: Maybe<string>;
  cancelledAt?: Maybe<string>;
  subtotal: ReplyMoney;
  credit: ReplyMoney;
  tax: ReplyMoney;
  tax2: ReplyMoney;
  total: ReplyMoney;
  taxRate: string;
  taxRate2: string;
  status: string;
  gateway?: Maybe<{ name: string }>;
  payMethod?: Maybe<{ databaseId: number }>;
  notes: string;
  createdAt: string;
  updatedAt: string;
  currency: { code: string; prefix: string; suffix: string };
}

/** An item of GetInvoices and GetClientInvoices. */
export const invoiceRow = (invoice: InvoiceRow) => ({
  id: invoice.databaseId,
  user_id: int(invoice.client?.databaseId),
  first_name: textOrBlank(invoice.client?.firstName),
  last_name: textOrBlank(invoice.client?.lastName),
  company_name: textOrBlank(invoice.client?.companyName),
  invoicenum: textOrBlank(invoice.number),
  entry_date: dateText(invoice.issuedOn),
  due_date: dateText(invoice.dueOn),
  paid_date: dateTimeText(invoice.paidAt),
  last_capture_attempt: dateTimeText(invoice.lastCaptureAttemptAt),
  date_refunded: dateTimeText(invoice.refundedAt),
  cancellation_date: dateTimeText(invoice.cancelledAt),
  subtotal: money(invoice.subtotal),
  credit: money(invoice.credit),
  tax: money(invoice.tax),
  tax2: money(invoice.tax2),
  total: money(invoice.total),
  taxrate: rate(invoice.taxRate, 3),
  taxrate2: rate(invoice.taxRate2, 3),
  status: enumWords(invoice.status),
  payment_method: textOrBlank(invoice.gateway?.name),
  paymethodid: invoice.payMethod?.databaseId ?? null,
  notes: invoice.notes,
  created_at: dateTimeText(invoice.createdAt),
  updated_at: dateTimeText(invoice.updatedAt),
  currencycode: invoice.currency.code,
  currencyprefix: invoice.currency.prefix,
  currencysuffix: invoice.currency.suffix,
});
