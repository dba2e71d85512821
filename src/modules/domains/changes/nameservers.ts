import { DomainError } from '#core/errors.ts';
import { asciiDomain } from '#core/text.ts';
import { settingText } from '#modules/settings/settings.ts';
import type { Tx } from '#platform/database/client.ts';

const MOST = 5;

/**
 * Name servers as they are sent and stored: lower-case ASCII, each once, empty ones left out.
 * @throws DomainError NAMESERVER_INVALID naming the one at fault; NAMESERVERS_REQUIRED for fewer than two.
 */
export function readNameservers(provided: readonly (string | null | undefined)[]): string[] {
  const names = provided.map((name, index) => {
    if (!name?.trim()) return '';
    const host = asciiDomain(name);
    if (host) return host;
    const field = `ns${index + 1}`;
    throw new DomainError(
      'NAMESERVER_INVALID',
      `${field}: that is not the name of a name server.`,
      {
        field,
      },
    );
  });
  const stored = [...new Set(names.filter((name) => name !== ''))];
  if (stored.length < 2) throw new DomainError('NAMESERVERS_REQUIRED', undefined, { field: 'ns2' });
  if (stored.length > MOST)
    throw new DomainError('BAD_INPUT', `nameservers: ${MOST} at most.`, { field: 'nameservers' });
  return stored;
}

/** The five columns of a domain's name servers. */
export const nameserverColumns = (names: readonly string[]) => ({
  ns1: names[0] ?? '',
  ns2: names[1] ?? '',
  ns3: names[2] ?? '',
  ns4: names[3] ?? '',
  ns5: names[4] ?? '',
});

const serverColumns = {
  nameserver1: true,
  nameserver2: true,
  nameserver3: true,
  nameserver4: true,
  nameserver5: true,
} as const;

/**
 * The name servers of the server a domain's service runs on; before it has one, those of a server
 * it could get. None where that is not known.
 */
async function serverNameservers(tx: Tx, serviceId: number | null): Promise<string[]> {
  if (serviceId === null) return [];
  const service = await tx.service.findUnique({
    where: { id: serviceId },
    select: {
      server: { select: serverColumns },
      product: { select: { serverModule: true, serverGroupId: true } },
    },
  });
  if (!service) return [];
  if (service.server) return named(service.server);
  const { serverModule, serverGroupId } = service.product;
  if (!serverModule) return [];
  const servers = await tx.server.findMany({
    where: {
      module: serverModule,
      isActive: true,
      ...(serverGroupId !== null && { groups: { some: { groupId: serverGroupId } } }),
    },
    select: serverColumns,
    orderBy: { id: 'asc' },
  });
  return servers.map(named).find((names) => names.length >= 2) ?? [];
}

const named = (row: Record<string, string>): string[] =>
  Object.values(row).filter((name) => name !== '');

const defaults = [
  'DefaultNameserver1',
  'DefaultNameserver2',
  'DefaultNameserver3',
  'DefaultNameserver4',
  'DefaultNameserver5',
] as const;

/** Where a registration's name servers come from. */
export interface NameserverSources {
  /** Given with the order. */
  provided?: readonly (string | null | undefined)[];
  /** Those of the domain's own row. */
  own: readonly string[];
  serviceId: number | null;
}

/**
 * The name servers of a new domain, by the first that names any: the order, the domain itself, its
 * service's server, the settings DefaultNameserver1 to 5.
 */
export async function chooseNameservers(
  tx: Tx,
  { provided = [], own, serviceId }: NameserverSources,
): Promise<readonly (string | null | undefined)[]> {
  if (provided.some((name) => name?.trim())) return provided;
  if (own.some((name) => name !== '')) return own;
  const ofServer = await serverNameservers(tx, serviceId);
  if (ofServer.length > 0) return ofServer;
  return Promise.all(defaults.map((name) => settingText(tx, name)));
}
