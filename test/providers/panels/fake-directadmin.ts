/*
 * DirectAdmin's legacy API as https://docs.directadmin.com/developer/api/legacy-api.html has it: form
 * fields, URL-encoded answers, `error=0&text=…&details=…`, lists as `list[]`, limits in megabytes or
 * "unlimited". CMD_API_VERIFY_PASSWORD answers `valid=1` as public clients read it.
 */
import { loopback, type Loopback, type Reply, type Seen } from '#test/providers/loopback.ts';

interface DirectAdminUser {
  domain: string;
  password: string;
  package: string;
  suspended: boolean;
}

/** A DirectAdmin on 127.0.0.1 over TLS. */
export interface FakeDirectAdmin extends Loopback {
  users: Map<string, DirectAdminUser>;
}

const encoded = (fields: Record<string, string>): Reply => ({
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'text/plain' },
});
const done = () => encoded({ error: '0', text: 'Success', details: '' });
const no = (text: string, details = '') => encoded({ error: '1', text, details });

export async function fakeDirectAdmin(): Promise<FakeDirectAdmin> {
  const users = new Map<string, DirectAdminUser>();
  const program = await loopback((request) => answer(users, request), { secure: true });
  return Object.assign(program, { users });
}

function answer(users: Map<string, DirectAdminUser>, request: Seen): Reply {
  const expected = `Basic ${Buffer.from('reseller:KEY').toString('base64')}`;
  if (request.headers.authorization !== expected) return { status: 401, body: 'error=1' };
  const input = Object.fromEntries(new URLSearchParams(request.text));
  const named = input.user ?? input.username ?? input.select0 ?? '';
  const user = users.get(named);
  switch (request.path) {
    case '/CMD_API_SHOW_USERS':
      return {
        body: [...users.keys()].map((name) => `list[]=${encodeURIComponent(name)}`).join('&'),
      };
    case '/CMD_API_ACCOUNT_USER':
      return create(users, input);
    case '/CMD_API_VERIFY_PASSWORD':
      return encoded({ error: '0', valid: user && user.password === input.passwd ? '1' : '0' });
  }
  if (!user) return no('Unable to show user');
  switch (request.path) {
    case '/CMD_API_SHOW_USER_CONFIG':
      return encoded({
        username: named,
        domain: user.domain,
        package: user.package,
        suspended: user.suspended ? 'yes' : 'no',
        ip: '192.0.2.1',
        quota: '1000',
        bandwidth: 'unlimited',
      });
    case '/CMD_API_SHOW_USER_USAGE':
      return encoded({ quota: '12.5', bandwidth: '100' });
    case '/CMD_API_MODIFY_USER':
      if (input.action !== 'package') return no('Unknown action');
      user.package = input.package ?? '';
      return done();
    case '/CMD_API_USER_PASSWD':
      if (input.passwd !== input.passwd2) return no('Passwords do not match');
      user.password = input.passwd ?? '';
      return done();
    case '/CMD_API_SELECT_USERS':
      if (input.delete === 'yes' && input.confirmed === 'Confirm') users.delete(named);
      // A switch: whoever presses it twice is where they were.
      else if (input.suspend) user.suspended = !user.suspended;
      else return no('Nothing selected');
      return done();
    default:
      return { status: 404, body: '<html>Not found</html>' };
  }
}

function create(users: Map<string, DirectAdminUser>, input: Record<string, string>): Reply {
  const { username = '', domain = '', passwd = '', package: plan = '', ip } = input;
  if (input.action !== 'create' || input.add !== 'Submit' || passwd !== input.passwd2)
    return no('Cannot create account', 'Check the form');
  if (ip !== '192.0.2.1') return no('Cannot create account', 'You do not own that IP');
  if (users.has(username)) return no('Cannot create account', 'That username already exists');
  if ([...users.values()].some((one) => one.domain === domain))
    return no('Cannot create account', 'That domain already exists');
  users.set(username, { domain, password: passwd, package: plan, suspended: false });
  return done();
}
