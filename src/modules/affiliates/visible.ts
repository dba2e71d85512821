import type { Actor } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';

/** Which affiliates an actor may see: those that are its clients. */
export const visibleAffiliates = (actor: Actor): Prisma.AffiliateWhereInput =>
  ofVisibleClient(actor);

/** Which withdrawals an actor may see. */
export const visibleWithdrawals = (actor: Actor): Prisma.AffiliateWithdrawalWhereInput => ({
  affiliate: visibleAffiliates(actor),
});

/** Which applications an actor may see. */
export const visibleApplications = (actor: Actor): Prisma.AffiliateApplicationWhereInput =>
  ofVisibleClient(actor);
