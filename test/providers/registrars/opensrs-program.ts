/*
 * OpenSRS after its guide https://domains.opensrs.guide/docs: envelope and signature (quickstart,
 * protocol-message-structure), codes (codes), commands (lookup-domain, sw_register-domain,
 * renew-domain, get-domain, get_deleted_domains, check_transfer, get_orders_by_domain,
 * redeem-domain, get_price, get-nameserver), forms of dates after the samples of the public
 * client https://github.com/WildeApps/OpenSrsLib.Net (Tests/TestData). Everything is posted to one
 * address; HTTP is 200 always. An action that the guide does not have is refused with 430.
 */
import { createHash } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { loopback, type Loopback } from '#providers/contract/loopback.ts';

interface Row {
  expiredate: string;
  registry_expiredate: string;
  nameservers: string[];
  contacts: Record<string, any>;
  locked: boolean;
  isPrivate: boolean;
  login: string;
}

/** An OpenSRS on 127.0.0.1. */
export interface OpenSrsProgram extends Loopback {
  domains: Map<string, Row>;
  deleted: { name: string; epoch: number }[];
  orders: { id: string; domain: string; type: string; status: string }[];
  transfers: Map<string, string>;
  hosts: Map<string, { ipaddress: string; ipv6: string }>;
  /** The attributes of the last command of an action. */
  sent(action: string): any;
  /** Every order from now on is held for want of funds. */
  isPoor: boolean;
}

export const openSrsRow = (): Row => ({
  expiredate: '2027-06-24 11:40:14',
  registry_expiredate: '2027-06-24 15:40:14',
  nameservers: ['ns1.host.test', 'ns2.host.test'],
  contacts: {},
  locked: false,
  isPrivate: false,
  login: '',
});

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });
const items = (part: any): any[] => [part?.item ?? []].flat();

function decode(part: any): any {
  if (typeof part === 'object' && part.dt_assoc !== undefined)
    return Object.fromEntries(items(part.dt_assoc).map((one) => [one['@_key'], decode(one)]));
  if (typeof part === 'object' && part.dt_array !== undefined)
    return items(part.dt_array).map(decode);
  return typeof part === 'object' ? String(part['#text'] ?? '') : String(part ?? '');
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function encode(value: any): string {
  const item = (key: string | number, one: any) => `<item key="${key}">${encode(one)}</item>`;
  if (Array.isArray(value))
    return `<dt_array>${value.map((one, index) => item(index, one)).join('\n')}</dt_array>`;
  if (typeof value !== 'object') return escape(String(value));
  const pairs = Object.entries(value).map(([key, one]) => item(key, one));
  return `<dt_assoc>\n${pairs.join('\n')}\n</dt_assoc>`;
}

/** An envelope as the guide's examples write it, with its document type. */
function envelope(code: number, text: string, attributes?: any, isSuccess = code < 300): string {
  const message = {
    protocol: 'XCP',
    object: 'DOMAIN',
    response_text: text,
    action: 'REPLY',
    response_code: code,
    is_success: isSuccess ? 1 : 0,
    ...(attributes && { attributes }),
  };
  return `<?xml version='1.0' encoding="UTF-8" standalone="no"?>
<!DOCTYPE OPS_envelope SYSTEM "ops.dtd">
<OPS_envelope><header><version>0.9</version></header><body><data_block>${encode(message)}</data_block></body></OPS_envelope>`;
}

export async function openSrsProgram(): Promise<OpenSrsProgram> {
  const sent = new Map<string, any>();
  const state = {
    domains: new Map([['held.com', openSrsRow()]]),
    deleted: [],
    orders: [],
    transfers: new Map(),
    hosts: new Map(),
    isPoor: false,
  };
  const program: OpenSrsProgram = await loopback(({ method, headers, body }) => {
    const signature = md5(md5(`${body}secret-key`) + 'secret-key');
    if (method !== 'POST' || headers['content-type'] !== 'text/xml')
      return { body: envelope(400, 'Invalid encryption method') };
    if (headers['x-username'] !== 'janedoe' || headers['x-signature'] !== signature)
      return { body: envelope(401, 'Authentication Error.') };
    const message = decode(parser.parse(body).OPS_envelope.body.data_block);
    const name = `${message.action} ${message.object}`.toLowerCase();
    sent.set(name, message);
    return { body: carryOut(program, name, message) };
  }).then((one): OpenSrsProgram =>
    Object.assign(one, state, { sent: (action: string) => sent.get(action)?.attributes }),
  );
  return program;
}

function carryOut(program: OpenSrsProgram, name: string, { domain, attributes: a }: any): string {
  const { domains } = program;
  const wanted = domain ?? a.domain;
  const row = domains.get(wanted);
  switch (name) {
    case 'lookup domain':
      if (row) return envelope(211, 'Domain taken', { status: 'taken' });
      return envelope(210, 'Domain available', {
        status: 'available',
        ...(wanted === 'gold.com' && { reason: 'Premium Name' }),
      });
    case 'get_price domain':
      return envelope(200, 'Command Successful', { price: '1500.50', is_registry_premium: 1 });
    case 'get_balance balance':
      return envelope(200, 'Command successful', { balance: '8549.18', hold_balance: '1676.05' });
    case 'belongs_to_rsp domain':
      return envelope(200, 'Query successful', {
        belongs_to_rsp: row ? 1 : 0,
        ...(row && { domain_expdate: row.expiredate }),
      });
    case 'sw_register domain':
      return order(program, a);
    case 'check_transfer domain': {
      const status = program.transfers.get(wanted) ?? 'undef';
      return envelope(200, 'Query successful', { transferrable: 0, noservice: 0, status });
    }
    case 'get_orders_by_domain domain': {
      const orders = program.orders.filter(
        (one) => one.domain === wanted && (!a.type || one.type === a.type),
      );
      return envelope(200, 'Query Successful', { orders });
    }
    case 'get_deleted_domains domain': {
      const del_domains = program.deleted
        .filter((one) => one.name === wanted)
        .map((one) => ({
          name: one.name,
          reason: 'Expired',
          delete_date: ' 12-DEC-2004 21:31:30',
          delete_date_epoch: one.epoch,
        }));
      return envelope(200, 'Command successful', { total: del_domains.length, del_domains });
    }
    case 'redeem domain': {
      const gone = program.deleted.findIndex((one) => one.name === wanted);
      if (gone < 0) return envelope(480, 'Domain is not in redemption');
      program.deleted.splice(gone, 1);
      domains.set(wanted, openSrsRow());
      return envelope(200, 'Command completed successfully');
    }
  }
  if (!row) return envelope(480, `Domain ${wanted} is not owned by user.`);
  return held(program, name, row, wanted, a);
}

function held(program: OpenSrsProgram, name: string, row: Row, domain: string, a: any): string {
  switch (name) {
    case 'renew domain': {
      const year = row.registry_expiredate.slice(0, 4);
      if (a.currentexpirationyear !== year)
        return envelope(541, "Domain's current expiration year does not match");
      for (const field of ['expiredate', 'registry_expiredate'] as const)
        row[field] = `${Number(year) + Number(a.period)}${row[field].slice(4)}`;
      return envelope(200, 'Command completed successfully', {
        auto_renew: a.auto_renew,
        admin_email: 'carol@example.org',
        order_id: '3511417',
        'registration expiration date': row.expiredate,
      });
    }
    case 'get domain':
      if (a.type === 'status')
        return envelope(200, 'Query Successful', { lock_state: row.locked ? 1 : 0 });
      if (a.type === 'domain_auth_info')
        return envelope(200, 'Query Successful', { domain_auth_info: 'aB3$x&<' });
      if (a.type !== 'all_info') return envelope(465, 'Invalid type');
      return envelope(200, 'Query Successful', {
        expiredate: row.expiredate,
        registry_expiredate: row.registry_expiredate,
        auto_renew: 0,
        nameserver_list: row.nameservers
          .map((one, index) => ({ name: one, sortorder: index + 1, ipaddress: '' }))
          .toReversed(),
        contact_set: row.contacts,
      });
    case 'modify domain':
      if (a.data === 'status') row.locked = a.lock_state === '1';
      else if (a.data === 'whois_privacy_state') row.isPrivate = a.state === 'enable';
      else return envelope(465, 'Unknown modify type');
      return envelope(200, 'Modification Successful.');
    case 'advanced_update_nameservers domain':
      if (a.op_type !== 'assign') return envelope(465, 'Invalid op_type');
      row.nameservers = a.assign_ns;
      return envelope(200, 'Nameserver Update Successful.');
    case 'update_contacts domain':
      for (const type of a.types) row.contacts[type] = a.contact_set[type];
      return envelope(200, 'Contact update successful');
    case 'get nameserver':
      return envelope(200, 'Query Successful', {
        nameserver_list: [...program.hosts].map(([host, one]) => ({
          name: host,
          can_delete: 1,
          ...one,
        })),
      });
    case 'create nameserver':
    case 'modify nameserver':
      if (!a.ipaddress) return envelope(460, 'Missing required field: ip.');
      program.hosts.set(a.name, { ipaddress: a.ipaddress, ipv6: a.ipv6 ?? '' });
      return envelope(200, 'Nameserver Created.');
    case 'delete nameserver':
      program.hosts.delete(a.name);
      return envelope(200, 'Nameserver deleted.');
    default:
      return envelope(430, `Invalid command: ${name} ${domain}`);
  }
}

/** `sw_register-domain`: what it requires, and what it answers. */
function order(program: OpenSrsProgram, a: any): string {
  const required = ['domain', 'period', 'reg_username', 'reg_password', 'reg_type'];
  for (const field of [...required, 'custom_nameservers', 'custom_tech_contact', 'handle'])
    if (!a[field]) return envelope(460, `Missing required field: ${field}`);
  if (program.domains.has(a.domain)) return envelope(485, 'Domain taken');
  for (const [type, contact] of Object.entries<any>(a.contact_set)) {
    // RFC 5733 spells phone numbers so.
    if (!/^\+\d{1,3}\.\d{1,14}$/.test(contact.phone) || !contact.org_name)
      return envelope(465, 'Invalid data', { error: `${type}: Invalid phone number.` });
  }
  const id = String(3_511_000 + program.orders.length);
  const isTransfer = a.reg_type === 'transfer';
  const status = program.isPoor ? 'pending' : 'completed';
  program.orders.push({ id, domain: a.domain, type: a.reg_type, status });
  if (isTransfer) program.transfers.set(a.domain, 'pending_owner');
  else if (!program.isPoor) {
    const year = 2026 + Number(a.period);
    program.domains.set(a.domain, {
      ...openSrsRow(),
      expiredate: `${year}-11-30 11:40:14`,
      registry_expiredate: `${year}-11-30 15:40:14`,
      nameservers: (a.nameserver_list ?? []).map((one: any) => one.name),
      contacts: a.contact_set,
      login: a.reg_username,
    });
  }
  return envelope(
    200,
    isTransfer ? 'Transfer request has been successfully sent' : 'Registration successful',
    {
      id,
      registration_code: 200,
      registration_text: 'Domain registration successfully completed',
      admin_email: a.contact_set.admin.email,
      ...(program.isPoor && { forced_pending: id }),
    },
  );
}

/** So many days ago, as `delete_date_epoch` counts. */
export const daysAgo = (days: number) => Math.floor(Date.now() / 1000) - days * 86_400;
