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
import { ProxmoxClient } from './client.ts';
import { addressIn, configOf, diskSizeOf, SUSPENDED, tagsIn, vmidOf } from './guest.ts';

/** A cluster of Proxmox VE, or one node of it. */
export interface ProxmoxServer extends PanelServer {
  /** The machine of service 1 has this number and two; default 100,000. */
  firstVmid: number;
}

/** A virtual machine as it stands in the cluster. */
interface Guest {
  vmid: number;
  /** `/nodes/…/qemu/…`: it may have moved since the last call. */
  path: string;
  config: unknown;
}

const powerFunctions = ['start', 'shutdown', 'reboot', 'stop', 'reset'];

/** Virtual machines of Proxmox VE, copied from templates. */
export class Proxmox implements Partial<Panel> {
  readonly #server: ProxmoxServer;
  readonly #client: ProxmoxClient;

  constructor(server: ProxmoxServer) {
    this.#server = server;
    this.#client = new ProxmoxClient(server);
  }

  async create(account: NewPanelAccount, firstTriedAt?: Date): Promise<FoundAccount> {
    if (account.isReseller)
      throw new ProviderError('REFUSED', 'Virtual machines have no resellers.');
    clean({ ...account.settings, username: account.username, password: account.password });
    const [size, vmid] = [diskSizeOf(account), vmidOf(account, this.#server.firstVmid)];
    const found = firstTriedAt ? await this.#copied(vmid) : await this.#find(vmid);
    const isOurs = found && firstTriedAt && this.#isOf(found, account);
    if (found && !isOurs) throw inTheWay(this.#shown(found, account));
    const guest = found ?? (await this.#clone(account, vmid));
    await this.#client.call('PUT', `${guest.path}/config`, configOf(account), account.password);
    const disk = account.settings?.['bootDisk'] || 'scsi0';
    if (size) await this.#client.run('PUT', `${guest.path}/resize`, { disk, size });
    await this.#setRunning(guest, true);
    return this.#shown(await this.#existing(account), account);
  }

  /** The tag comes first: what is not stopped yet is not started again meanwhile. */
  async suspend(account: PanelAccount): Promise<void> {
    const guest = await this.#existing(account);
    await this.#setTag(guest, true);
    await this.#setRunning(guest, false);
  }

  async unsuspend(account: PanelAccount): Promise<void> {
    const guest = await this.#existing(account);
    if (!isSuspended(guest)) return;
    await this.#setRunning(guest, true);
    await this.#setTag(guest, false);
  }

  async terminate(account: PanelAccount): Promise<void> {
    const guest = await this.#find(vmidOf(account, this.#server.firstVmid));
    if (!guest) return;
    this.#ensureOurs(guest, account);
    await this.#setRunning(guest, false);
    await this.#client.run('DELETE', guest.path, { purge: '1', 'destroy-unreferenced-disks': '1' });
  }

  /** By the agent inside at once, and in the configuration so that the next start does not undo it. */
  async changePassword(account: PanelAccount, password: string): Promise<void> {
    clean({ password });
    const guest = await this.#existing(account);
    const username = textOrNull(field(guest.config, 'ciuser')) ?? account.username;
    const params = { username, password };
    await this.#client.call('POST', `${guest.path}/agent/set-user-password`, params, password);
    await this.#client.call('PUT', `${guest.path}/config`, { cipassword: password }, password);
  }

  async customFunction(account: PanelAccount, name: string, json: string): Promise<CustomAnswer> {
    customInput(json);
    if (!powerFunctions.includes(name))
      throw new ProviderError('REFUSED', `The panel has no function ${name}.`);
    const guest = await this.#existing(account);
    if (isSuspended(guest)) throw new ProviderError('REFUSED', 'The machine is suspended.');
    await this.#client.run('POST', `${guest.path}/status/${name}`);
    return { message: `The machine has been asked to ${name}.`, data: { vmid: guest.vmid } };
  }

  /** The size of the disk; how full it is, only the guest itself knows. */
  async usage(account: PanelAccount): Promise<PanelUsage> {
    const guest = await this.#existing(account);
    const status = await this.#client.call('GET', `${guest.path}/status/current`);
    const diskLimit = textOrNull(field(status, 'maxdisk'));
    return { diskUsed: null, diskLimit, trafficUsed: null, trafficLimit: null };
  }

  async find(account: PanelAccount): Promise<FoundAccount | null> {
    const guest = await this.#find(vmidOf(account, this.#server.firstVmid));
    return guest && this.#shown(guest, account);
  }

  async test(): Promise<{ version: string }> {
    const version = textOrNull(field(await this.#client.call('GET', '/version'), 'version'));
    return { version: version ?? 'unknown' };
  }

  #shown({ config }: Guest, account: PanelAccount): FoundAccount {
    return {
      username: textOrNull(field(config, 'ciuser')) ?? account.username,
      domain: (textOrNull(field(config, 'name')) ?? '').toLowerCase(),
      plan: null,
      suspended: isSuspended({ config }),
      createdAt: null,
      ip: addressIn(textOrNull(field(config, 'ipconfig0'))),
    };
  }

  /** Whether its notes name the service; while it is being copied there are none yet. */
  #isOf({ config }: Guest, { key }: PanelAccount): boolean {
    if (isBeingCopied({ config }))
      throw new ProviderError('UNKNOWN', 'The machine is still being copied.');
    const notes = textOrNull(field(config, 'description')) ?? '';
    return notes.split(/\s+/).includes(key);
  }

  #ensureOurs(guest: Guest, account: PanelAccount): void {
    if (!this.#isOf(guest, account)) throw inTheWay(this.#shown(guest, account));
  }

  async #existing(account: PanelAccount): Promise<Guest> {
    const vmid = vmidOf(account, this.#server.firstVmid);
    const guest = await this.#find(vmid);
    if (!guest) throw new ProviderError('REFUSED', `There is no virtual machine ${vmid}.`);
    this.#ensureOurs(guest, account);
    return guest;
  }

  async #find(vmid: number): Promise<Guest | null> {
    if (await this.#isFree(vmid)) return null;
    const found = (await this.#machines()).find((one) => Number(field(one, 'vmid')) === vmid);
    const node = textOrNull(field(found, 'node'));
    if (!node || field(found, 'type') !== 'qemu')
      throw new ProviderError('REFUSED', `${vmid} is none of the token's virtual machines.`);
    const path = `/nodes/${encodeURIComponent(node)}/qemu/${vmid}`;
    return { vmid, path, config: await this.#client.call('GET', `${path}/config`) };
  }

  /** The machine that an earlier attempt began to copy, when it is whole; null where there is none. */
  async #copied(vmid: number): Promise<Guest | null> {
    let found: Guest | null = null;
    await until(this.#server.timeoutMs ?? 30_000, async () => {
      found = await this.#find(vmid);
      return !isBeingCopied(found);
    });
    return found;
  }

  /** The list leaves out what the token may not see; whether a number is free is shown to all. */
  async #isFree(vmid: number): Promise<boolean> {
    try {
      const free = await this.#client.call('GET', '/cluster/nextid', { vmid: String(vmid) });
      if (Number(free) === vmid) return true;
      throw new ProviderError('UNKNOWN', `${this.#server.hostname} gave an unreadable answer.`);
    } catch (error) {
      if (error instanceof ProviderError && /already exists/i.test(error.message)) return false;
      throw error;
    }
  }

  async #machines(): Promise<unknown[]> {
    const list = await this.#client.call('GET', '/cluster/resources', { type: 'vm' });
    if (Array.isArray(list)) return list;
    throw new ProviderError('UNKNOWN', `${this.#server.hostname} gave an unreadable answer.`);
  }

  /** Copies the template, which the product names by its number or its name. */
  async #clone(account: NewPanelAccount, vmid: number): Promise<Guest> {
    const { plan, settings = {} } = account;
    const template = (await this.#machines()).find(
      (one) =>
        field(one, 'type') === 'qemu' &&
        Number(field(one, 'template')) === 1 &&
        [textOrNull(field(one, 'vmid')), field(one, 'name')].includes(plan),
    );
    const node = textOrNull(field(template, 'node'));
    if (!node) throw new ProviderError('REFUSED', `There is no template ${plan}.`);
    const from = `/nodes/${encodeURIComponent(node)}/qemu/${textOrNull(field(template, 'vmid'))}`;
    const isFull = !/^(false|no|0)$/i.test(settings['full'] ?? '');
    await this.#client.run('POST', `${from}/clone`, {
      newid: String(vmid),
      name: account.domain || undefined,
      description: account.key,
      full: isFull ? '1' : '0',
      storage: (isFull && settings['storage']) || undefined,
      target: settings['node'],
      pool: settings['pool'],
    });
    return this.#existing(account).catch((error: unknown) => {
      throw new ProviderError('UNKNOWN', (error as Error).message, { cause: error });
    });
  }

  async #setTag({ path, config }: Guest, suspended: boolean): Promise<void> {
    const tags = tagsIn(textOrNull(field(config, 'tags'))).filter((tag) => tag !== SUSPENDED);
    if (suspended) tags.push(SUSPENDED);
    const onboot = suspended ? '0' : '1';
    const change = tags.length ? { tags: tags.join(';') } : { delete: 'tags' };
    await this.#client.call('PUT', `${path}/config`, { ...change, onboot });
  }

  async #setRunning({ path }: Guest, running: boolean): Promise<void> {
    const status = await this.#client.call('GET', `${path}/status/current`);
    if ((field(status, 'status') === 'running') === running) return;
    await this.#client.run('POST', `${path}/status/${running ? 'start' : 'stop'}`);
  }
}

const isBeingCopied = (guest: Pick<Guest, 'config'> | null): boolean =>
  field(guest?.config, 'lock') === 'clone';

const isSuspended = ({ config }: Pick<Guest, 'config'>): boolean =>
  tagsIn(textOrNull(field(config, 'tags'))).includes(SUSPENDED);
