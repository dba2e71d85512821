import {
  date,
  dateTime,
  int,
  money,
  rate,
  text,
  words,
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
  first_name: text(invoice.client?.firstName),
  last_name: text(invoice.client?.lastName),
  company_name: text(invoice.client?.companyName),
  invoicenum: text(invoice.number),
  entry_date: date(invoice.issuedOn),
  due_date: date(invoice.dueOn),
  paid_date: dateTime(invoice.paidAt),
  last_capture_attempt: dateTime(invoice.lastCaptureAttemptAt),
  date_refunded: dateTime(invoice.refundedAt),
  cancellation_date: dateTime(invoice.cancelledAt),
  subtotal: money(invoice.subtotal),
  credit: money(invoice.credit),
  tax: money(invoice.tax),
  tax2: money(invoice.tax2),
  total: money(invoice.total),
  taxrate: rate(invoice.taxRate, 3),
  taxrate2: rate(invoice.taxRate2, 3),
  status: words(invoice.status),
  payment_method: text(invoice.gateway?.name),
  paymethodid: invoice.payMethod?.databaseId ?? null,
  notes: invoice.notes,
  created_at: dateTime(invoice.createdAt),
  updated_at: dateTime(invoice.updatedAt),
  currencycode: invoice.currency.code,
  currencyprefix: invoice.currency.prefix,
  currencysuffix: invoice.currency.suffix,
});
