import { ProviderError } from '#core/provider-error.ts';
import { clean, customInput, inTheWay } from '#providers/panels/panel.ts';
import type {
  CustomAnswer,
  FoundAccount,
  NewPanelAccount,
  Panel,
  PanelAccount,
  PanelServer,
  PanelUsage,
} from '#providers/panels/panel.ts';
import { field, textOrNull } from '#providers/panels/talk.ts';
import { until } from '#providers/panels/until.ts';
import { VirtualizorClient } from './client.ts';

/** Records to a page of a list. */
const PER_PAGE = 50;

/** Clocks differ; a machine made this long before our first attempt is still taken for ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

const powerFunctions = ['start', 'stop', 'restart', 'poweroff'];

/** Settings of a product, or choices of an order, that a machine is made with. */
const chosen = ['osid', 'space', 'ram', 'bandwidth', 'cores', 'num_ips', 'server_group'] as const;

/** Virtual machines of Virtualizor, told apart by their hostnames. */
export class Virtualizor implements Partial<Panel> {
  readonly #client: VirtualizorClient;
  readonly #timeoutMs: number;

  constructor(server: PanelServer) {
    this.#client = new VirtualizorClient(server);
    this.#timeoutMs = server.timeoutMs ?? 30_000;
  }

  async create(account: NewPanelAccount, firstTriedAt?: Date): Promise<FoundAccount> {
    if (account.isReseller)
      throw new ProviderError('REFUSED', 'Virtual machines have no resellers.');
    const { email, password, name, plan, settings = {} } = account;
    const hostname = hostnameOf(account);
    const found = await this.#find(hostname);
    if (found && firstTriedAt && isMadeByUs(found, account, firstTriedAt))
      return shown(found, account);
    if (found) throw inTheWay(shown(found, account));
    const more = chosen.flatMap((each) =>
      settings[each] ? [[each, settings[each]] as const] : [],
    );
    const fields = {
      addvps: '1',
      // The master picks the node.
      node_select: '1',
      plid: plan,
      hostname,
      rootpass: password,
      user_email: email,
      user_pass: password,
      fname: name,
      ...Object.fromEntries(more),
    };
    const virt = settings['virt'] || 'kvm';
    const answer = await this.#client.change('addvs', { virt }, fields, password);
    const made = field(answer, 'newvs');
    if (!textOrNull(field(made, 'vpsid')))
      throw new ProviderError('UNKNOWN', 'The panel named no machine.');
    return { ...shown(made, account), domain: hostname, suspended: false };
  }

  async suspend(account: PanelAccount, reason: string): Promise<void> {
    clean({ reason });
    const found = await this.#existing(account);
    if (isSuspended(found)) return;
    await this.#client.change('vs', { suspend: idOf(found) }, { suspend_reason: reason });
  }

  async unsuspend(account: PanelAccount): Promise<void> {
    const found = await this.#existing(account);
    if (isSuspended(found)) await this.#client.change('vs', { unsuspend: idOf(found) });
  }

  /** The machine goes in the background; its user stays, who may have others. */
  async terminate(account: PanelAccount): Promise<void> {
    const hostname = hostnameOf(account);
    const found = await this.#find(hostname);
    if (!found) return;
    await this.#client.change('vs', { delete: idOf(found) });
    await until(this.#timeoutMs, async () => (await this.#find(hostname)) === null);
  }

  async changePassword(account: PanelAccount, password: string): Promise<void> {
    const vpsid = idOf(await this.#existing(account));
    const fields = { theme_edit: '1', editvps: '1', vpsid, rootpass: password };
    await this.#client.change('managevps', { vpsid }, fields, password);
  }

  async customFunction(account: PanelAccount, name: string, json: string): Promise<CustomAnswer> {
    customInput(json);
    if (!powerFunctions.includes(name))
      throw new ProviderError('REFUSED', `The panel has no function ${name}.`);
    const found = await this.#existing(account);
    if (isSuspended(found)) throw new ProviderError('REFUSED', 'The machine is suspended.');
    const vpsid = idOf(found);
    await this.#client.change('vs', { action: name, serid: '0', vpsid });
    return { message: `The machine has been asked to ${name}.`, data: { vpsid } };
  }

  /** The limits; in what units the list tells what is used is not documented. */
  async usage(account: PanelAccount): Promise<PanelUsage> {
    const found = await this.#existing(account);
    return {
      diskUsed: null,
      diskLimit: bytes(field(found, 'space')),
      trafficUsed: null,
      trafficLimit: bytes(field(found, 'bandwidth')),
    };
  }

  async find(account: PanelAccount): Promise<FoundAccount | null> {
    const found = await this.#find(hostnameOf(account));
    return found ? shown(found, account) : null;
  }

  async test(): Promise<{ version: string }> {
    await this.#page('virtualizor.invalid', 1);
    return { version: 'unknown' };
  }

  async #existing(account: PanelAccount): Promise<unknown> {
    const found = await this.#find(hostnameOf(account));
    if (found) return found;
    throw new ProviderError('REFUSED', `There is no virtual machine ${account.domain}.`);
  }

  /** The one machine of a hostname. @throws ProviderError REFUSED where there are several */
  async #find(hostname: string): Promise<unknown> {
    const found = new Map<string, unknown>();
    for (let number = 1; ; number += 1) {
      const page = await this.#page(hostname, number);
      // The search finds parts of names as well.
      for (const one of page)
        if (textOrNull(field(one, 'hostname'))?.toLowerCase() === hostname)
          found.set(idOf(one), one);
      if (page.length < PER_PAGE) break;
    }
    if (found.size > 1)
      throw new ProviderError('REFUSED', `There are several virtual machines ${hostname}.`);
    return [...found.values()][0] ?? null;
  }

  async #page(vpshostname: string, number: number): Promise<unknown[]> {
    const query = { search: '1', page: String(number), reslen: String(PER_PAGE), vpshostname };
    const list = field(await this.#client.call('vs', query), 'vs');
    // Of a list without entries PHP makes an empty one instead of names with values.
    if (typeof list === 'object' && list !== null) return Object.values(list);
    throw new ProviderError('UNKNOWN', 'The list of virtual machines cannot be read.');
  }
}

function hostnameOf({ domain }: PanelAccount): string {
  if (domain) return domain.toLowerCase();
  throw new ProviderError('REFUSED', 'A machine needs a hostname.');
}

/** Of our customer, and made since we began: two marks that a machine of somebody else's lacks. */
function isMadeByUs(found: unknown, { email }: NewPanelAccount, since: Date): boolean {
  const made = Number(textOrNull(field(found, 'time')) ?? Number.NaN) * 1_000;
  const owner = textOrNull(field(found, 'email'));
  return owner?.toLowerCase() === email.toLowerCase() && made >= since.getTime() - CLOCK_SKEW_MS;
}

function idOf(machine: unknown): string {
  const id = textOrNull(field(machine, 'vpsid'));
  if (id && /^\d+$/.test(id)) return id;
  throw new ProviderError('UNKNOWN', 'The panel named no machine.');
}

const isSuspended = (machine: unknown): boolean =>
  !['0', ''].includes(textOrNull(field(machine, 'suspended')) ?? '');

function shown(machine: unknown, { username }: PanelAccount): FoundAccount {
  const made = Number(textOrNull(field(machine, 'time')) ?? 0);
  const [ip] = Object.values((field(machine, 'ips') ?? {}) as Record<string, unknown>);
  return {
    username,
    domain: (textOrNull(field(machine, 'hostname')) ?? '').toLowerCase(),
    plan: textOrNull(field(machine, 'plid')),
    suspended: isSuspended(machine),
    createdAt: made > 0 ? new Date(made * 1_000) : null,
    ip: textOrNull(ip),
  };
}

/** Gigabytes as bytes; 0 is no limit. */
function bytes(gigabytes: unknown): string | null {
  const text = textOrNull(gigabytes) ?? '';
  if (!/^\d+(\.\d+)?$/.test(text) || Number(text) === 0) return null;
  return String(Math.round(Number(text) * 2 ** 30));
}
