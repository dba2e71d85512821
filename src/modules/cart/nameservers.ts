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

const placeName = (index: number): string => columns[index] ?? 'nameservers';

/**
 * The wanted name servers in their one spelling, moved up over gaps; all five columns are given.
 * None at all means: the company's own. `pathOf` says where in the input each of them stands.
 * @throws DomainError NAMESERVER_INVALID naming the one at fault, NAMESERVERS_REQUIRED for a single one
 */
export function requestedNameservers(
  received: readonly (string | null | undefined)[],
  pathOf: (index: number) => (string | number)[] = (index) => [placeName(index)],
) {
  const names = received.flatMap((text, index) => {
    if (!text?.trim()) return [];
    const name = asciiDomain(text);
    if (name) return [name];
    const field = placeName(index);
    const message = 'that is not the name of a name server.';
    throw new DomainError('NAMESERVER_INVALID', `${field}: ${message}`, {
      field,
      issues: [{ path: pathOf(index), message }],
    });
  });
  const stored = [...new Set(names)];
  if (stored.length === 1)
    throw new DomainError('NAMESERVERS_REQUIRED', undefined, { field: 'ns2' });
  return Object.fromEntries(
    columns.map((column, index) => [column, stored[index] ?? '']),
  ) as Required<NameserverColumns>;
}
