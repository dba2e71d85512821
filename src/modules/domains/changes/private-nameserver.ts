import { normalizeAddress } from '#core/address.ts';
import { asciiDomain } from '#core/text.ts';
import type { Work } from '#schema/work.ts';
import { type ChangeInput, domainChange, shows } from './change.ts';

interface HostInput extends ChangeInput {
  hostname: string;
  ipAddress: string;
}

interface MoveInput extends HostInput {
  oldIpAddress: string;
}

const isThere = (addresses: readonly string[] | undefined, ipAddress: string) =>
  addresses?.some((address) => normalizeAddress(address) === ipAddress) ?? false;

/** Adds a name server below the domain, with glue. */
export const addHost = domainChange<HostInput>({
  kind: 'domain.host.add',
  send: (registrar, { name, hostname, ipAddress }, call) =>
    registrar.addPrivateNameserver(name, { hostname, addresses: [ipAddress] }, call),
  isDone: (registrar, { name, hostname, ipAddress }) =>
    shows(registrar, 'listPrivateNameservers', async () => {
      const hosts = await registrar.listPrivateNameservers(name);
      return isThere(hosts.find((host) => host.hostname === hostname)?.addresses, ipAddress);
    }),
  async after(work, { domainId, hostname, ipAddress }) {
    await work.tx.privateNameserver.upsert({
      where: { domainId_hostname: { domainId, hostname } },
      create: { domainId, hostname, ipAddress },
      update: { ipAddress },
    });
    await notify(work, domainId);
  },
});

/** Gives such a name server another address. */
export const moveHost = domainChange<MoveInput>({
  kind: 'domain.host.move',
  send: (registrar, { name, hostname, ipAddress, oldIpAddress }, call) => {
    const host = { hostname, addresses: [ipAddress], oldAddresses: [oldIpAddress] };
    return registrar.updatePrivateNameserver(name, host, call);
  },
  isDone: (registrar, { name, hostname, ipAddress }) =>
    shows(registrar, 'listPrivateNameservers', async () => {
      const hosts = await registrar.listPrivateNameservers(name);
      return isThere(hosts.find((host) => host.hostname === hostname)?.addresses, ipAddress);
    }),
  async after(work, { domainId, hostname, ipAddress }) {
    const where = { domainId, hostname };
    await work.tx.privateNameserver.updateMany({ where, data: { ipAddress } });
    await notify(work, domainId);
  },
});

/** Takes such a name server away. */
export const removeHost = domainChange<HostInput>({
  kind: 'domain.host.remove',
  send: (registrar, { name, hostname, ipAddress }, call) =>
    registrar.deletePrivateNameserver(name, { hostname, addresses: [ipAddress] }, call),
  isDone: (registrar, { name, hostname }) =>
    shows(registrar, 'listPrivateNameservers', async () => {
      const hosts = await registrar.listPrivateNameservers(name);
      return !hosts.some((host) => host.hostname === hostname);
    }),
  async after(work, { domainId, hostname }) {
    await work.tx.privateNameserver.deleteMany({ where: { domainId, hostname } });
    await notify(work, domainId);
  },
});

async function notify({ tx, announce }: Work, domainId: number): Promise<void> {
  const row = await tx.domain.findUnique({ where: { id: domainId }, select: { clientId: true } });
  if (row) announce('domain.privateNameserversChanged', { domainId, clientId: row.clientId });
}

/**
 * The full name of a name server below a domain; `ns1` alone is taken for `ns1.<domain>`.
 * @throws DomainError NAMESERVER_INVALID
 */
export function hostBelow({ fail }: Work, domain: string, provided: string): string {
  const text = provided.trim();
  const host = asciiDomain(text.includes('.') ? text : `${text}.${domain}`);
  if (host?.endsWith(`.${domain}`)) return host;
  return fail('NAMESERVER_INVALID', `hostname: a name below ${domain}.`, { field: 'hostname' });
}

/**
 * A name server that was added below a domain.
 * @throws DomainError NAMESERVER_INVALID, PRIVATE_NAMESERVER_NOT_FOUND
 */
export async function hostFor(
  work: Work,
  { domainId, name }: ChangeInput,
  provided: string,
): Promise<{ hostname: string; ipAddress: string }> {
  const hostname = hostBelow(work, name, provided);
  const host = await work.tx.privateNameserver.findUnique({
    where: { domainId_hostname: { domainId, hostname } },
  });
  return host ?? work.fail('PRIVATE_NAMESERVER_NOT_FOUND', undefined, { field: 'hostname' });
}

/** An address in its one spelling. @throws DomainError BAD_INPUT */
export const addressOf = ({ fail }: Work, provided: string): string =>
  normalizeAddress(provided) ??
  fail('BAD_INPUT', 'ipAddress: an IPv4 or IPv6 address.', { field: 'ipAddress' });
