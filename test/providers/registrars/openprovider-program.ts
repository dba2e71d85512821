/*
 * Openprovider's REST API v1beta after https://github.com/openprovider/api-documentation
 * (swagger.json: paths, fields, examples), states after
 * https://doc.openprovider.eu/API_Format_Domain_Status, codes after
 * https://doc.openprovider.eu/API_module_Error_handling (0 done, 1xx customers and authentication,
 * 3xx to 7xx domains) and the official client's examples/token_expiration_handling.php (196).
 * A path that the document does not have is refused.
 */
import {
  loopback,
  type Loopback,
  type LoopbackReply,
  type Seen,
} from '#providers/contract/loopback.ts';

type Row = Record<string, unknown> & { id: number; status: string; renewal_date: string };

/** An Openprovider on 127.0.0.1. */
export interface OpenproviderProgram extends Loopback {
  domains: Map<string, Row>;
  customers: Map<string, any>;
  hosts: Map<string, any>;
  /** Ends every token given so far. */
  expireTokens(): void;
}

const good = (data: unknown): LoopbackReply => ({ body: { code: 0, data, desc: '' } });
const bad = (code: number, desc: string, data = ''): LoopbackReply => ({
  status: 500,
  body: { code, desc, data },
});

/** A domain as the document's example has it. */
export const openproviderRow = (id: number, more: object = {}): Row => ({
  id,
  status: 'ACT',
  renewal_date: '2027-06-24 0:00:00',
  expiration_date: '2027-06-29 17:14:44',
  name_servers: [
    { ip: '', ip6: '', name: 'ns2.host.test', seq_nr: 2 },
    { ip: '12.3.123.121', ip6: '', name: 'ns1.host.test', seq_nr: 1 },
  ],
  is_locked: false,
  is_private_whois_enabled: false,
  owner_handle: 'AA000001-GB',
  admin_handle: 'AA000001-GB',
  tech_handle: 'AA000001-GB',
  billing_handle: 'AA000001-GB',
  deleted_at: '0000-00-00 00:00:00',
  hard_quarantine_expiry_date: '',
  soft_quarantine_expiry_date: '',
  restorable_until: '',
  ...more,
});

export async function openproviderProgram(): Promise<OpenproviderProgram> {
  const state = {
    domains: new Map([['held.com', openproviderRow(1)]]),
    customers: new Map<string, any>(),
    hosts: new Map<string, any>(),
  };
  let token = 1;
  const program = await loopback((seen) => {
    const path = seen.path.replace('/v1beta/', '');
    const input = seen.body ? JSON.parse(seen.body) : {};
    if (path === 'auth/login') {
      const isKnown = input.username === 'user' && input.password === 'pass-word' && input.ip;
      return isKnown
        ? good({ reseller_id: 12345, token: `token-${token}` })
        : bad(196, 'Authentication/Authorization Failed');
    }
    if (seen.headers['authorization'] !== `Bearer token-${token}`)
      return bad(196, 'Authentication/Authorization Failed');
    return carryOut(state, seen, path, input);
  });
  return Object.assign(program, state, { expireTokens: () => void (token += 1) });
}

type State = Pick<OpenproviderProgram, 'domains' | 'customers' | 'hosts'>;

function carryOut(state: State, seen: Seen, path: string, input: any): LoopbackReply {
  const { method, query } = seen;
  const [kind = '', id = '', operation = ''] = path.split('/');
  const call = `${method} ${path}`;
  if (call === 'POST customers') return createCustomer(state, input);
  if (kind === 'customers' && method === 'GET') {
    const found = state.customers.get(id);
    return found ? good({ ...found, handle: id }) : bad(101, 'Customer not found');
  }
  if (kind === 'dns') return hostCall(state, method, path.split('/')[2], query, input);
  if (call === 'GET resellers')
    return good({ balance: 99999.5, reserved_balance: 1111.11, settings: { currency: 'EUR' } });
  if (call === 'POST domains/check') return check(state, input);
  if (call === 'GET domains') {
    const name = query.get('full_name') ?? '';
    const found = state.domains.get(name);
    const [label, ...rest] = name.split('.');
    const domain = { name: label, extension: rest.join('.') };
    return good({ results: found ? [{ ...found, domain }] : [], total: found ? 1 : 0 });
  }
  if (call === 'POST domains' || call === 'POST domains/transfer')
    return order(state, input, id === 'transfer');
  const row = [...state.domains.values()].find((one) => String(one.id) === id);
  if (kind !== 'domains' || !row) return bad(320, 'The domain is not in your account');
  if (method === 'GET' && operation === 'authcode')
    return good({ auth_code: '12345678', success: true, type: 'external' });
  if (method === 'POST' && operation === 'renew') {
    if (row.status !== 'ACT') return bad(399, 'The domain cannot be renewed', row.status);
    const year = Number(row.renewal_date.slice(0, 4)) + input.period;
    row.renewal_date = `${year}${row.renewal_date.slice(4)}`;
    return good({ status: 'ACT' });
  }
  if (method === 'POST' && operation === 'restore') {
    if (row.status !== 'DEL') return bad(399, 'The domain cannot be restored');
    row.status = 'ACT';
    return good({ status: 'ACT' });
  }
  if (method === 'PUT' && !operation) {
    Object.assign(row, input);
    return good({ id: row.id, status: 'ACT' });
  }
  return { status: 404, body: 'Not Found' };
}

function createCustomer(state: State, input: any): LoopbackReply {
  const { name, address, phone, email } = input;
  if (!name?.first_name || !name?.last_name) return bad(102, 'Name is required');
  if (!address?.street || !address.zipcode || !address.city) return bad(103, 'Address is required');
  // contactPhone: "Country code part of the phone number (including +)".
  if (!/^\+\d+$/.test(phone?.country_code) || !/^\d+$/.test(phone.subscriber_number))
    return bad(104, 'Your phone number is invalid');
  if (!email) return bad(105, 'E-mail is required');
  const handle = `XX${String(123_456 + state.customers.size)}-XX`;
  state.customers.set(handle, input);
  return good({ handle });
}

function check(state: State, input: any): LoopbackReply {
  if (input.domains.length > 15) return { status: 500, body: 'Internal error' };
  const results = input.domains.map(({ name, extension }: any) => {
    const domain = `${name}.${extension}`;
    if (state.domains.has(domain))
      return { domain, is_premium: false, reason: 'Domain exists', status: 'active' };
    const is_premium = name === 'gold';
    const premium = { currency: 'USD', price: { create: 1500.5 } };
    const price = { product: { currency: 'USD', price: 8.06 } };
    return { domain, is_premium, ...(is_premium && { premium }), price, status: 'free' };
  });
  return good({ results });
}

function order(state: State, input: any, isTransfer: boolean): LoopbackReply {
  const name = `${input.domain.name}.${input.domain.extension}`;
  if (state.domains.has(name)) return bad(311, 'Domain exists', name);
  for (const role of ['owner_handle', 'admin_handle', 'tech_handle'])
    if (!state.customers.has(input[role])) return bad(101, 'Customer not found', role);
  if (input.domain.name === 'gold' && input.accept_premium_fee !== 1500.5)
    return bad(342, 'The premium fee has to be accepted', '1500.5');
  if (isTransfer && !input.auth_code) return bad(370, 'The auth code is required');
  const status = isTransfer ? 'REQ' : 'ACT';
  const year = 2026 + (input.period ?? 0);
  const date = isTransfer ? '0000-00-00 00:00:00' : `${year}-11-30 17:15:19`;
  const row = openproviderRow(100 + state.domains.size, {
    ...input,
    status,
    renewal_date: date,
    expiration_date: date,
  });
  state.domains.set(name, row);
  return good({ id: row.id, status, renewal_date: date, expiration_date: date, auth_code: '1' });
}

function hostCall(
  state: State,
  method: string,
  name: string | undefined,
  query: URLSearchParams,
  input: any,
): LoopbackReply {
  if (!name && method === 'GET') {
    const end = (query.get('pattern') ?? '').replace('*', '');
    const all = [...state.hosts.values()].filter((one) => one.name.endsWith(end));
    const offset = Number(query.get('offset'));
    return good({
      results: all.slice(offset, offset + Number(query.get('limit'))),
      total: all.length,
    });
  }
  if (!name && method === 'POST') {
    state.hosts.set(input.name, { ip6: '', ...input });
    return good(input);
  }
  if (!name || !state.hosts.has(name)) return bad(201, 'Nameserver not found');
  if (method === 'PUT') state.hosts.set(name, { ip6: '', ...input });
  if (method === 'DELETE') state.hosts.delete(name);
  return good({ success: true });
}
