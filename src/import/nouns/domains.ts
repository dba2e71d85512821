import { domainToASCII, domainToUnicode } from 'node:url';
import * as is from '#import/columns.ts';
import { noun } from '#import/noun.ts';
import { ofClient } from './words.ts';

const statuses = {
  Pending: 'PENDING',
  'Pending Registration': 'PENDING_REGISTRATION',
  'Pending Transfer': 'PENDING_TRANSFER',
  Active: 'ACTIVE',
  Grace: 'GRACE',
  Redemption: 'REDEMPTION',
  Expired: 'EXPIRED',
  Cancelled: 'CANCELLED',
  Fraud: 'FRAUD',
  'Transferred Away': 'TRANSFERRED_AWAY',
};

const spelled = (text: unknown) =>
  String(text ?? '')
    .trim()
    .toLowerCase();

export const domains = noun({
  name: 'domains',
  table: 'tbldomains',
  ...ofClient,
  target: 'domains',
  columns: {
    id: is.int('id'),
    client_id: is.owner('clients', 'userid'),
    order_id: is.ref('orders', 'orderid'),
    tld_id: is.named('domain', 'tlds.extension', (name) =>
      domainToASCII(spelled(name)).replace(/^[^.]*\./, ''),
    ),
    registrar_id: is.named('registrar', 'registrars.label', (name) => name),
    currency_code: is.clientCurrency,
    name: is.made(['domain'], (row) => domainToASCII(spelled(row.domain)) || spelled(row.domain)),
    unicode_name: is.made(
      ['domain'],
      (row) => domainToUnicode(spelled(row.domain)) || spelled(row.domain),
    ),
    origin: is.oneOf('type', { Register: 'REGISTER', Transfer: 'TRANSFER' }, 'REGISTER'),
    status: is.oneOf('status', statuses, 'PENDING'),
    years: is.made(['registrationperiod'], (row) =>
      Math.min(Math.max(Number(row.registrationperiod ?? 1), 1), 10),
    ),
    registered_on: is.day('registrationdate'),
    expires_on: is.day('expirydate'),
    next_due_on: is.day('nextduedate'),
    next_invoice_on: is.day('nextinvoicedate'),
    first_payment_amount: is.money('firstpaymentamount'),
    recurring_amount: is.money('recurringamount'),
    is_premium: is.flag('is_premium'),
    gateway_id: is.gateway('paymentmethod'),
    subscription_id: is.text('subscriptionid'),
    promotion_id: is.ref('promotions', 'promoid'),
    dns_management: is.flag('dnsmanagement'),
    email_forwarding: is.flag('emailforwarding'),
    id_protection: is.flag('idprotection'),
    auto_renew: is.unless('donotrenew'),
    notes: is.text('additionalnotes'),
    created_at: is.firstTime('created_at', 'registrationdate'),
  },
  left: { reminders: 'begin anew', synced: 'domains are synchronised anew' },
});
