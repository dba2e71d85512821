import { loopback, type Loopback, type Reply, type Seen } from '#test/providers/loopback.ts';

interface Account {
  user: string;
  domain: string;
  password: string;
  plan: string;
  suspended: boolean;
  startedAt: number;
}

/** A WHM on 127.0.0.1 that speaks API 1 over TLS. */
export interface FakeWhm extends Loopback {
  accounts: Map<string, Account>;
  /** What every account uses. */
  usage: { disk: string; traffic: number };
}

const no = (reason: string): Reply => ({ body: { metadata: { result: 0, reason, version: 1 } } });
const yes = (data: unknown = {}): Reply => ({
  body: { data, metadata: { result: 1, reason: 'OK', version: 1 } },
});

export async function fakeWhm(): Promise<FakeWhm> {
  const accounts = new Map<string, Account>();
  const usage = { disk: '512M', traffic: 123_456_789 };
  const program = await loopback((request) => answer(accounts, usage, request), { secure: true });
  return Object.assign(program, { accounts, usage });
}

function answer(accounts: Map<string, Account>, usage: FakeWhm['usage'], request: Seen): Reply {
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
    case 'accountsummary':
      return summary(accounts, usage, input);
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
      return account ? change(accounts, name, account, input) : no('Account does not exist.');
  }
}

function create(accounts: Map<string, Account>, input: URLSearchParams): Reply {
  const [user, domain] = [input.get('username')!, input.get('domain')!];
  const plan = input.get('plan')!;
  if (plan !== 'starter' && plan !== 'pro')
    return no(`Sorry, ${input.get('password')} cannot have the package “${plan}”.`);
  if (accounts.has(user)) return no('Sorry, that username is taken.');
  const password = input.get('password')!;
  const startedAt = Math.floor(Date.now() / 1000);
  accounts.set(user, { user, domain, password, plan, suspended: false, startedAt });
  return yes({ ip: '192.0.2.7', package: plan });
}

function summary(
  accounts: Map<string, Account>,
  { disk }: FakeWhm['usage'],
  input: URLSearchParams,
): Reply {
  const found = [...accounts.values()].find(
    ({ user, domain }) => user === input.get('user') || domain === input.get('domain'),
  );
  if (!found) return no('Account does not exist.');
  const { user, domain, plan, suspended, startedAt } = found;
  const sizes = { diskused: disk, disklimit: '1.5G' };
  const state = { suspended: suspended ? 1 : 0, unix_startdate: String(startedAt) };
  return yes({ acct: [{ user, domain, plan, ip: '192.0.2.7', ...sizes, ...state }] });
}

function change(
  accounts: Map<string, Account>,
  name: string,
  account: Account,
  input: URLSearchParams,
): Reply {
  if (name === 'suspendacct') account.suspended = true;
  else if (name === 'unsuspendacct') account.suspended = false;
  else if (name === 'removeacct') accounts.delete(account.user);
  else if (name === 'changepackage') account.plan = input.get('pkg')!;
  else if (name === 'passwd') account.password = input.get('password')!;
  else if (name === 'create_user_session') return yes({ url: 'https://127.0.0.1:2083/cpsess1/' });
  else return no(`Unknown function ${name}.`);
  return yes();
}
