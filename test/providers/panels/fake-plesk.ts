/*
 * Plesk Obsidian as its public documents have it: REST v2 (the server's own OpenAPI file), and of
 * the XML API (docs.plesk.com/en-US/obsidian/api-rpc) `webspace get` with limits (33899),
 * `server create_session` (73865), and `customer get` and `reseller get` by login (28790, 60295),
 * which answer 1013 for none (33765). Unconfirmed of REST: /domains?name=, /domains/{id}/status,
 * /clients/{id}/statistics.
 */
import { loopback, type Loopback, type Reply, type Seen } from '#test/providers/loopback.ts';

interface Client {
  id: number;
  login: string;
  password: string;
  external_id: string;
  type?: 'customer' | 'reseller';
  isSuspended?: boolean;
}
interface Site {
  id: number;
  name: string;
  owner: number;
  plan: string;
  status: string;
  ftpPassword: string;
}

/** A Plesk on 127.0.0.1 that speaks REST v2 over TLS. */
export interface FakePlesk extends Loopback {
  clients: Client[];
  sites: Site[];
  /** Whether `GET /domains` knows its filter: no public page shows that it does. */
  filter: { isKnown: boolean };
}

type State = Pick<FakePlesk, 'clients' | 'sites' | 'filter'>;
const no = (status: number, message: string): Reply => ({ status, body: { code: 0, message } });

export async function fakePlesk(): Promise<FakePlesk> {
  const state: State = { clients: [], sites: [], filter: { isKnown: true } };
  const program = await loopback((request) => answer(state, request), { secure: true });
  return Object.assign(program, state);
}

function answer(state: State, request: Seen): Reply {
  const basic = `Basic ${Buffer.from('admin:PASSWORD').toString('base64')}`;
  const { headers } = request;
  const isKey = headers['x-api-key'] === 'KEY' || headers.key === 'KEY';
  const isAdmin = headers.http_auth_login === 'admin' && headers.http_auth_passwd === 'PASSWORD';
  if (!isKey && !isAdmin && headers.authorization !== basic) return no(401, 'Access denied');
  if (request.path === '/enterprise/control/agent.php') return xml(state, request.text);
  const [, , , kind, id, part] = request.path.split('/');
  const input = request.text ? JSON.parse(request.text) : {};
  if (kind === 'server') return { body: { panel_version: '18.0.61', platform: 'Unix' } };
  if (kind === 'clients') return clients(state, request.method, Number(id), part, input);
  if (kind === 'domains') return domains(state, request, Number(id), part, input);
  if (kind === 'cli' && id === 'subscription' && part === 'call') return utility(state, input);
  return no(404, 'Not found');
}

/** One packet with one operation, as the samples of the documents. */
function xml(state: State, packet: string): Reply {
  const result = (inner: string) => ({
    headers: { 'content-type': 'text/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><packet version="1.6.9.1">${inner}</packet>`,
  });
  const ok = (operator: string, operation: string, inner: string) =>
    result(
      `<${operator}><${operation}><result><status>ok</status>${inner}</result></${operation}></${operator}>`,
    );
  const limit = (name: string, value: string) =>
    `<limit><name>${name}</name><value>${value}</value></limit>`;
  if (/<webspace><get><filter><name>[^<]+<\/name>/.test(packet))
    return ok(
      'webspace',
      'get',
      `<data><limits>${limit('disk_space', '1073741824')}${limit('max_traffic', '-1')}</limits></data>`,
    );
  const [, kind, wanted] =
    /<(customer|reseller)><get><filter><login>([^<]+)<\/login><\/filter><dataset>/.exec(packet) ??
    [];
  if (kind) {
    const client = state.clients.find((one) => one.login === wanted && one.type === kind);
    const inner = client
      ? `<status>ok</status><filter-id>${wanted}</filter-id><id>${client.id}</id><data><gen_info><login>${wanted}</login></gen_info></data>`
      : `<status>error</status><errcode>1013</errcode><errtext>client does not exist</errtext><filter-id>${wanted}</filter-id>`;
    return result(`<${kind}><get><result>${inner}</result></get></${kind}>`);
  }
  const [, login, ip] =
    /<login>(\w+)<\/login><data><user_ip>([\w=]+)<\/user_ip><source_server>/.exec(packet) ?? [];
  if (login && ip) return ok('server', 'create_session', `<id>session-${login}-${ip}</id>`);
  return result(
    '<system><status>error</status><errcode>1014</errcode><errtext>Parser error</errtext></system>',
  );
}

function clients(
  state: State,
  method: string,
  id: number,
  part: string | undefined,
  input: any,
): Reply {
  if (method === 'POST') {
    if (state.clients.some(({ login }) => login === input.login)) return no(400, 'Login is taken.');
    const client = { ...input, id: Math.max(0, ...state.clients.map(({ id }) => id)) + 1 };
    state.clients.push(client);
    return { status: 201, body: { id: client.id, guid: 'g' } };
  }
  if (Number.isNaN(id)) return { body: state.clients };
  const client = state.clients.find((one) => one.id === id);
  if (!client) return no(404, 'Client does not exist');
  if (part === 'statistics') return { body: { disk_space: 9_007_199_254, traffic: 42 } };
  if (part === 'suspend' || part === 'activate') client.isSuspended = part === 'suspend';
  else if (method === 'PUT') Object.assign(client, input);
  if (method === 'DELETE') state.clients.splice(state.clients.indexOf(client), 1);
  if (method === 'GET') return { body: client };
  return { body: { id, guid: 'g' } };
}

function domains(
  state: State,
  request: Seen,
  id: number,
  part: string | undefined,
  input: any,
): Reply {
  const { method, query } = request;
  if (method === 'POST') {
    if (!['Starter', 'Pro'].includes(input.plan.name))
      return no(400, `No plan ${input.plan.name} for ${input.hosting_settings.ftp_password}.`);
    const { name, plan, owner_client: owner, hosting_settings: hosting } = input;
    const site = { id: 70 + state.sites.length, name, owner: owner.id, plan: plan.name };
    state.sites.push({ ...site, status: 'active', ftpPassword: hosting.ftp_password });
    return { status: 201, body: { id: site.id, guid: 'g' } };
  }
  if (Number.isNaN(id))
    return {
      body: state.sites
        .filter(({ name }) => !state.filter.isKnown || name === query.get('name'))
        .map(({ id, name }) => ({
          id,
          name,
          ascii_name: name,
          created: '2026-01-31',
          ipv4: ['192.0.2.8'],
        })),
    };
  const site = state.sites.find((one) => one.id === id);
  if (!site) return no(404, 'Domain does not exist');
  if (part === 'client') return { body: state.clients.find((one) => one.id === site.owner) };
  if (method === 'PUT') site.status = input.status;
  if (method === 'DELETE') state.sites.splice(state.sites.indexOf(site), 1);
  return { body: { status: site.status } };
}

function utility(state: State, { params, env }: { params: string[]; env: any }): Reply {
  const [command, name] = params;
  const site = state.sites.find((one) => one.name === name);
  if (!site) return { body: { code: 1, stdout: '', stderr: `No subscription ${name}.` } };
  if (command === '--switch-subscription') {
    if (!['Starter', 'Pro'].includes(params[3]!))
      return { body: { code: 3, stdout: '', stderr: `Service plan ${params[3]} is unknown.` } };
    site.plan = params[3]!;
  }
  if (command === '--update') site.ftpPassword = env.PSA_PASSWORD;
  return { body: { code: 0, stdout: `SUCCESS ${site.name} ${site.plan}`, stderr: '' } };
}
