import { Decimal } from 'decimal.js';
import { ProviderError } from '#core/provider-error.ts';
import { clean, customInput, inTheWay, isOurs } from '#providers/panels/panel.ts';
import type {
  CustomAnswer,
  FoundAccount,
  NewPanelAccount,
  Panel,
} from '#providers/panels/panel.ts';
import type { PanelAccount, PanelServer, PanelUsage } from '#providers/panels/panel.ts';
import { base, field, hide, talk, textOrNull } from '#providers/panels/talk.ts';

type Fields = Record<string, string>;

/** cPanel & WHM through WHM API 1 with an API token. */
export function connectWhm(server: PanelServer): Panel {
  return new Whm(server);
}

class Whm implements Panel {
  readonly #server: PanelServer;

  constructor(server: PanelServer) {
    this.#server = server;
    clean({ username: server.username ?? '', token: server.secret });
  }

  async create(account: NewPanelAccount, firstTriedAt?: Date): Promise<FoundAccount> {
    const found = (await this.find(account)) ?? (await this.#find({ domain: account.domain }));
    const isMade = found !== null && isOurs(found, account, firstTriedAt);
    if (found && !isMade) throw inTheWay(found);
    const made = isMade ? found : await this.#create(account);
    if (account.isReseller) await this.#makeReseller(account);
    return made;
  }

  /** The account is there already: whatever comes of this, it is tried again with the same name. */
  async #makeReseller({ username: user, settings = {} }: NewPanelAccount): Promise<void> {
    const limits = resellerLimits(settings);
    try {
      await this.#call('setupreseller', { user, makeowner: '1' });
      if (limits) await this.#call('setresellerlimits', { user, ...limits });
    } catch (error) {
      const { message } = error as Error;
      throw new ProviderError('UNKNOWN', `No reseller yet: ${message}`, { cause: error });
    }
  }

  async #create(account: NewPanelAccount): Promise<FoundAccount> {
    const data = await this.#call('createacct', {
      ...parameters(account.settings ?? {}),
      username: account.username,
      domain: account.domain,
      password: account.password,
      contactemail: account.email,
      plan: account.plan,
      ...(account.hasDedicatedIp && { ip: 'y' }),
    });
    return {
      username: account.username,
      domain: account.domain.toLowerCase(),
      plan: account.plan,
      suspended: false,
      createdAt: null,
      ip: textOrNull(field(data, 'ip')),
    };
  }

  async suspend(account: PanelAccount, reason: string): Promise<void> {
    if ((await this.#existing(account)).suspended) return;
    const name = account.isReseller ? 'suspendreseller' : 'suspendacct';
    await this.#call(name, { user: account.username, reason });
  }

  async unsuspend(account: PanelAccount): Promise<void> {
    if (!(await this.#existing(account)).suspended) return;
    const name = account.isReseller ? 'unsuspendreseller' : 'unsuspendacct';
    await this.#call(name, { user: account.username });
  }

  async terminate(account: PanelAccount): Promise<void> {
    const found = await this.find(account);
    if (!found) return;
    if (found.domain !== account.domain.toLowerCase()) throw inTheWay(found);
    if (account.isReseller)
      await this.#call('terminatereseller', { user: account.username, terminatereseller: '1' });
    else await this.#call('removeacct', { username: account.username });
  }

  async changePackage(account: PanelAccount, plan: string): Promise<void> {
    await this.#existing(account);
    await this.#call('changepackage', { user: account.username, pkg: plan });
  }

  async changePassword(account: PanelAccount, password: string): Promise<void> {
    await this.#existing(account);
    await this.#call('passwd', { user: account.username, password });
  }

  async customFunction(account: PanelAccount, name: string, json: string): Promise<CustomAnswer> {
    const input = customInput(json);
    await this.#existing(account);
    if (name === 'createLoginLink') {
      const service = input.service ?? 'cpaneld';
      const fields = { user: account.username, service };
      const url = textOrNull(field(await this.#call('create_user_session', fields), 'url'));
      return { message: 'A login link was made.', data: { url } };
    }
    if (name === 'listPackages') {
      const packages = field(await this.#call('listpkgs', {}), 'pkg');
      const names = (Array.isArray(packages) ? packages : []).map((one) =>
        textOrNull(field(one, 'name')),
      );
      return { message: `${names.length} packages.`, data: { packages: names } };
    }
    throw new ProviderError('REFUSED', `The panel has no function ${name}.`);
  }

  async usage(account: PanelAccount): Promise<PanelUsage> {
    const data = await this.#call('accountsummary', { user: account.username });
    const summary = field(data, 'acct', 0);
    const search = `^${literal(account.username)}$`;
    const traffic = await this.#call('showbw', { searchtype: 'user', search });
    return {
      diskUsed: bytes(field(summary, 'diskused')),
      diskLimit: bytes(field(summary, 'disklimit')),
      trafficUsed: bytes(field(traffic, 'acct', 0, 'totalbytes')),
      trafficLimit: bytes(field(traffic, 'acct', 0, 'limit')),
    };
  }

  find(account: PanelAccount): Promise<FoundAccount | null> {
    return this.#find({ user: account.username });
  }

  async test(): Promise<{ version: string; load?: string }> {
    const version = textOrNull(field(await this.#call('version', {}), 'version')) ?? 'unknown';
    // The load is asked for separately, and a token may not be allowed to.
    const loads = await this.#call('systemloadavg', {}).catch(() => null);
    const load = ['one', 'five', 'fifteen'].map((name) => textOrNull(field(loads, name)));
    return { version, ...(load.every(Boolean) && { load: load.join(' ') }) };
  }

  async #find(by: Fields): Promise<FoundAccount | null> {
    let data: unknown;
    try {
      data = await this.#call('accountsummary', by);
    } catch (error) {
      if (await this.#isAbsent(by, error)) return null;
      throw error;
    }
    const account = field(data, 'acct', 0);
    const username = textOrNull(field(account, 'user'));
    if (!username) return null;
    const started = Number(field(account, 'unix_startdate'));
    return {
      username,
      domain: (textOrNull(field(account, 'domain')) ?? '').toLowerCase(),
      plan: textOrNull(field(account, 'plan')),
      suspended: Number(field(account, 'suspended')) === 1,
      createdAt: started > 0 ? new Date(started * 1000) : null,
      ip: textOrNull(field(account, 'ip')),
    };
  }

  /**
   * Whether a refused summary means that there is no such account: its words are in the server's
   * language, so the list of accounts decides, which is empty then.
   */
  async #isAbsent(by: Fields, error: unknown): Promise<boolean> {
    if (!(error instanceof ProviderError) || error.outcome !== 'REFUSED') return false;
    const [searchtype = 'user', value = ''] = Object.entries(by)[0] ?? [];
    const search = `^${literal(value)}$`;
    const list = field(await this.#call('listaccts', { searchtype, search }), 'acct');
    return Array.isArray(list) && list.length === 0;
  }

  /** The account, after making sure that the name still belongs to this service's domain. */
  async #existing(account: PanelAccount): Promise<FoundAccount> {
    const found = await this.find(account);
    if (!found) throw new ProviderError('REFUSED', `The panel has no account ${account.username}.`);
    if (found.domain !== account.domain.toLowerCase()) throw inTheWay(found);
    return found;
  }

  /** Posted, not put in the address: addresses end up in access logs, and these hold passwords. */
  async #call(name: string, fields: Fields): Promise<unknown> {
    const { username = 'root', secret } = this.#server;
    const { status, body } = await talk(this.#server, {
      url: `${base(this.#server, 2087)}/json-api/${name}?api.version=1`,
      method: 'POST',
      headers: { authorization: `whm ${username}:${secret}` },
      body: new URLSearchParams({ 'api.version': '1', ...clean(fields) }),
    });
    const result = field(body, 'metadata', 'result');
    if (Number(result) === 1 && status === 200) return field(body, 'data') ?? {};
    const reason = textOrNull(field(body, 'metadata', 'reason')) ?? `HTTP ${status}`;
    const words = hide(reason, fields.password, secret);
    // Only an answer that says 0 is a no; anything else may have been carried out.
    throw new ProviderError(result === 0 || result === '0' ? 'REFUSED' : 'UNKNOWN', words);
  }
}

/** A name as a regular expression that matches it alone. */
const literal = (name: string): string => name.replace(/[^A-Za-z0-9_]/g, '\\$&');

const UNITS: Record<string, number> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** `512M`, `1.5G`, a count of bytes, or `unlimited` and `none`, which become null. */
function bytes(value: unknown): string | null {
  const match = /^(\d+(?:\.\d+)?)\s*([KMGT]?)B?$/i.exec(textOrNull(value) ?? '');
  if (!match) return null;
  const unit = UNITS[match[2]!.toUpperCase()]!;
  return new Decimal(match[1]!).times(unit).floor().toFixed(0);
}

/**
 * What createacct calls the limits that people name in words, as WHMCS's module for cPanel does
 * (https://docs.whmcs.com/products/cpanel-whm/).
 */
const limits: Readonly<Record<string, string>> = {
  'disk space': 'quota',
  bandwidth: 'bwlimit',
  'ftp accounts': 'maxftp',
  'email accounts': 'maxpop',
  'mysql databases': 'maxsql',
  subdomains: 'maxsub',
  'parked domains': 'maxpark',
  'addon domains': 'maxaddon',
  'cgi access': 'cgi',
  'shell access': 'hasshell',
};

/** What a reseller's product limits, by its own names, and what `setresellerlimits` calls it. */
const ofReseller: Readonly<Record<string, string>> = {
  resellerAccounts: 'account_limit',
  resellerDisk: 'diskspace_limit',
  resellerTraffic: 'bandwidth_limit',
};

/** Limits are in force where they are switched on; null for a reseller without any. */
function resellerLimits(settings: Readonly<Record<string, string>>): Fields | null {
  const set = Object.entries(ofReseller).flatMap(([name, limit]) => {
    const value = settings[name]?.trim();
    return value && /^\d+$/.test(value) ? [[limit, value] as const] : [];
  });
  const limits = Object.fromEntries(set);
  const hasResources = 'diskspace_limit' in limits || 'bandwidth_limit' in limits;
  return set.length
    ? {
        ...limits,
        enable_account_limit: 'account_limit' in limits ? '1' : '0',
        enable_resource_limits: hasResources ? '1' : '0',
      }
    : null;
}

/** Settings as parameters of createacct; a name that is neither is no parameter. */
const parameters = (settings: Readonly<Record<string, string>>): Fields =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) => {
      if (Object.hasOwn(ofReseller, name)) return [];
      const known = limits[name.toLowerCase()] ?? name;
      return /^[a-z]\w*$/i.test(known) ? [[known, value]] : [];
    }),
  );
