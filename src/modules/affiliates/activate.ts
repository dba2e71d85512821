import { randomBytes } from 'node:crypto';
import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import type { Work } from '#schema/work.ts';

/** Makes a client an affiliate, or wakes the affiliate it was; gives the affiliate's id. */
export async function activate(
  { tx, announce }: Work,
  client: { id: number; currencyCode: string },
): Promise<number> {
  const { id: affiliateId } = await tx.affiliate.upsert({
    where: { clientId: client.id },
    create: {
      clientId: client.id,
      currencyCode: client.currencyCode,
      code: randomBytes(6).toString('base64url'),
      activatedOn: toDate(today()),
    },
    update: { status: 'ACTIVE' },
    select: { id: true },
  });
  await tx.affiliateApplication.updateMany({
    where: { clientId: client.id, status: 'PENDING' },
    data: { status: 'APPROVED' },
  });
  announce('affiliate.activated', { affiliateId, clientId: client.id });
  return affiliateId;
}
