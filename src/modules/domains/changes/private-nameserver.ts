import { normalizeAddress } from '#core/addresses/ip-address.ts';
import { asciiDomain } from '#core/text.ts';
import type { Work } from '#schema/work.ts';
import { beginChange, type ChangeInput, domainChange, type HeldDomain, shows } from './change.ts';

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
const addHost = domainChange<HostInput>({
  kind: 'domain.host.add',
  send: (registrar, { name, hostname, ipAddress }, call) =>
    registrar.createPrivateNameserver(name, { hostname, addresses: [ipAddress] }, call),
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
const moveHost = domainChange<MoveInput>({
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
const removeHost = domainChange<HostInput>({
  kind: 'domain.host.remove',
  send: (registrar, { name, hostname, ipAddress }, call) =>
    registrar.deletePrivateNameserver(name, { hostname, addresses: [ipAddress] }, call),
  isDone: (registrar, { name, hostname }) =>
    shows(registrar, 'listPrivateNameservers', async () => {
      const hosts = await registrar.listPrivateNameservers(name);
      // Some go on listing it, without an address.
      return !hosts.some((host) => host.hostname === hostname && host.addresses.length > 0);
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
function hostBelow({ fail }: Work, domain: string, provided: string): string {
  const text = provided.trim();
  const host = asciiDomain(text.includes('.') ? text : `${text}.${domain}`);
  if (host?.endsWith(`.${domain}`)) return host;
  return fail('NAMESERVER_INVALID', `hostname: a name below ${domain}.`, { field: 'hostname' });
}

/**
 * A name server that was added below a domain.
 * @throws DomainError NAMESERVER_INVALID, PRIVATE_NAMESERVER_NOT_FOUND
 */
async function hostFor(
  work: Work,
  { domainId, name }: ChangeInput,
  provided: string,
): Promise<{ id: number; hostname: string; ipAddress: string }> {
  const hostname = hostBelow(work, name, provided);
  const host = await work.tx.privateNameserver.findUnique({
    where: { domainId_hostname: { domainId, hostname } },
  });
  return host ?? work.fail('PRIVATE_NAMESERVER_NOT_FOUND', undefined, { field: 'hostname' });
}

/** An address in its one spelling. @throws DomainError BAD_INPUT */
const addressOf = ({ fail }: Work, provided: string): string =>
  normalizeAddress(provided) ??
  fail('BAD_INPUT', 'ipAddress: an IPv4 or IPv6 address.', { field: 'ipAddress' });

/** A name server below a domain, as somebody names it. */
export interface NamedHost {
  hostname: string;
  ipAddress: string;
}

/** Begins to add one. @throws DomainError NAMESERVER_INVALID, PRIVATE_NAMESERVER_EXISTS, BAD_INPUT */
export async function beginAddHost(work: Work, domain: HeldDomain, host: NamedHost): Promise<void> {
  const { domainId, name } = domain;
  const hostname = hostBelow(work, name, host.hostname);
  if (await work.tx.privateNameserver.count({ where: { domainId, hostname } }))
    work.fail('PRIVATE_NAMESERVER_EXISTS', undefined, { field: 'hostname' });
  const ipAddress = addressOf(work, host.ipAddress);
  await beginChange(work, addHost, domain, { domainId, name, hostname, ipAddress });
}

/** Begins to give one another address. @throws DomainError NAMESERVER_INVALID, PRIVATE_NAMESERVER_NOT_FOUND, BAD_INPUT */
export async function beginMoveHost(
  work: Work,
  domain: HeldDomain,
  host: NamedHost,
): Promise<void> {
  const { domainId, name } = domain;
  const { hostname, ipAddress: oldIpAddress } = await hostFor(work, domain, host.hostname);
  const ipAddress = addressOf(work, host.ipAddress);
  const input = { domainId, name, hostname, ipAddress, oldIpAddress };
  await beginChange(work, moveHost, domain, input);
}

/** Begins to take one away; gives its id. @throws DomainError NAMESERVER_INVALID, PRIVATE_NAMESERVER_NOT_FOUND */
export async function beginRemoveHost(
  work: Work,
  domain: HeldDomain,
  provided: string,
): Promise<number> {
  const { domainId, name } = domain;
  const { id, hostname, ipAddress } = await hostFor(work, domain, provided);
  await beginChange(work, removeHost, domain, { domainId, name, hostname, ipAddress });
  return id;
}
