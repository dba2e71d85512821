import { isIP } from 'node:net';
import { ProviderError } from '#core/provider-error.ts';
import { clean, customInput, inTheWay } from '#providers/panels/panel.ts';
import type {
  CustomAnswer,
  FoundAccount,
  NewPanelAccount,
  Panel,
} from '#providers/panels/panel.ts';
import type { PanelAccount, PanelServer, PanelUsage } from '#providers/panels/panel.ts';
import { base, field, hide, talk, textOrNull } from '#providers/panels/talk.ts';
import { accountLimitsOf, loginLink, ownerIdOf } from './plesk-xml.ts';

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
    const site = await this.#domain(domain);
    const found = site ? await this.#describe(account, site) : null;
    const owner = site ? await this.#ownerOf(site) : await this.#customer(account);
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
        body: { name, login: username, email, password, type: typeOf(account), external_id: key },
        secret: password,
      }));
    const subscription = {
      name: domain,
      hosting_type: 'virtual',
      hosting_settings: {
        ...properties(account.settings ?? {}),
        ftp_login: username,
        ftp_password: password,
      },
      owner_client: { id: field(created, 'id') },
      plan: { name: plan },
    };
    await this.#call('/domains', { method: 'POST', body: subscription, secret: password }).catch(
      async (error: unknown) => {
        // A customer that was made for nothing would be in the way of the next attempt.
        if (!owner && error instanceof ProviderError && error.outcome === 'REFUSED')
          await this.#call(`/clients/${id(created)}`, { method: 'DELETE' }).catch(() => null);
        throw error;
      },
    );
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
    const owner = site ? await this.#ownerOf(site) : await this.#customer(account);
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
    const owner = await this.#owner(account);
    const change = { method: 'PUT', body: { password }, secret: password } as const;
    await this.#call(`/clients/${id(owner)}`, change);
    // Plesk takes this one from the environment, so that no process list shows it.
    const env = { PSA_PASSWORD: password };
    await this.#utility('subscription', ['--update', account.domain, '-passwd', ''], env);
  }

  async customFunction(account: PanelAccount, name: string, json: string): Promise<CustomAnswer> {
    const { ip = '' } = customInput(json);
    await this.#existing(account);
    if (name === 'createLoginLink') {
      if (!isIP(ip))
        throw new ProviderError('REFUSED', 'ip is required: the address the visitor comes from.');
      const url = await loginLink(this.#server, account.username, ip);
      return { message: 'A login link was made.', data: { url } };
    }
    if (name !== 'subscriptionInfo')
      throw new ProviderError('REFUSED', `The panel has no function ${name}.`);
    const info = await this.#utility('subscription', ['--info', account.domain]);
    return { message: `Subscription ${account.domain}.`, data: { info } };
  }

  async usage(account: PanelAccount): Promise<PanelUsage> {
    const owner = await this.#owner(account);
    const statistics = await this.#call(`/clients/${id(owner)}/statistics`);
    return {
      diskUsed: textOrNull(field(statistics, 'disk_space')),
      trafficUsed: textOrNull(field(statistics, 'traffic')),
      ...(await accountLimitsOf(this.#server, account.domain)),
    };
  }

  async find(account: PanelAccount): Promise<FoundAccount | null> {
    const site = await this.#domain(account.domain);
    return site ? this.#describe(account, site) : null;
  }

  async test(): Promise<{ version: string }> {
    return {
      version: textOrNull(field(await this.#call('/server'), 'panel_version')) ?? 'unknown',
    };
  }

  async #setStatus(account: PanelAccount, status: 'active' | 'suspended'): Promise<void> {
    const found = await this.#existing(account);
    if (found.suspended === (status === 'suspended')) return;
    const site = await this.#domain(account.domain);
    // A reseller's customers go and come with the reseller.
    if (account.isReseller) {
      const change = status === 'suspended' ? 'suspend' : 'activate';
      await this.#call(`/clients/${id(await this.#ownerOf(site))}/${change}`, { method: 'PUT' });
    }
    await this.#call(`/domains/${id(site)}/status`, { method: 'PUT', body: { status } });
  }

  /** Of a list that is not filtered after all, no other domain is taken. */
  async #domain(provided: string): Promise<unknown> {
    const name = provided.toLowerCase();
    clean({ domain: name });
    const list = await this.#call(`/domains?name=${encodeURIComponent(name)}`);
    if (!Array.isArray(list))
      throw new ProviderError('UNKNOWN', 'The list of domains cannot be read.');
    const isIt = (site: unknown, key: string) =>
      textOrNull(field(site, key))?.toLowerCase() === name;
    return list.find((site) => isIt(site, 'name') || isIt(site, 'ascii_name')) ?? null;
  }

  /** By login alone: the list of customers has neither pages nor filters. */
  async #customer(account: PanelAccount): Promise<unknown> {
    const found = await ownerIdOf(this.#server, typeOf(account), account.username);
    return found && this.#call(`/clients/${found}`);
  }

  #ownerOf(site: unknown): Promise<unknown> {
    return this.#call(`/domains/${id(site)}/client`);
  }

  async #owner(account: PanelAccount): Promise<unknown> {
    await this.#existing(account);
    return this.#ownerOf(await this.#domain(account.domain));
  }

  async #describe(account: PanelAccount, site: unknown): Promise<FoundAccount> {
    const owner = await this.#ownerOf(site);
    const status = field(await this.#call(`/domains/${id(site)}/status`), 'status');
    const created = textOrNull(field(site, 'created'));
    return {
      username: textOrNull(field(owner, 'login')) ?? '',
      domain: account.domain.toLowerCase(),
      plan: null,
      suspended: status !== 'active',
      createdAt: created ? new Date(created) : null,
      ip: textOrNull(field(site, 'ipv4', 0)),
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
    const output = textOrNull(field(answer, 'stdout')) ?? '';
    if (field(answer, 'code') === 0) return output;
    const words = textOrNull(field(answer, 'stderr'))?.trim() || output || `${name} failed.`;
    throw new ProviderError('REFUSED', hide(words, secret, this.#server.secret));
  }

  async #call(path: string, options: Call = {}): Promise<unknown> {
    const { method = 'GET', body, secret } = options;
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
    const reason = textOrNull(field(answer.body, 'message')) ?? `HTTP ${answer.status}`;
    const outcome = answer.status >= 400 && answer.status < 500 ? 'REFUSED' : 'UNKNOWN';
    throw new ProviderError(outcome, hide(reason, secret, this.#server.secret));
  }
}

const typeOf = ({ isReseller }: PanelAccount) => (isReseller ? 'reseller' : 'customer');

function id(thing: unknown): string {
  const value = textOrNull(field(thing, 'id'));
  if (!value || !/^\d+$/.test(value)) throw new ProviderError('UNKNOWN', 'The panel named no id.');
  return value;
}

/** Settings as hosting properties, which Plesk names in small letters and underscores. */
const properties = (settings: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => /^[a-z][a-z0-9_]*$/.test(name)));
