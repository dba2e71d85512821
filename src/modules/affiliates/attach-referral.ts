import type { Tx } from '#platform/database/client.ts';

/**
 * Remembers which affiliate brought a client. The first one counts; a code that nobody has, or the
 * client's own, is passed over, for a sign-up must not fail by it.
 */
export async function attachReferral(tx: Tx, clientId: number, code: string): Promise<void> {
  const affiliate = await tx.affiliate.findFirst({
    where: { code, status: 'ACTIVE', clientId: { not: clientId } },
    select: { id: true },
  });
  const client = await tx.client.findUnique({ where: { id: clientId }, select: { id: true } });
  if (!affiliate || !client) return;
  await tx.affiliateReferral.createMany({
    data: [{ affiliateId: affiliate.id, clientId, isSignup: true }],
    skipDuplicates: true,
  });
}
