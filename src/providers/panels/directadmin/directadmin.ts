import { ProviderError } from '#core/provider-error.ts';
import { sendPaced } from '#providers/throttle.ts';
import { clean, inTheWay } from '#providers/panels/panel.ts';
import type {
  FoundAccount,
  NewPanelAccount,
  Panel,
  PanelAccount,
  PanelServer,
  PanelUsage,
} from '#providers/panels/panel.ts';
import { base, hide } from '#providers/panels/talk.ts';

/** A server with DirectAdmin. */
export interface DirectAdminServer extends PanelServer {
  /** Address that accounts get: one that is shared, or free. */
  ip: string;
}

type Fields = Record<string, string>;

/** DirectAdmin by its legacy API, as a reseller or as the admin who owns the accounts. */
export class DirectAdmin implements Partial<Panel> {
  readonly #server: DirectAdminServer;

  constructor(server: DirectAdminServer) {
    this.#server = server;
    clean({ username: server.username ?? '', secret: server.secret, ip: server.ip });
  }

  async create(account: NewPanelAccount, firstTriedAt?: Date): Promise<FoundAccount> {
    const { username, domain, password, email, plan } = account;
    if (account.isReseller)
      throw new ProviderError('REFUSED', 'Resellers are made in DirectAdmin itself.');
    const found = await this.find(account);
    if (found && firstTriedAt && (await this.#isMadeByUs(found, account))) return found;
    if (found) throw inTheWay(found);
    await this.#change(
      'CMD_API_ACCOUNT_USER',
      {
        action: 'create',
        add: 'Submit',
        username,
        email,
        passwd: password,
        passwd2: password,
        domain,
        package: plan,
        ip: this.#server.ip,
        notify: 'no',
      },
      password,
    );
    return {
      username,
      domain: domain.toLowerCase(),
      plan,
      suspended: false,
      createdAt: null,
      ip: this.#server.ip,
    };
  }

  suspend(account: PanelAccount): Promise<void> {
    return this.#setSuspended(account, true);
  }

  unsuspend(account: PanelAccount): Promise<void> {
    return this.#setSuspended(account, false);
  }

  async terminate(account: PanelAccount): Promise<void> {
    const found = await this.find(account);
    if (!found) return;
    this.#ensureSame(found, account);
    await this.#change('CMD_API_SELECT_USERS', {
      confirmed: 'Confirm',
      delete: 'yes',
      select0: account.username,
    });
  }

  async changePackage(account: PanelAccount, plan: string): Promise<void> {
    await this.#existing(account);
    const fields = { action: 'package', user: account.username, package: plan };
    await this.#change('CMD_API_MODIFY_USER', fields);
  }

  async changePassword(account: PanelAccount, password: string): Promise<void> {
    await this.#existing(account);
    const fields = { username: account.username, passwd: password, passwd2: password };
    await this.#change('CMD_API_USER_PASSWD', fields, password);
  }

  async usage(account: PanelAccount): Promise<PanelUsage> {
    await this.#existing(account);
    const used = await this.#ask('CMD_API_SHOW_USER_USAGE', { user: account.username });
    const config = await this.#ask('CMD_API_SHOW_USER_CONFIG', { user: account.username });
    return {
      diskUsed: bytes(used.get('quota')),
      diskLimit: bytes(config.get('quota')),
      trafficUsed: bytes(used.get('bandwidth')),
      trafficLimit: bytes(config.get('bandwidth')),
    };
  }

  /** In the list of accounts or not: the words for one that is absent are in the server's language. */
  async find({ username }: PanelAccount): Promise<FoundAccount | null> {
    if (!(await this.#users()).includes(username)) return null;
    const config = await this.#ask('CMD_API_SHOW_USER_CONFIG', { user: username });
    if (config.get('username') !== username)
      throw new ProviderError('UNKNOWN', 'The panel described another account.');
    return {
      username,
      domain: (config.get('domain') ?? '').toLowerCase(),
      plan: config.get('package'),
      suspended: config.get('suspended') === 'yes',
      createdAt: null,
      ip: config.get('ip'),
    };
  }

  async test(): Promise<{ version: string }> {
    await this.#users();
    return { version: 'unknown' };
  }

  /** Suspending is a switch in DirectAdmin: it is only touched when it stands wrong. */
  async #setSuspended(account: PanelAccount, suspended: boolean): Promise<void> {
    if ((await this.#existing(account)).suspended === suspended) return;
    await this.#change('CMD_API_SELECT_USERS', {
      location: 'CMD_SELECT_USERS',
      suspend: suspended ? 'Suspend' : 'Unsuspend',
      select0: account.username,
    });
  }

  /** Our password was made for this one account, so whatever it opens was made by our attempt. */
  async #isMadeByUs(found: FoundAccount, { username, domain, password }: NewPanelAccount) {
    if (found.domain !== domain.toLowerCase()) return false;
    const fields = { user: username, passwd: password };
    return (await this.#ask('CMD_API_VERIFY_PASSWORD', fields)).get('valid') === '1';
  }

  async #existing(account: PanelAccount): Promise<FoundAccount> {
    const found = await this.find(account);
    if (!found) throw new ProviderError('REFUSED', `The panel has no account ${account.username}.`);
    this.#ensureSame(found, account);
    return found;
  }

  #ensureSame(found: FoundAccount, account: PanelAccount): void {
    if (found.domain !== account.domain.toLowerCase()) throw inTheWay(found);
  }

  async #users(): Promise<string[]> {
    const answer = await this.#ask('CMD_API_SHOW_USERS', {});
    if ([...answer.keys()].some((name) => name !== 'list[]'))
      throw new ProviderError('UNKNOWN', `${this.#server.hostname} gave an unreadable answer.`);
    return answer.getAll('list[]');
  }

  /** A change is done when the answer says `error=0`, and by nothing else. */
  async #change(command: string, fields: Fields, secret?: string): Promise<void> {
    const answer = await this.#ask(command, fields, secret);
    if (answer.get('error') === '0') return;
    throw new ProviderError('UNKNOWN', `${this.#server.hostname} gave an unreadable answer.`);
  }

  /** Posted, so that no password is in an address; `error=1` is the panel's no. */
  async #ask(command: string, fields: Fields, secret?: string): Promise<URLSearchParams> {
    const { username = '', secret: key, caPem: ca, timeoutMs = 30_000, hostname } = this.#server;
    const { status, text } = await sendPaced({
      url: `${base(this.#server, 2222)}/${command}`,
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${username}:${key}`).toString('base64')}`,
      },
      body: new URLSearchParams(clean(fields)),
      timeoutMs,
      ...(ca && { ca }),
    });
    if (status === 401 || status === 403)
      throw new ProviderError('REFUSED', `${hostname} refused our credentials.`);
    if (status !== 200 || text.trimStart().startsWith('<'))
      throw new ProviderError('UNKNOWN', `${hostname} gave an unreadable answer (HTTP ${status}).`);
    const answer = new URLSearchParams(text.trim());
    if ((answer.get('error') ?? '0') === '0') return answer;
    const words = [answer.get('text'), answer.get('details')].filter(Boolean).join(': ');
    throw new ProviderError('REFUSED', hide(words || `${hostname} refused.`, secret, key));
  }
}

/** Megabytes as bytes; `unlimited` and what is no number are null. */
function bytes(megabytes: string | null): string | null {
  if (megabytes === null || !/^\d+(\.\d+)?$/.test(megabytes)) return null;
  return String(Math.round(Number(megabytes) * 2 ** 20));
}
