import type { Actor } from '#core/actor.ts';
import { isStaff } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { matchNone, ofVisibleClient } from '#modules/access/visible.ts';
import type { Work } from '#schema/work.ts';

/** Which services an actor may see. */
export const visibleServices = (actor: Actor): Prisma.ServiceWhereInput => ofVisibleClient(actor);

/** Which cancellation requests an actor may see. */
export const visibleCancellations = (actor: Actor): Prisma.CancellationRequestWhereInput =>
  ofVisibleClient(actor);

/** Which entries of the module queue an actor may see. */
export const visibleQueueEntries = (actor: Actor): Prisma.ModuleQueueEntryWhereInput =>
  ofVisibleClient(actor);

/** Which servers an actor may see: they are the company's. */
export const visibleServers = (actor: Actor): Prisma.ServerWhereInput =>
  isStaff(actor) ? {} : matchNone;

/**
 * The service a change is about, as far as the actor may see it, locked until the change ends.
 * @throws DomainError SERVICE_NOT_FOUND
 */
export async function serviceFor<Select extends Prisma.ServiceSelect>(
  { tx, actor }: Work,
  id: number,
  select: Select,
): Promise<Prisma.ServiceGetPayload<{ select: Select }>> {
  await tx.$queryRaw`select id from services where id = ${id} for update`;
  const where: Prisma.ServiceWhereInput = { AND: [{ id }, visibleServices(actor)] };
  const service = await tx.service.findFirst({ where, select });
  if (!service) throw new DomainError('SERVICE_NOT_FOUND');
  return service as Prisma.ServiceGetPayload<{ select: Select }>;
}

/**
 * The server a change is about, where the actor may see servers at all.
 * @throws DomainError SERVER_NOT_FOUND
 */
export async function serverFor(
  { tx, actor }: Work,
  id: number,
): Promise<{ id: number; module: string }> {
  const where: Prisma.ServerWhereInput = { AND: [{ id }, visibleServers(actor)] };
  const server = await tx.server.findFirst({ where, select: { id: true, module: true } });
  if (!server) throw new DomainError('SERVER_NOT_FOUND');
  return server;
}
