import { Decimal } from 'decimal.js';
import { ProviderError } from '#core/provider-error.ts';
import { clean, customInput, inTheWay, isOurs } from './panel.ts';
import type { CustomAnswer, FoundAccount, NewPanelAccount, Panel } from './panel.ts';
import type { PanelAccount, PanelServer, PanelUsage } from './panel.ts';
import { base, field, hide, talk, text } from './talk.ts';

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
    if (found && isOurs(found, account, firstTriedAt)) return found;
    if (found) throw inTheWay(found);
    const data = await this.#call('createacct', {
      username: account.username,
      domain: account.domain,
      password: account.password,
      contactemail: account.email,
      plan: account.plan,
    });
    return {
      username: account.username,
      domain: account.domain.toLowerCase(),
      plan: account.plan,
      suspended: false,
      createdAt: null,
      ip: text(field(data, 'ip')),
    };
  }

  async suspend(account: PanelAccount, reason: string): Promise<void> {
    if ((await this.#existing(account)).suspended) return;
    await this.#call('suspendacct', { user: account.username, reason });
  }

  async unsuspend(account: PanelAccount): Promise<void> {
    if (!(await this.#existing(account)).suspended) return;
    await this.#call('unsuspendacct', { user: account.username });
  }

  async terminate(account: PanelAccount): Promise<void> {
    const found = await this.find(account);
    if (!found) return;
    if (found.domain !== account.domain.toLowerCase()) throw inTheWay(found);
    await this.#call('removeacct', { username: account.username });
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
      const url = text(field(await this.#call('create_user_session', fields), 'url'));
      return { message: 'A login link was made.', data: { url } };
    }
    if (name === 'listPackages') {
      const packages = field(await this.#call('listpkgs', {}), 'pkg');
      const names = (Array.isArray(packages) ? packages : []).map((one) =>
        text(field(one, 'name')),
      );
      return { message: `${names.length} packages.`, data: { packages: names } };
    }
    throw new ProviderError('REFUSED', `The panel has no function ${name}.`);
  }

  async usage(account: PanelAccount): Promise<PanelUsage> {
    const data = await this.#call('accountsummary', { user: account.username });
    const summary = field(data, 'acct', 0);
    const exact = `^${account.username.replace(/[^A-Za-z0-9_]/g, '\\$&')}$`;
    const traffic = await this.#call('showbw', { searchtype: 'user', search: exact });
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

  async test(): Promise<{ version: string }> {
    return { version: text(field(await this.#call('version', {}), 'version')) ?? 'unknown' };
  }

  async #find(by: Fields): Promise<FoundAccount | null> {
    let data: unknown;
    try {
      data = await this.#call('accountsummary', by);
    } catch (error) {
      if (absent(error)) return null;
      throw error;
    }
    const account = field(data, 'acct', 0);
    const username = text(field(account, 'user'));
    if (!username) return null;
    const started = Number(field(account, 'unix_startdate'));
    return {
      username,
      domain: (text(field(account, 'domain')) ?? '').toLowerCase(),
      plan: text(field(account, 'plan')),
      suspended: Number(field(account, 'suspended')) === 1,
      createdAt: started > 0 ? new Date(started * 1000) : null,
      ip: text(field(account, 'ip')),
    };
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
    const reason = text(field(body, 'metadata', 'reason')) ?? `HTTP ${status}`;
    const words = hide(reason, fields.password, secret);
    // Only an answer that says 0 is a no; anything else may have been carried out.
    throw new ProviderError(result === 0 || result === '0' ? 'REFUSED' : 'UNKNOWN', words);
  }
}

function absent(error: unknown): boolean {
  return (
    error instanceof ProviderError &&
    error.outcome === 'REFUSED' &&
    /does not exist|not found|no such (user|account)/i.test(error.message)
  );
}

const UNITS: Record<string, number> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** `512M`, `1.5G`, a count of bytes, or `unlimited` and `none`, which become null. */
function bytes(value: unknown): string | null {
  const match = /^(\d+(?:\.\d+)?)\s*([KMGT]?)B?$/i.exec(text(value) ?? '');
  if (!match) return null;
  const unit = UNITS[match[2]!.toUpperCase()]!;
  return new Decimal(match[1]!).times(unit).floor().toFixed(0);
}
