import { loopback, type Loopback, type Reply, type Seen } from './loopback.ts';

interface Domain {
  name: string;
  expiresAt: string;
  locked: boolean;
  ns: string[];
  contacts: Record<string, unknown>;
  order: Record<string, unknown> | null;
}

/** Cosmotown's reseller API v2.25: JSON both ways, real status codes, results per item. */
export function cosmotownProgram(): Promise<Loopback> {
  const domains = new Map<string, Domain>();
  const open = (name: string) => {
    const domain: Domain = {
      name,
      expiresAt: '2027-06-24T04:40:59Z',
      locked: false,
      ns: ['NS1.HOST.TEST'],
      contacts: {},
      order: null,
    };
    domains.set(name, domain);
    return domain;
  };
  open('held.com');
  return loopback((seen) => {
    if (seen.headers['x-api-key'] !== 'secret-key')
      return {
        status: 401,
        body: { success: false, data: null, error: 'Authentication required' },
      };
    const path = seen.path.replace('/api/reseller/v2.25/', '');
    const input = seen.body ? (JSON.parse(seen.body) as Record<string, any>) : {};
    const [, inPath] = /^domain\/(?:status|contacts)\/([^/]+\..+)$/.exec(path) ?? [];
    const name = String(
      input['domain'] ?? input['items']?.[0]?.domain ?? seen.query.get('domain') ?? inPath ?? '',
    );
    if (path === 'domain/check')
      return good({ data: [{ name, available: !domains.has(name) }], result: { code: 1000 } });
    if (path === 'account/balance')
      return { body: '{"success":true,"data":{"balance":78877.430}}' };
    if (path === 'domain/register') {
      if (domains.has(name)) return item(false, 2302, 'Command failed; object exists');
      return ordered(open(name), 'createDomain', 1000);
    }
    if (path === 'domain/transfer') return ordered(open(name), 'transferDomain', 1001);
    const domain = domains.get(name);
    if (!domain)
      return { status: 404, body: { success: false, error: `Domain ${name} not found` } };
    return manage(path, input, domain, seen);
  });
}

function manage(path: string, input: Record<string, any>, domain: Domain, seen: Seen): Reply {
  if (path.startsWith('domain/status/')) return good(domain.order);
  if (path.startsWith('domain/contacts/') && seen.method === 'GET')
    return good({ domain: domain.name, contacts: domain.contacts });
  switch (path) {
    case 'domain/info':
      return {
        body: {
          success: true,
          classification: 'managed_here',
          data: {
            name: domain.name,
            nameServers: domain.ns,
            expiresAt: domain.expiresAt,
            status: [{ value: domain.locked ? 'clientTransferProhibited' : 'ok', lang: 'en' }],
          },
        },
      };
    case 'domain/renew':
      domain.expiresAt = domain.expiresAt.replace(/^\d+/, (year) =>
        String(Number(year) + Number(input['years'])),
      );
      return ordered(domain, 'renewDomain', 1000);
    case 'domain/lock':
    case 'domain/unlock':
      domain.locked = path === 'domain/lock';
      return good({ domain: domain.name, locked: domain.locked });
    case 'domain/change-nameserver':
      domain.ns = input['ns'];
      return good({ nameservers: domain.ns });
    case 'domain/contacts/save':
      domain.contacts = input['contact_info'];
      return good({ savedContacts: {} });
    case 'domain/authcode':
      return good({ domain: domain.name, authCode: 'AUTH-123' });
    case 'domain/options': {
      const results = [{ success: true, domain: domain.name }];
      return { body: { success: true, results } };
    }
  }
  return { status: 404, body: { success: false, error: 'Unknown path' } };
}

function good(data: unknown): Reply {
  return { body: { success: true, data } };
}

function ordered(domain: Domain, action: string, code: number): Reply {
  const data = {
    reseller_order_id: '472',
    domain: domain.name,
    action,
    status: 'completed',
    ...(code === 1001 && { transfer_status: 'pending' }),
    total_price: '9.50',
    domain_expires: domain.expiresAt,
  };
  domain.order = data;
  return item(true, code, 'Command completed successfully', data);
}

function item(success: boolean, code: number, description: string, data?: unknown): Reply {
  const result = [{ success, result: { code, message: description, description }, data }];
  return { body: { success: true, result } };
}
