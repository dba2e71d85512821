import { ProviderError } from '#core/provider-error.ts';
import { inTheWay } from '#providers/panels/panel.ts';
import type {
  FoundAccount,
  NewPanelAccount,
  Panel,
  PanelAccount,
  PanelServer,
  PanelUsage,
} from '#providers/panels/panel.ts';
import { field, textOrNull } from '#providers/panels/talk.ts';
import { until } from '#providers/panels/until.ts';
import { CyberPanelClient, saysNoSuchRow } from './client.ts';
import { findWebsite, readFigures } from './websites.ts';

/** CyberPanel: an account is a website and the user it belongs to. */
export class CyberPanel implements Partial<Panel> {
  readonly #client: CyberPanelClient;
  readonly #timeoutMs: number;

  constructor(server: PanelServer) {
    this.#client = new CyberPanelClient(server);
    this.#timeoutMs = server.timeoutMs ?? 30_000;
  }

  async create(account: NewPanelAccount, firstTriedAt?: Date): Promise<FoundAccount> {
    if (account.isReseller)
      throw new ProviderError('REFUSED', 'Resellers are made in CyberPanel itself.');
    const isRetry = firstTriedAt !== undefined;
    const found = await this.find(account);
    if (found && isRetry && found.username === account.username && (await this.#opens(account)))
      return found;
    if (found) throw inTheWay(found);
    // A user of the name would be given the website, whoever it is.
    if ((await this.#hasUser(account.username)) && !(isRetry && (await this.#opens(account))))
      throw new ProviderError('REFUSED', `The panel already has the user ${account.username}.`);
    const { username, domain, password, email, plan, settings = {} } = account;
    const fields = {
      domainName: domain.toLowerCase(),
      ownerEmail: email,
      packageName: plan,
      websiteOwner: username,
      ownerPassword: password,
      acl: settings['acl'] || 'user',
      ...(settings['phpSelection'] && { phpSelection: settings['phpSelection'] }),
    };
    const answer = await this.#client.call(
      'createWebsite',
      fields,
      'createWebSiteStatus',
      password,
    );
    const statusFile = textOrNull(field(answer, 'tempStatusPath'));
    if (statusFile) await this.#finished(statusFile);
    const made = await this.find(account).catch(() => null);
    if (!made) throw new ProviderError('UNKNOWN', 'The website is still being made.');
    return made;
  }

  suspend(account: PanelAccount): Promise<void> {
    return this.#setSuspended(account, true);
  }

  unsuspend(account: PanelAccount): Promise<void> {
    return this.#setSuspended(account, false);
  }

  /** The website goes in the background; the user stays, since other websites may be its own. */
  async terminate(account: PanelAccount): Promise<void> {
    const found = await this.find(account);
    if (!found) return;
    this.#ensureSame(found, account);
    const domainName = found.domain;
    await this.#client.call('deleteWebsite', { domainName }, 'websiteDeleteStatus');
    await until(
      this.#timeoutMs,
      async () => (await readFigures(this.#client, domainName)) === null,
    );
  }

  async changePackage(account: PanelAccount, plan: string): Promise<void> {
    const { domain } = await this.#existing(account);
    const fields = { websiteName: domain, packageName: plan };
    await this.#client.call('changePackageAPI', fields, 'changePackage');
  }

  async changePassword(account: PanelAccount, password: string): Promise<void> {
    const { username } = await this.#existing(account);
    const fields = { websiteOwner: username, ownerPassword: password };
    await this.#client.call('changeUserPassAPI', fields, 'changeStatus', password);
  }

  async usage(account: PanelAccount): Promise<PanelUsage> {
    await this.#existing(account);
    const figures = await readFigures(this.#client, account.domain.toLowerCase());
    return {
      diskUsed: bytes(field(figures, 'diskInMB')),
      diskLimit: limit(field(figures, 'diskInMBTotal')),
      trafficUsed: bytes(field(figures, 'bwInMB')),
      trafficLimit: limit(field(figures, 'bwInMBTotal')),
    };
  }

  find({ domain }: PanelAccount): Promise<FoundAccount | null> {
    return findWebsite(this.#client, domain.toLowerCase());
  }

  async test(): Promise<{ version: string }> {
    await this.#client.look('verifyLogin', {});
    const answer = await this.#client.call('cyberPanelVersion', {}, 'getVersion');
    const parts = [field(answer, 'currentVersion'), field(answer, 'build')].map(textOrNull);
    return { version: parts.filter((part) => part !== null).join('.') || 'unknown' };
  }

  async #setSuspended(account: PanelAccount, suspended: boolean): Promise<void> {
    const found = await this.#existing(account);
    if (found.suspended === suspended) return;
    const fields = { websiteName: found.domain, state: suspended ? 'Suspend' : 'Activate' };
    await this.#client.call('submitWebsiteStatus', fields, 'websiteStatus');
  }

  async #existing(account: PanelAccount): Promise<FoundAccount> {
    const found = await this.find(account);
    if (!found) throw new ProviderError('REFUSED', `The panel has no website ${account.domain}.`);
    this.#ensureSame(found, account);
    return found;
  }

  #ensureSame(found: FoundAccount, account: PanelAccount): void {
    if (found.username.toLowerCase() !== account.username.toLowerCase()) throw inTheWay(found);
  }

  async #hasUser(username: string): Promise<boolean> {
    try {
      await this.#client.call('getUserInfo', { username }, 'status');
      return true;
    } catch (error) {
      if (saysNoSuchRow(error)) return false;
      throw error;
    }
  }

  /** Our password was made for this one account, so whatever it opens was made by our attempt. */
  async #opens({ username, password }: NewPanelAccount): Promise<boolean> {
    const fields = { adminUser: username, adminPass: password };
    try {
      await this.#client.call('verifyConn', fields, 'verifyConn', password);
      return true;
    } catch (error) {
      if (error instanceof ProviderError && error.outcome === 'REFUSED') return false;
      throw error;
    }
  }

  /** The website is made in the background; its last line says `[200]`, or `[404]` and why. */
  async #finished(statusFile: string): Promise<void> {
    await until(this.#timeoutMs, async () => {
      const answer = await this.#client.look('statusFunc', { statusFile });
      return Number(field(answer, 'abort')) === 1;
    });
  }
}

/** Megabytes as bytes; what is no number is null. */
function bytes(megabytes: unknown): string | null {
  const text = textOrNull(megabytes) ?? '';
  return /^\d+(\.\d+)?$/.test(text) ? String(Math.round(Number(text) * 2 ** 20)) : null;
}

/** The same; 0 stands for no limit. */
const limit = (megabytes: unknown): string | null =>
  Number(megabytes) === 0 ? null : bytes(megabytes);
