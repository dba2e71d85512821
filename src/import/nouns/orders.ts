import * as is from '#import/columns.ts';
import { type ColumnMap, noun } from '#import/noun.ts';
import { billingCycle, ofClient } from './words.ts';

const statuses = {
  Pending: 'PENDING',
  Active: 'ACTIVE',
  Cancelled: 'CANCELLED',
  Fraud: 'FRAUD',
};

export const orders = noun({
  name: 'orders',
  table: 'tblorders',
  ...ofClient,
  target: 'orders',
  columns: {
    id: is.int('id'),
    number: is.once(
      'ordernum',
      (row, { id }) => String(row.ordernum ?? '') || String(id),
      'number',
      ({ id }) => `${id}-again`,
    ),
    client_id: is.owner('clients', 'userid'),
    contact_id: is.ref('contacts', 'contactid'),
    requestor_user_id: is.ref('users', 'requestor_id'),
    status: is.oneOf('status', statuses, 'PENDING'),
    currency_code: is.clientCurrency,
    amount: is.money('amount'),
    gateway_id: is.gateway('paymentmethod'),
    promotion_code: is.text('promocode'),
    nameservers: is.parts('nameservers', /,/),
    ip: is.text('ipaddress'),
    fraud_module: is.text('fraudmodule'),
    notes: is.text('notes'),
    created_at: is.firstTime('date'),
  },
  left: {
    transfersecret: 'a transfer that is under way keeps its code at the registrar',
    orderdata: 'the form as it was sent',
    fraudoutput: 'as its module wrote it',
  },
});

/** Invoices come after the orders they are for. */
export const orderInvoices = noun({
  name: 'invoices of orders',
  table: 'tblorders',
  target: 'orders',
  isUpdate: true,
  columns: { id: is.int('id'), invoice_id: is.ref('invoices', 'invoiceid') },
});

/** The source has no lines of orders, but what was ordered names its order. */
const lineId = (place: 0 | 1 | 2): ColumnMap =>
  is.made(['id'], (row) => Number(row.id) * 3 + place);

const line = {
  order_id: is.owner('orders', 'orderid'),
  currency_code: is.clientCurrency,
};

export const orderedServices = noun({
  name: 'ordered services',
  table: 'tblhosting',
  query: '(select * from tblhosting where orderid > 0)',
  join: `${ofClient.join} left join tblproducts p on p.id = t.packageid`,
  joined: { ...ofClient.joined, product_name: 'p.name' },
  target: 'order_items',
  isKept: true,
  columns: {
    id: lineId(0),
    ...line,
    type: is.always('PRODUCT'),
    product_id: is.owner('products', 'packageid'),
    service_id: is.owner('services', 'id'),
    description: is.text('product_name'),
    domain_name: is.text('domain'),
    billing_cycle: billingCycle,
    amount: is.money('firstpaymentamount'),
    recurring_amount: is.money('amount'),
  },
});

export const orderedDomains = noun({
  name: 'ordered domains',
  table: 'tbldomains',
  query: '(select * from tbldomains where orderid > 0)',
  ...ofClient,
  target: 'order_items',
  isKept: true,
  columns: {
    id: lineId(1),
    ...line,
    type: is.oneOf(
      'type',
      { Register: 'DOMAIN_REGISTER', Transfer: 'DOMAIN_TRANSFER' },
      'DOMAIN_REGISTER',
    ),
    domain_id: is.owner('domains', 'id'),
    description: is.text('domain'),
    domain_name: is.text('domain'),
    years: is.int('registrationperiod'),
    amount: is.money('firstpaymentamount'),
    recurring_amount: is.money('recurringamount'),
  },
});

export const orderedAddons = noun({
  name: 'ordered addons',
  table: 'tblhostingaddons',
  query: '(select * from tblhostingaddons where orderid > 0)',
  join: `left join tblhosting h on h.id = t.hostingid left join tblclients c on c.id = h.userid
         left join tbladdons a on a.id = t.addonid`,
  joined: { client_currency: 'c.currency', its_name: 'a.name' },
  target: 'order_items',
  isKept: true,
  columns: {
    id: lineId(2),
    ...line,
    type: is.always('ADDON'),
    service_addon_id: is.owner('service addons', 'id'),
    description: is.made(['name', 'its_name'], (row, look) =>
      is.plain(row, row.name ? 'name' : 'its_name', look).trim(),
    ),
    billing_cycle: billingCycle,
    setup_fee: is.money('setupfee'),
    recurring_amount: is.money('recurring'),
  },
});
