import { isPlainObject } from '#core/plain.ts';

/** The names of a reply of /rapi with those of WHMCS, wherever they stand. */
const usualNames: Readonly<Record<string, string>> = {
  additionalnotes: 'notes',
  admin_id: 'adminid',
  admin_notes: 'adminnotes',
  affiliate_emails: 'affiliateemails',
  affiliate_id: 'affiliateid',
  announcement_id: 'announcementid',
  assigned_ips: 'assignedips',
  ban_id: 'banid',
  bandwidth_limit: 'bwlimit',
  bandwidth_usage: 'bwusage',
  billing_cycle: 'billingcycle',
  cancellation_date: 'date_cancelled',
  company_name: 'companyname',
  contact_id: 'contactid',
  customer_notes: 'customernotes',
  date_created: 'datecreated',
  dedicated_ip: 'dedicatedip',
  department_id: 'deptid',
  disk_limit: 'disklimit',
  disk_usage: 'diskusage',
  domain_emails: 'domainemails',
  domain_id: 'domainid',
  domain_name: 'domain',
  due_date: 'duedate',
  entry_date: 'date',
  expiry_date: 'expirydate',
  first_name: 'firstname',
  first_payment_amount: 'firstpaymentamount',
  gateway_id: 'gatewayid',
  general_emails: 'generalemails',
  group_id: 'groupid',
  invoice_emails: 'invoiceemails',
  invoice_id: 'invoiceid',
  ip_address: 'ipaddress',
  last_modified: 'lastmodified',
  last_name: 'lastname',
  next_due_date: 'nextduedate',
  note_id: 'noteid',
  order_id: 'orderid',
  order_no: 'ordernum',
  overide_auto_suspend: 'overideautosuspend',
  overide_suspend_until: 'overidesuspenduntil',
  paid_date: 'datepaid',
  payment_method: 'paymentmethod',
  payment_method_id: 'paymethodid',
  payment_method_name: 'paymentmethodname',
  phone_number: 'phonenumber',
  post_code: 'postcode',
  product_emails: 'productemails',
  promo_id: 'promoid',
  proposal_notes: 'proposal',
  quote_id: 'quoteid',
  reg_date: 'regdate',
  registrationdate: 'regdate',
  registrationperiod: 'regperiod',
  reply_id: 'replyid',
  server: 'serverid',
  service_id: 'serviceid',
  support_emails: 'supportemails',
  suspend_reason: 'suspensionreason',
  termination_date: 'terminationdate',
  ticket_id: 'ticketid',
  trans_id: 'transid',
  transaction_id: 'transactionid',
  user_id: 'userid',
  user_name: 'username',
  valid_until: 'validuntil',
};

/** A reply in the names of WHMCS. Of two names for one thing, that of WHMCS stays as it is. */
export function inWhmcsNames(
  body: Record<string, unknown>,
  names: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    const own = names[name] ?? (Object.hasOwn(usualNames, name) ? usualNames[name]! : name);
    if (own === name || !(own in body)) result[own] = within(value, names);
  }
  return result;
}

function within(value: unknown, names: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((item) => within(item, names));
  return isPlainObject(value) ? inWhmcsNames(value, names) : value;
}
