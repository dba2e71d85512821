import { DomainError } from '#core/errors.ts';
import { asciiDomain } from '#core/text.ts';
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

/** The name servers of the server a domain's service runs on; none where that is not known. */
export async function serverNameservers(tx: Tx, serviceId: number | null): Promise<string[]> {
  if (serviceId === null) return [];
  const service = await tx.service.findUnique({
    where: { id: serviceId },
    select: {
      server: {
        select: {
          nameserver1: true,
          nameserver2: true,
          nameserver3: true,
          nameserver4: true,
          nameserver5: true,
        },
      },
    },
  });
  return Object.values(service?.server ?? {}).filter((name) => name !== '');
}
