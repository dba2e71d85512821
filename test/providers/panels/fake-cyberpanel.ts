/*
 * CyberPanel's APIs as its sources have them: https://github.com/usmannasir/cyberpanel (api/views.py,
 * cloudAPI/views.py, cloudAPI/cloudManager.py, websiteFunctions/website.py, plogical/hashPassword.py).
 * HTTP is 200 for every no; `data` of a list is JSON in a text.
 */
import { createHash } from 'node:crypto';
import { loopback, type Loopback, type Reply, type Seen } from '#test/providers/loopback.ts';

interface Website {
  admin: string;
  package: string;
  suspended: boolean;
}

/** A CyberPanel on 127.0.0.1 over TLS. */
export interface FakeCyberPanel extends Loopback {
  websites: Map<string, Website>;
  /** Users and their passwords. */
  users: Map<string, string>;
  /** How many looks the next website takes, and its last line. */
  next: { looks: number; line: string };
  /** Sorts lists as no database should. */
  isUnsorted: boolean;
}

type Input = Record<string, string>;

const json = (body: unknown): Reply => ({ body });
const no = (verdict: string, error_message: string) => json({ [verdict]: 0, error_message });
const packages = ['starter', 'pro'];

export async function fakeCyberPanel(): Promise<FakeCyberPanel> {
  const state = {
    websites: new Map<string, Website>(),
    users: new Map([['admin', 'KEY']]),
    next: { looks: 1, line: 'Successfully Installed. [200]' },
    isUnsorted: false,
  };
  const program: FakeCyberPanel = await loopback((request) => answer(program, request), {
    secure: true,
  }).then((one) => Object.assign(one, state));
  return program;
}

function answer(fake: FakeCyberPanel, { path, text, headers }: Seen): Reply {
  const input = JSON.parse(text) as Input;
  if (path === '/cloudAPI/') return cloud(fake, input, headers.authorization);
  const name = path.replace('/api/', '');
  const verdict = verdicts[name];
  if (!verdict) return { status: 404, body: '<h1>Not Found</h1>' };
  const isOpen = fake.users.get(input.adminUser!) === input.adminPass;
  if (name === 'verifyConn') return json({ verifyConn: isOpen ? 1 : 0 });
  if (!isOpen) return no(verdict, 'Could not authorize access to API');
  return carryOut(fake, name, verdict, input);
}

const verdicts: Record<string, string> = {
  verifyConn: 'verifyConn',
  createWebsite: 'createWebSiteStatus',
  deleteWebsite: 'websiteDeleteStatus',
  submitWebsiteStatus: 'websiteStatus',
  changePackageAPI: 'changePackage',
  changeUserPassAPI: 'changeStatus',
  getUserInfo: 'status',
  cyberPanelVersion: 'getVersion',
};

function carryOut(fake: FakeCyberPanel, name: string, verdict: string, input: Input): Reply {
  const { websites, users } = fake;
  const yes = json({ [verdict]: 1, error_message: 'None' });
  switch (name) {
    case 'cyberPanelVersion':
      return json({ getVersion: 1, error_message: 'none', currentVersion: '2.4', build: 4 });
    case 'getUserInfo':
      return users.has(input.username!)
        ? json({ status: 1, firstName: '', email: '', error_message: 'None' })
        : no('status', 'User does not exists.');
    case 'createWebsite': {
      const domain = input.domainName!;
      if (!packages.includes(input.packageName!)) return no(verdict, 'No such package.');
      // A user of the name gets the website, whoever it is.
      if (!users.has(input.websiteOwner!)) users.set(input.websiteOwner!, input.ownerPassword!);
      const site = { admin: input.websiteOwner!, package: input.packageName!, suspended: false };
      if (fake.next.line.includes('[200]') && !websites.has(domain)) websites.set(domain, site);
      return json({
        status: 1,
        createWebSiteStatus: 1,
        error_message: 'None',
        tempStatusPath: '/home/cyberpanel/1234',
        LinuxUser: 'carol1234',
      });
    }
    case 'changeUserPassAPI':
      if (!users.has(input.websiteOwner!))
        return no(verdict, 'Administrator matching query does not exist.');
      users.set(input.websiteOwner!, input.ownerPassword!);
      return yes;
  }
  const domain = input.websiteName ?? input.domainName ?? '';
  const website = websites.get(domain);
  if (!website) return no(verdict, 'Websites matching query does not exist.');
  if (name === 'deleteWebsite') websites.delete(domain);
  if (name === 'submitWebsiteStatus') website.suspended = input.state === 'Suspend';
  if (name === 'changePackageAPI') {
    if (!packages.includes(input.packageName!))
      return no(verdict, 'Package matching query does not exist.');
    website.package = input.packageName!;
  }
  return yes;
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');

function cloud(fake: FakeCyberPanel, input: Input, authorization?: string): Reply {
  const { websites, users } = fake;
  if (input.serverUserName !== 'admin') return no('status', 'Only administrator can access API.');
  if (authorization !== `Basic ${hash(`admin:${users.get('admin')}`)}`)
    return no('status', 'Invalid login information.');
  switch (input.controller) {
    case 'verifyLogin':
      return json({ status: 1, error_message: null });
    case 'fetchWebsiteData':
      if (!websites.has(input.domainName!))
        return no('status', 'Websites matching query does not exist.');
      return json({
        status: 1,
        diskInMB: 12.5,
        diskInMBTotal: 1000,
        bwInMB: 100,
        bwInMBTotal: 0,
      });
    case 'fetchWebsites': {
      const all = [...websites].toSorted(([a], [b]) => (a < b ? -1 : 1));
      if (fake.isUnsorted) all.reverse();
      const start = (Number(input.page) - 1) * 10;
      const rows = all.slice(start, start + 10).map(([domain, one]) => ({
        domain,
        adminEmail: 'a@example.org',
        ipAddress: '192.0.2.1',
        admin: one.admin,
        package: one.package,
        state: one.suspended ? 'Suspended' : 'Active',
        diskUsed: '0MB',
      }));
      const pages = Math.max(1, Math.ceil(all.length / 10));
      return json({
        status: 1,
        listWebSiteStatus: 1,
        error_message: 'None',
        data: JSON.stringify(rows),
        pagination: Array.from({ length: pages }, (_, page) => `<li>${page + 1}</li>`),
      });
    }
    case 'statusFunc': {
      if (fake.next.looks-- > 0)
        return json({ status: 1, abort: 0, installationProgress: '40', currentStatus: 'DNS..' });
      const { line } = fake.next;
      return line.includes('[200]')
        ? json({ status: 1, abort: 1, installationProgress: '100', currentStatus: line })
        : json({ status: 0, abort: 1, installationProgress: '0', error_message: line });
    }
  }
  return no('status', 'This controller is not known.');
}
