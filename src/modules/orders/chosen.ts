import { DomainError } from '#core/errors.ts';
import type { Work } from '#schema/work.ts';
import type { Acceptance } from './acceptance.ts';

/** A service that is to be set up. */
interface Waiting {
  product: { serverModule: string };
}

/**
 * Checks what was chosen for the accounts of an order: a server that some of them can be on, a user
 * name only where there is one account. Gives the server for a module; undefined leaves the choice.
 * @throws DomainError SERVER_NOT_FOUND, BAD_INPUT
 */
export async function requireChosen(
  { tx, fail }: Work,
  services: readonly Waiting[],
  { serverId, username, password }: Acceptance,
): Promise<(module: string) => number | undefined> {
  const field = username ? 'username' : password ? 'password' : null;
  if (field && services.length !== 1)
    fail('BAD_INPUT', `${field}: can be given to an order of one service only.`, { field });
  if (!serverId) return () => undefined;
  const modules = services.map(({ product }) => product.serverModule);
  const server = await tx.server.findFirst({
    where: { id: serverId, isActive: true, module: { in: modules } },
    select: { id: true, module: true },
  });
  if (!server) throw new DomainError('SERVER_NOT_FOUND', undefined, { field: 'serverId' });
  return (module) => (module === server.module ? server.id : undefined);
}
