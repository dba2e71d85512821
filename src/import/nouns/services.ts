import * as is from '#import/columns.ts';
import { noun } from '#import/noun.ts';
import { billingCycle, ofClient } from './words.ts';

const statuses = {
  Pending: 'PENDING',
  Active: 'ACTIVE',
  Suspended: 'SUSPENDED',
  Terminated: 'TERMINATED',
  Cancelled: 'CANCELLED',
  Fraud: 'FRAUD',
  Completed: 'COMPLETED',
};

export const services = noun({
  name: 'services',
  table: 'tblhosting',
  join: `${ofClient.join} left join tblproducts p on p.id = t.packageid`,
  joined: { ...ofClient.joined, product_module: 'p.servertype' },
  target: 'services',
  columns: {
    id: is.int('id'),
    client_id: is.owner('clients', 'userid'),
    product_id: is.owner('products', 'packageid'),
    order_id: is.ref('orders', 'orderid'),
    server_id: is.ref('servers', 'server'),
    currency_code: is.clientCurrency,
    quantity: is.made(['qty'], (row) => Math.max(Number(row.qty ?? 1), 1)),
    domain_name: is.made(['domain'], (row, look) =>
      is.plain(row, 'domain', look).trim().toLowerCase(),
    ),
    username: is.text('username'),
    has_account: is.made(['domainstatus', 'product_module'], (row) =>
      Boolean(row.product_module && /^(Active|Suspended)$/.test(String(row.domainstatus))),
    ),
    registered_on: is.firstDay('regdate', 'nextduedate', 'created_at'),
    next_due_on: is.day('nextduedate'),
    next_invoice_on: is.day('nextinvoicedate'),
    completed_on: is.day('completed_date'),
    terminated_at: is.time('termination_date'),
    first_payment_amount: is.money('firstpaymentamount'),
    recurring_amount: is.money('amount'),
    billing_cycle: billingCycle,
    gateway_id: is.gateway('paymentmethod'),
    subscription_id: is.text('subscriptionid'),
    promotion_id: is.ref('promotions', 'promoid'),
    status: is.oneOf('domainstatus', statuses, 'PENDING'),
    suspend_reason: is.text('suspendreason'),
    override_auto_suspend: is.flag('overideautosuspend'),
    override_suspend_until_on: is.day('overidesuspenduntil'),
    dedicated_ip: is.text('dedicatedip'),
    assigned_ips: is.parts('assignedips', /[\s,]+/),
    nameserver1: is.text('ns1'),
    nameserver2: is.text('ns2'),
    disk_usage_mb: is.int('diskusage'),
    disk_limit_mb: is.int('disklimit'),
    bandwidth_usage_mb: is.int('bwusage'),
    bandwidth_limit_mb: is.int('bwlimit'),
    usage_updated_at: is.time('lastupdate'),
    notes: is.text('notes'),
    created_at: is.firstTime('created_at', 'regdate'),
  },
  secrets: {
    password_encrypted: {
      reads: ['password'],
      ask: (row, api) => api.servicePassword(Number(row.id)),
      purpose: 'service-password',
      context: (id) => `services:${id}`,
    },
  },
});

export const serviceAddons = noun({
  name: 'service addons',
  table: 'tblhostingaddons',
  join: `left join tblhosting h on h.id = t.hostingid left join tblclients c on c.id = h.userid
         left join tbladdons a on a.id = t.addonid`,
  joined: { client_currency: 'c.currency', its_client: 'h.userid', its_name: 'a.name' },
  target: 'service_addons',
  columns: {
    id: is.int('id'),
    service_id: is.owner('services', 'hostingid'),
    client_id: is.owner('clients', 'its_client'),
    addon_id: is.ref('addons', 'addonid'),
    order_id: is.ref('orders', 'orderid'),
    server_id: is.ref('servers', 'server'),
    currency_code: is.clientCurrency,
    name: is.made(['name', 'its_name'], (row, look) =>
      is.plain(row, row.name ? 'name' : 'its_name', look).trim(),
    ),
    quantity: is.made(['qty'], (row) => Math.max(Number(row.qty ?? 1), 1)),
    setup_fee: is.money('setupfee'),
    recurring_amount: is.money('recurring'),
    billing_cycle: billingCycle,
    is_taxed: is.flag('tax'),
    status: is.oneOf('status', statuses, 'PENDING'),
    registered_on: is.firstDay('regdate', 'nextduedate', 'created_at'),
    next_due_on: is.day('nextduedate'),
    next_invoice_on: is.day('nextinvoicedate'),
    terminated_at: is.time('termination_date'),
    gateway_id: is.gateway('paymentmethod'),
    subscription_id: is.text('subscriptionid'),
    notes: is.text('notes'),
    created_at: is.firstTime('created_at', 'regdate'),
  },
});

/** What was chosen of the options of a service. */
export const serviceOptions = noun({
  name: 'service options',
  table: 'tblhostingconfigoptions',
  target: 'service_config_options',
  key: ['service_id', 'option_id'],
  columns: {
    service_id: is.owner('services', 'relid'),
    option_id: is.owner('options', 'configid'),
    choice_id: is.ref('option choices', 'optionid'),
    quantity: is.int('qty'),
  },
});
