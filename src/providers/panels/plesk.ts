import { ProviderError } from '#core/provider-error.ts';
import { clean, customInput, inTheWay } from './panel.ts';
import type { CustomAnswer, FoundAccount, NewPanelAccount, Panel } from './panel.ts';
import type { PanelAccount, PanelServer, PanelUsage } from './panel.ts';
import { base, field, hide, talk, text } from './talk.ts';

interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: object;
  /** A value that must not appear in the words of an error. */
  secret?: string;
}

/** Plesk Obsidian through REST API v2, with an API key or the administrator's password. */
export function connectPlesk(server: PanelServer): Panel {
  return new Plesk(server);
}

/** Every service is one Plesk customer, marked with our key, who owns one subscription. */
class Plesk implements Panel {
  readonly #server: PanelServer;

  constructor(server: PanelServer) {
    this.#server = server;
    clean({ username: server.username ?? '', secret: server.secret });
  }

  async create(account: NewPanelAccount, firstTriedAt?: Date): Promise<FoundAccount> {
    const { username, domain, password, email, name, plan, key } = account;
    clean({ username, domain, password, email, name, plan, key });
    const owner = await this.#customer(account);
    const site = await this.#domain(domain);
    const found = site ? await this.#describe(account, site) : null;
    // The key names one service of ours, so it alone proves whose customer this is.
    const ours = field(owner, 'external_id') === key && firstTriedAt !== undefined;
    if (found) {
      if (ours && found.username === username) return found;
      throw inTheWay(found);
    }
    if (owner && !ours)
      throw new ProviderError('REFUSED', `The panel already has the customer ${username}.`);
    const created =
      owner ??
      (await this.#call('/clients', {
        method: 'POST',
        body: { name, login: username, email, password, type: 'customer', external_id: key },
        secret: password,
      }));
    await this.#call('/domains', {
      method: 'POST',
      body: {
        name: domain,
        hosting_type: 'virtual',
        hosting_settings: { ftp_login: username, ftp_password: password },
        owner_client: { id: field(created, 'id') },
        plan: { name: plan },
      },
      secret: password,
    });
    return {
      username,
      domain: domain.toLowerCase(),
      plan,
      suspended: false,
      createdAt: null,
      ip: null,
    };
  }

  async suspend(account: PanelAccount, reason: string): Promise<void> {
    clean({ reason });
    await this.#setStatus(account, 'suspended');
  }

  unsuspend(account: PanelAccount): Promise<void> {
    return this.#setStatus(account, 'active');
  }

  async terminate(account: PanelAccount): Promise<void> {
    const site = await this.#domain(account.domain);
    const owner = await this.#customer(account);
    if (owner) this.#ensureOurs(account, owner);
    if (site) {
      await this.#existing(account);
      await this.#call(`/domains/${id(site)}`, { method: 'DELETE' });
    }
    if (owner) await this.#call(`/clients/${id(owner)}`, { method: 'DELETE' });
  }

  async changePackage(account: PanelAccount, plan: string): Promise<void> {
    clean({ plan });
    await this.#existing(account);
    await this.#utility('subscription', [
      '--switch-subscription',
      account.domain,
      '-service-plan',
      plan,
    ]);
  }

  async changePassword(account: PanelAccount, password: string): Promise<void> {
    clean({ password });
    await this.#existing(account);
    const owner = await this.#customer(account);
    const change = { method: 'PUT', body: { password }, secret: password } as const;
    await this.#call(`/clients/${id(owner)}`, change);
    // Plesk takes this one from the environment, so that no process list shows it.
    const env = { PSA_PASSWORD: password };
    await this.#utility('subscription', ['--update', account.domain, '-passwd', ''], env);
  }

  async customFunction(account: PanelAccount, name: string, json: string): Promise<CustomAnswer> {
    customInput(json);
    await this.#existing(account);
    if (name !== 'subscriptionInfo')
      throw new ProviderError('REFUSED', `The panel has no function ${name}.`);
    const info = await this.#utility('subscription', ['--info', account.domain]);
    return { message: `Subscription ${account.domain}.`, data: { info } };
  }

  async usage(account: PanelAccount): Promise<PanelUsage> {
    await this.#existing(account);
    const owner = await this.#customer(account);
    const statistics = await this.#call(`/clients/${id(owner)}/statistics`);
    return {
      diskUsed: text(field(statistics, 'disk_space')),
      diskLimit: null,
      trafficUsed: text(field(statistics, 'traffic')),
      trafficLimit: null,
    };
  }

  async find(account: PanelAccount): Promise<FoundAccount | null> {
    const site = await this.#domain(account.domain);
    return site ? this.#describe(account, site) : null;
  }

  async test(): Promise<{ version: string }> {
    return { version: text(field(await this.#call('/server'), 'panel_version')) ?? 'unknown' };
  }

  async #setStatus(account: PanelAccount, status: 'active' | 'suspended'): Promise<void> {
    const found = await this.#existing(account);
    if (found.suspended === (status === 'suspended')) return;
    const site = await this.#domain(account.domain);
    await this.#call(`/domains/${id(site)}/status`, { method: 'PUT', body: { status } });
  }

  async #domain(name: string): Promise<unknown> {
    clean({ domain: name });
    const list = await this.#call(`/domains?name=${encodeURIComponent(name.toLowerCase())}`);
    return Array.isArray(list) ? (list[0] ?? null) : null;
  }

  async #customer({ username, key }: PanelAccount): Promise<unknown> {
    const list = await this.#call('/clients');
    const all: unknown[] = Array.isArray(list) ? list : [];
    const marked = all.find((one) => field(one, 'external_id') === key);
    return marked ?? all.find((one) => field(one, 'login') === username) ?? null;
  }

  async #describe(account: PanelAccount, site: unknown): Promise<FoundAccount> {
    const owner = await this.#call(`/domains/${id(site)}/client`);
    const status = field(await this.#call(`/domains/${id(site)}/status`), 'status');
    const created = text(field(site, 'created'));
    return {
      username: text(field(owner, 'login')) ?? '',
      domain: account.domain.toLowerCase(),
      plan: null,
      suspended: status !== 'active',
      createdAt: created ? new Date(created) : null,
      ip: text(field(site, 'ipv4', 0)),
    };
  }

  async #existing(account: PanelAccount): Promise<FoundAccount> {
    const found = await this.find(account);
    if (!found)
      throw new ProviderError('REFUSED', `The panel has no subscription ${account.domain}.`);
    if (found.username !== account.username) throw inTheWay(found);
    return found;
  }

  #ensureOurs(account: PanelAccount, owner: unknown): void {
    if (field(owner, 'external_id') === account.key) return;
    throw new ProviderError('REFUSED', `The customer ${account.username} is not this service's.`);
  }

  /** Runs one of Plesk's own utilities; its exit code is the verdict, its error output the words. */
  async #utility(name: string, params: string[], env: Record<string, string> = {}) {
    const secret = env.PSA_PASSWORD;
    const body = { params, env };
    const answer = await this.#call(`/cli/${name}/call`, {
      method: 'POST',
      body,
      ...(secret && { secret }),
    });
    const output = text(field(answer, 'stdout')) ?? '';
    if (field(answer, 'code') === 0) return output;
    const words = text(field(answer, 'stderr'))?.trim() || output || `${name} failed.`;
    throw new ProviderError('REFUSED', hide(words, secret, this.#server.secret));
  }

  async #call(path: string, { method = 'GET', body, secret }: Call = {}): Promise<unknown> {
    const { username } = this.#server;
    const basic = Buffer.from(`${username}:${this.#server.secret}`).toString('base64');
    const answer = await talk(this.#server, {
      url: `${base(this.#server, 8443)}/api/v2${path}`,
      method,
      headers: {
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
        ...(username ? { authorization: `Basic ${basic}` } : { 'x-api-key': this.#server.secret }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    const reason = text(field(answer.body, 'message')) ?? `HTTP ${answer.status}`;
    const outcome = answer.status >= 400 && answer.status < 500 ? 'REFUSED' : 'UNKNOWN';
    throw new ProviderError(outcome, hide(reason, secret, this.#server.secret));
  }
}

function id(thing: unknown): string {
  const value = text(field(thing, 'id'));
  if (!value || !/^\d+$/.test(value)) throw new ProviderError('UNKNOWN', 'The panel named no id.');
  return value;
}
