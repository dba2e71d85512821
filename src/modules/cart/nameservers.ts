import { DomainError } from '#core/errors.ts';
import { asciiDomain } from '#core/text.ts';

const columns = ['ns1', 'ns2', 'ns3', 'ns4', 'ns5'] as const;

/** The columns of wanted name servers. */
export type NameserverColumns = Partial<Record<(typeof columns)[number], string>>;

/** The name servers that are wanted, where null keeps what stands at its place. */
export const merged = (
  item: Readonly<Record<(typeof columns)[number], string>>,
  received: readonly (string | null)[],
): string[] => columns.map((column, index) => received[index] ?? item[column]);

/**
 * The wanted name servers in their one spelling, moved up over gaps; all five columns are given.
 * None at all means: the company's own.
 * @throws DomainError NAMESERVER_INVALID naming the one at fault, NAMESERVERS_REQUIRED for a single one
 */
export function requestedNameservers(
  received: readonly (string | null | undefined)[],
  fieldOf: (index: number) => string = (index) => columns[index] ?? 'nameservers',
) {
  const names = received.flatMap((text, index) => {
    if (!text?.trim()) return [];
    const name = asciiDomain(text);
    if (name) return [name];
    const field = fieldOf(index);
    throw new DomainError(
      'NAMESERVER_INVALID',
      `${field}: that is not the name of a name server.`,
      {
        field,
      },
    );
  });
  const stored = [...new Set(names)];
  if (stored.length === 1)
    throw new DomainError('NAMESERVERS_REQUIRED', undefined, { field: 'ns2' });
  return Object.fromEntries(
    columns.map((column, index) => [column, stored[index] ?? '']),
  ) as Required<NameserverColumns>;
}
