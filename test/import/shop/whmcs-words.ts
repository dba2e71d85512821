/** Commands that WHMCS calls otherwise; it has no GetParameters and no GetProductsGroups. */
const ACTIONS: Readonly<Record<string, string>> = {
  GetClientsDetails: 'GetClientDetails',
  GetClientsProducts: 'GetClientProducts',
  GetClientsDomains: 'GetClientDomains',
  GetClientDetails: 'none',
  GetClientProducts: 'none',
  GetClientDomains: 'none',
  GetParameters: 'none',
  GetProductsGroups: 'none',
};

/** Parameters by command, from the reference's table of translations. */
const OWNERS: Readonly<Record<string, string>> = { GetClientPassword: 'userid' };

/** Turns a request as WHMCS has it into one of the reference. @returns the command */
export function asReference(form: URLSearchParams): string {
  const action = form.get('action') ?? '';
  const rename = (from: string, to: string) => {
    const value = form.get(from);
    if (value !== null) form.set(to, value);
  };
  for (const name of ['token', 'page_num', 'limit_num', 'user_id', 'invoice_id', 'ticket_id'])
    form.delete(name);
  if (form.get('identifier') === 'import') rename('secret', 'token');
  rename(OWNERS[action] ?? 'clientid', 'user_id');
  rename('invoiceid', 'invoice_id');
  rename('ticketid', 'ticket_id');
  rename('limitnum', 'limit_num');
  const limit = Number(form.get('limitnum') ?? 25);
  form.set('page_num', String(Number(form.get('limitstart') ?? 0) / limit + 1));
  return ACTIONS[action] ?? action;
}

/** What WHMCS calls what is given. */
const FIELDS: Readonly<Record<string, string>> = {
  user_id: 'userid',
  first_name: 'firstname',
  last_name: 'lastname',
  company_name: 'companyname',
  group_id: 'groupid',
  due_date: 'duedate',
  paid_date: 'datepaid',
  order_id: 'orderid',
  order_no: 'ordernum',
  contact_id: 'contactid',
  invoice_id: 'invoiceid',
  trans_id: 'transid',
  payment_method: 'paymentmethod',
  ip_address: 'ipaddress',
  reg_date: 'regdate',
  domain_name: 'domain',
  server: 'serverid',
  suspend_reason: 'suspensionreason',
  first_payment_amount: 'firstpaymentamount',
  billing_cycle: 'billingcycle',
  next_due_date: 'nextduedate',
  expiry_date: 'expirydate',
  user_name: 'username',
  promo_id: 'promoid',
  overide_suspend_until: 'overidesuspenduntil',
  bandwidth_usage: 'bwusage',
  bandwidth_limit: 'bwlimit',
};

/** A reply in WHMCS's words. */
export function asWhmcs(reply: unknown, command: string): unknown {
  if (Array.isArray(reply)) return reply.map((each) => asWhmcs(each, command));
  if (typeof reply !== 'object' || reply === null) return reply;
  return Object.fromEntries(
    Object.entries(reply).map(([name, value]) => [named(name, command), asWhmcs(value, command)]),
  );
}

function named(name: string, command: string): string {
  if (name === 'entry_date') return /^Get(Client|User)/.test(command) ? 'datecreated' : 'date';
  // Pay methods keep the day of a card as it is called there.
  if (name === 'expiry_date' && command === 'GetPayMethods') return name;
  if (name === 'amount' && command === 'GetClientProducts') return 'recurringamount';
  return FIELDS[name] ?? name;
}
