import { ProviderError } from '#core/provider-error.ts';
import type { NewPanelAccount, PanelAccount } from '#providers/panels/panel.ts';
import type { ProxmoxParams } from './client.ts';

/** The tag of a machine that its service's state keeps from running. */
export const SUSPENDED = 'suspended';

const HIGHEST_VMID = 999_999_999;

/** The machine's number: two for each service's, every other one for an add-on's. */
export function vmidOf({ key }: Pick<PanelAccount, 'key'>, first: number): number {
  const [, kind, id] = /^(service|addon):(\d+)$/.exec(key) ?? [];
  const vmid = first + 2 * Number(id) + (kind === 'addon' ? 1 : 0);
  if (!id || vmid > HIGHEST_VMID)
    throw new ProviderError('REFUSED', `There is no VMID for ${key}.`);
  return vmid;
}

/** Tags of a machine's configuration; commas and blanks separate them as well. */
export const tagsIn = (tags: string | null): string[] =>
  (tags ?? '').split(/[;, ]+/).filter(Boolean);

/** Settings of a product, or choices of an order, that go to the configuration as they are. */
const configured = [
  'cores',
  'sockets',
  'cpulimit',
  'memory',
  'balloon',
  'net0',
  'ipconfig0',
  'nameserver',
  'searchdomain',
] as const;

/** What the machine is made of, beyond what its template has. */
export function configOf({ username, password, settings = {} }: NewPanelAccount): ProxmoxParams {
  const chosen = configured.map((name) => [name, settings[name]?.trim() || undefined] as const);
  return {
    ...Object.fromEntries(chosen),
    ciuser: settings['ciuser']?.trim() || username,
    cipassword: password,
    onboot: '1',
  };
}

/** `40` and `40G` as the API's size; undefined where the template's stays. */
export function diskSizeOf({ settings = {} }: NewPanelAccount): string | undefined {
  const size = settings['disk']?.trim();
  if (!size) return undefined;
  const [, number, unit = 'G'] = /^(\d{1,6})([KMGT])?$/.exec(size) ?? [];
  if (!number) throw new ProviderError('REFUSED', `The disk cannot be ${size} in size.`);
  return `${number}${unit}`;
}

/** The address in `ip=192.0.2.7/24,gw=192.0.2.1`; null for one that is dealt out. */
export function addressIn(ipconfig: string | null): string | null {
  return /(?:^|,)ip=(\d{1,3}(?:\.\d{1,3}){3})\//.exec(ipconfig ?? '')?.[1] ?? null;
}
