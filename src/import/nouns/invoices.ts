import { exact } from '#core/money.ts';
import * as is from '#import/columns.ts';
import { type Look, noun } from '#import/noun.ts';
import type { SourceRow } from '#import/source/source.ts';

const statuses = {
  Draft: 'DRAFT',
  Unpaid: 'UNPAID',
  Paid: 'PAID',
  Cancelled: 'CANCELLED',
  Refunded: 'REFUNDED',
  Collections: 'COLLECTIONS',
  'Payment Pending': 'PAYMENT_PENDING',
};

const amount = (row: SourceRow, field: string) => exact(String(row[field] ?? '0'));

/** What the client saw as total decides; the subtotal is what leads to it. */
function subtotal(row: SourceRow, look: Look): string {
  const parts = amount(row, 'tax').plus(amount(row, 'tax2')).minus(credit(row, look));
  const leading = amount(row, 'total').minus(parts);
  if (!leading.equals(amount(row, 'subtotal')))
    look.note('subtotal', 'does not lead to the total: the one that does instead');
  return leading.toFixed();
}

function credit(row: SourceRow, look: Look): string {
  const found = amount(row, 'credit');
  if (!found.isNegative()) return found.toFixed();
  look.note('credit', 'below zero: nothing instead');
  return '0';
}

/** The town on a line, as on invoices made here. */
function billingAddress(row: SourceRow, look: Look): string {
  const part = (field: string) => is.plain(row, field, look).trim();
  const place = ['b_city', 'b_state', 'b_postcode'].map(part).filter(Boolean).join(', ');
  return [part('b_address1'), part('b_address2'), place].filter(Boolean).join('\n');
}

/** A time of an event that has been; WHMCS has a zero date where it was not. */
const reached = (field: string) => is.time(field);

export const invoices = noun({
  name: 'invoices',
  table: 'tblinvoices',
  join: 'left join tblclients c on c.id = t.userid',
  joined: {
    client_currency: 'c.currency',
    b_name: "concat_ws(' ', c.firstname, c.lastname)",
    b_company: 'c.companyname',
    b_email: 'c.email',
    b_address1: 'c.address1',
    b_address2: 'c.address2',
    b_city: 'c.city',
    b_state: 'c.state',
    b_postcode: 'c.postcode',
    b_country: 'c.country',
    b_tax_id: 'c.tax_id',
  },
  target: 'invoices',
  columns: {
    id: is.int('id'),
    client_id: is.ref('clients', 'userid'),
    currency_code: is.clientCurrency,
    status: is.oneOf('status', statuses, 'DRAFT'),
    number: is.once(
      'invoicenum',
      (row, look) => is.plain(row, 'invoicenum', look).trim() || null,
      'number',
      () => null,
    ),
    billing_name: is.text('b_name'),
    billing_company_name: is.text('b_company'),
    billing_email: is.text('b_email'),
    billing_address: is.made(['b_address1'], billingAddress),
    billing_country_code: is.text('b_country'),
    billing_tax_id: is.text('b_tax_id'),
    issued_on: is.firstDay('date', 'duedate', 'created_at'),
    due_on: is.firstDay('duedate', 'date', 'created_at'),
    issued_at: is.made(['status', 'date'], (row, look) =>
      row.status === 'Draft' ? null : is.timeOf(row, 'date', look),
    ),
    paid_at: reached('datepaid'),
    refunded_at: reached('date_refunded'),
    cancelled_at: reached('date_cancelled'),
    last_capture_attempt_at: reached('last_capture_attempt'),
    subtotal: is.made(['subtotal', 'total'], subtotal),
    tax: is.money('tax'),
    tax2: is.money('tax2'),
    credit: is.made(['credit'], credit),
    total: is.money('total'),
    tax_rate: is.money('taxrate'),
    tax_rate2: is.money('taxrate2'),
    tax_mode: is.made([], (_row, { installation }) =>
      installation.setting('TaxType') === 'Inclusive' ? 'INCLUSIVE' : 'EXCLUSIVE',
    ),
    tax_is_compound: is.made(
      [],
      (_row, { installation }) => installation.setting('TaxL2Compound') === 'on',
    ),
    gateway_id: is.gateway('paymentmethod'),
    notes: is.text('notes'),
    created_at: is.firstTime('created_at', 'date'),
  },
  left: { paymethodid: 'stored ways to pay are entered anew' },
});
