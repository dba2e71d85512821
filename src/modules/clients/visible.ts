import type { Actor } from '#core/actor.ts';
import { Refusal } from '#core/refusal.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { ofVisibleClient, visibleClients } from '#modules/access/visible.ts';
import type { Work } from '#schema/work.ts';

/** Which client notes an actor may see: those of its clients, and never the clients themselves. */
export const visibleNotes = (actor: Actor): Prisma.ClientNoteWhereInput => ofVisibleClient(actor);

/** Which contacts an actor may see. */
export const visibleContacts = (actor: Actor): Prisma.ContactWhereInput => ofVisibleClient(actor);

/**
 * The client a change is about, as far as the actor may see it; another's is as absent as none.
 * @throws Refusal CLIENT_NOT_FOUND
 */
export async function clientFor<Select extends Prisma.ClientSelect>(
  { tx, actor }: Work,
  id: number,
  select: Select,
): Promise<Prisma.ClientGetPayload<{ select: Select }>> {
  const where: Prisma.ClientWhereInput = { AND: [{ id }, visibleClients(actor)] };
  const client = await tx.client.findFirst({ where, select });
  if (!client) throw new Refusal('CLIENT_NOT_FOUND');
  return client as Prisma.ClientGetPayload<{ select: Select }>;
}
