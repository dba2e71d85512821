import { paramsOf } from '#transports/rapi/fields.ts';
import type { AnyLegacy } from '#transports/rapi/legacy.ts';
import { emptyObject, type PlainObject } from '#transports/rapi/php-array.ts';
import type { Action } from './action.ts';

/** The names of WHMCS that mean the same wherever a command has the other name. */
const usualNames: Readonly<Record<string, string>> = {
  adminid: 'admin_id',
  announcementid: 'announcement_id',
  billingcycle: 'billing_cycle',
  cancelsub: 'subscription_cancel',
  clientip: 'user_ip',
  companyname: 'company_name',
  contactid: 'contact_id',
  customfields: 'custom_fields',
  date: 'entry_date',
  datepaid: 'paid_date',
  deptid: 'department_id',
  domainid: 'domain_id',
  duedate: 'due_date',
  eppcode: 'epp_code',
  firstname: 'first_name',
  groupid: 'group_id',
  invoiceid: 'invoice_id',
  ip: 'ip_address',
  ipaddress: 'ip_address',
  lastname: 'last_name',
  limitnum: 'limit_num',
  lockstatus: 'lock_status',
  moduleName: 'module_name',
  moduleType: 'module_type',
  nextduedate: 'next_due_date',
  noemail: 'do_not_send_email',
  noinvoice: 'no_invoice',
  noinvoiceemail: 'no_invoice_email',
  noteid: 'note_id',
  order: 'sort_order',
  orderby: 'sort_order_field',
  orderid: 'order_id',
  password2: 'password',
  paymentmethod: 'payment_method',
  paymethodid: 'payment_method_id',
  promocode: 'promo_code',
  quoteid: 'quote_id',
  replyid: 'reply_id',
  securityqans: 'security_qans',
  securityqid: 'security_qid',
  sendinvoice: 'send_invoice',
  serverid: 'server_id',
  serviceid: 'service_id',
  sorting: 'sort_order',
  ticketid: 'ticket_id',
  transid: 'trans_id',
};

/** What a parameter of the action is called by its command. */
export function nameIn(command: AnyLegacy, action: Action, name: string): string {
  const own = action.names?.[name];
  if (own) return own;
  const known = paramsOf(command.params);
  const usual = usualNames[name];
  return usual && usual in known && !(name in known) ? usual : name;
}

/** What the action calls a parameter of its command. */
export function spellingOf(command: AnyLegacy, action: Action, own: string): string {
  const known = paramsOf(command.params);
  const named = Object.entries(action.names ?? {}).find(([, to]) => to === own);
  const usual = Object.entries(usualNames).find(([name, to]) => to === own && !(name in known));
  return named?.[0] ?? usual?.[0] ?? own;
}

/** The parameters of an action by the names of its command; what comes first keeps its name. */
export function renamed(command: AnyLegacy, action: Action, parameters: PlainObject): PlainObject {
  const result = emptyObject();
  for (const [name, value] of Object.entries(parameters)) {
    const own = nameIn(command, action, name);
    if (!(own in result)) result[own] = value;
  }
  return result;
}

/** An error text in the names its caller sent: `first_name must be …` as `firstname must be …`. */
export function inCallersNames(
  message: string,
  command: AnyLegacy,
  action: Action,
  parameters: PlainObject,
): string {
  const back = new Map<string, string>();
  const candidates = [
    ...Object.keys(usualNames),
    ...Object.keys(action.names ?? {}),
    ...Object.keys(parameters),
  ];
  for (const name of candidates) back.set(nameIn(command, action, name), name);
  return message
    .split('; ')
    .map((sentence) => {
      const [, parameter = '', rest = ''] = /^(\w+)((?:\[[^\]]*\])*[ :].*)$/s.exec(sentence) ?? [];
      const name = back.get(parameter);
      return name && parameter in paramsOf(command.params) ? name + rest : sentence;
    })
    .join('; ');
}
