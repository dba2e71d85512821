/*
 * WHM API 1 as https://api.docs.cpanel.net/openapi/whm/operation/<function> has it, and the names
 * that cPanel's "Reserved, Invalid, and Misconfigured Usernames" rules out.
 */
import { loopback, type Loopback, type Reply, type Seen } from '#test/providers/loopback.ts';

interface Account {
  user: string;
  domain: string;
  password: string;
  plan: string;
  suspended: boolean;
  startedAt: number;
  ip?: string;
  /** Set by `setupreseller`. */
  isReseller?: boolean;
  /** Set by `setresellerlimits`. */
  limits?: Record<string, string>;
}

/** A WHM on 127.0.0.1 that speaks API 1 over TLS. */
export interface FakeWhm extends Loopback {
  accounts: Map<string, Account>;
  /** What every account uses. */
  usage: { disk: string; traffic: number };
  /** The words for an account that is not there, in the server's language. */
  absence: { words: string };
}

const no = (reason: string): Reply => ({ body: { metadata: { result: 0, reason, version: 1 } } });
const yes = (data: unknown = {}): Reply => ({
  body: { data, metadata: { result: 1, reason: 'OK', version: 1 } },
});

export async function fakeWhm(): Promise<FakeWhm> {
  const accounts = new Map<string, Account>();
  const usage = { disk: '512M', traffic: 123_456_789 };
  const absence = { words: 'Account does not exist.' };
  const state = { accounts, usage, absence };
  const program = await loopback((request) => answer(state, request), { secure: true });
  return Object.assign(program, state);
}

type State = Pick<FakeWhm, 'accounts' | 'usage' | 'absence'>;

function answer(state: State, request: Seen): Reply {
  const { accounts, usage, absence } = state;
  if (request.headers.authorization !== 'whm root:TOKEN')
    return { status: 403, body: { cpanelresult: { error: 'Access denied' } } };
  const name = request.path.replace('/json-api/', '');
  const input = new URLSearchParams(request.text);
  const user = input.get('user') ?? input.get('username') ?? '';
  const account = accounts.get(user);
  switch (name) {
    case 'version':
      return yes({ version: '11.126.0.5' });
    case 'listpkgs':
      return yes({ pkg: [{ name: 'starter' }, { name: 'pro' }] });
    case 'systemloadavg':
      return yes({ one: '0.15', five: '0.24', fifteen: '0.30' });
    case 'accountsummary':
      return summary(state, input);
    case 'listaccts': {
      const search = new RegExp(input.get('search')!);
      const of = input.get('searchtype') as 'user' | 'domain';
      return yes({ acct: [...accounts.values()].filter((it) => search.test(it[of])) });
    }
    case 'showbw': {
      const [one] = [...accounts.values()].filter((it) =>
        new RegExp(input.get('search')!).test(it.user),
      );
      const traffic = { user: one?.user, totalbytes: usage.traffic, limit: 'unlimited' };
      return yes({ acct: one ? [traffic] : [] });
    }
    case 'createacct':
      return create(accounts, input);
    default:
      return account ? change(accounts, name, account, input) : no(absence.words);
  }
}

function create(accounts: Map<string, Account>, input: URLSearchParams): Reply {
  const [user, domain] = [input.get('username')!, input.get('domain')!];
  const plan = input.get('plan')!;
  if (plan !== 'starter' && plan !== 'pro')
    return no(`Sorry, ${input.get('password')} cannot have the package “${plan}”.`);
  if (!/^[a-z][a-z0-9]{0,15}$/.test(user) || /^test|assword$/.test(user) || reserved.has(user))
    return no(`“${user}” is a reserved or invalid username on this system.`);
  if (accounts.has(user)) return no(`This system already has an account named “${user}”.`);
  const password = input.get('password')!;
  const startedAt = Math.floor(Date.now() / 1000);
  const ip = input.get('ip') === 'y' ? '192.0.2.99' : '192.0.2.7';
  const flags = { suspended: false, isReseller: false };
  accounts.set(user, { user, domain, password, plan, startedAt, ip, ...flags });
  return yes({ ip, package: plan });
}

const reserved = new Set('admin mail info sales support webmaster root postmaster'.split(' '));

function summary({ accounts, usage, absence }: State, input: URLSearchParams): Reply {
  const found = [...accounts.values()].find(
    ({ user, domain }) => user === input.get('user') || domain === input.get('domain'),
  );
  if (!found) return no(absence.words);
  const { user, domain, plan, suspended, startedAt, ip = '192.0.2.7' } = found;
  const sizes = { diskused: usage.disk, disklimit: '1.5G' };
  const state = { suspended: suspended ? 1 : 0, unix_startdate: String(startedAt) };
  return yes({ acct: [{ user, domain, plan, ip, ...sizes, ...state }] });
}

function change(
  accounts: Map<string, Account>,
  name: string,
  account: Account,
  input: URLSearchParams,
): Reply {
  if (name === 'suspendacct') account.suspended = true;
  else if (name === 'unsuspendacct') account.suspended = false;
  else if (name === 'setupreseller') account.isReseller = input.get('makeowner') === '1';
  else if (name === 'setresellerlimits') {
    if (!account.isReseller) return no(`${account.user} is not a reseller.`);
    const { user: _user, 'api.version': _version, ...limits } = Object.fromEntries(input);
    account.limits = limits;
  } else if (name === 'suspendreseller') account.suspended = account.isReseller === true;
  else if (name === 'unsuspendreseller') account.suspended &&= !account.isReseller;
  else if (name === 'terminatereseller' && input.get('terminatereseller') === '1')
    accounts.delete(account.user);
  else if (name === 'removeacct') accounts.delete(account.user);
  else if (name === 'changepackage') account.plan = input.get('pkg')!;
  else if (name === 'passwd') account.password = input.get('password')!;
  else if (name === 'create_user_session') return yes({ url: 'https://127.0.0.1:2083/cpsess1/' });
  else return no(`Unknown function ${name}.`);
  return yes();
}
