import type { Actor } from '#core/actor.ts';
import { Refusal } from '#core/refusal.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';
import type { Work } from '#schema/work.ts';

/** Which affiliates an actor may see: those that are its clients. */
export const visibleAffiliates = (actor: Actor): Prisma.AffiliateWhereInput =>
  ofVisibleClient(actor);

/** Which applications an actor may see. */
export const visibleApplications = (actor: Actor): Prisma.AffiliateApplicationWhereInput =>
  ofVisibleClient(actor);

/**
 * The affiliate a change is about, its row locked until the change ends.
 * @throws Refusal AFFILIATE_NOT_FOUND
 */
export async function affiliateFor({ tx, actor }: Work, id: number) {
  await tx.$queryRaw`select id from affiliates where id = ${id} for update`;
  const affiliate = await tx.affiliate.findFirst({
    where: { AND: [{ id }, visibleAffiliates(actor)] },
  });
  if (!affiliate) throw new Refusal('AFFILIATE_NOT_FOUND');
  return affiliate;
}
