import { loopback, type Loopback, type Reply, type Seen } from '#test/providers/loopback.ts';

interface Client {
  id: number;
  login: string;
  password: string;
  external_id: string;
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
}

type State = Pick<FakePlesk, 'clients' | 'sites'>;
const no = (status: number, message: string): Reply => ({ status, body: { code: 0, message } });

export async function fakePlesk(): Promise<FakePlesk> {
  const state: State = { clients: [], sites: [] };
  const program = await loopback((request) => answer(state, request), { secure: true });
  return Object.assign(program, state);
}

function answer(state: State, request: Seen): Reply {
  const basic = `Basic ${Buffer.from('admin:PASSWORD').toString('base64')}`;
  if (request.headers['x-api-key'] !== 'KEY' && request.headers.authorization !== basic)
    return no(401, 'Access denied');
  const [, , , kind, id, part] = request.path.split('/');
  const input = request.text ? JSON.parse(request.text) : {};
  if (kind === 'server') return { body: { panel_version: '18.0.61', platform: 'Unix' } };
  if (kind === 'clients') return clients(state, request.method, Number(id), part, input);
  if (kind === 'domains') return domains(state, request, Number(id), part, input);
  if (kind === 'cli' && id === 'subscription' && part === 'call') return utility(state, input);
  return no(404, 'Not found');
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
    const client = { ...input, id: state.clients.length + 1 };
    state.clients.push(client);
    return { status: 201, body: { id: client.id, guid: 'g' } };
  }
  if (Number.isNaN(id)) return { body: state.clients };
  const client = state.clients.find((one) => one.id === id);
  if (!client) return no(404, 'Client does not exist');
  if (part === 'statistics') return { body: { disk_space: 9_007_199_254, traffic: 42 } };
  if (method === 'PUT') Object.assign(client, input);
  if (method === 'DELETE') state.clients.splice(state.clients.indexOf(client), 1);
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
        .filter(({ name }) => name === query.get('name'))
        .map(({ id, name }) => ({ id, name, created: '2026-01-31', ipv4: ['192.0.2.8'] })),
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
