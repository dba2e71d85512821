import { now, today } from '#core/clock.ts';
import { addDays } from '#core/dates.ts';
import { activate } from '#modules/affiliates/activate.ts';
import { attachReferral } from '#modules/affiliates/attach-referral.ts';
import { bringCommissionsTo } from '#modules/affiliates/bring-commissions.ts';
import { readInvoice } from '#modules/billing/invoices/lock.ts';
import { makeInvoice, publish } from '#modules/billing/invoices/make-invoice.ts';
import { recordPayment } from '#modules/billing/payments/record-payment.ts';
import type { Work } from '#schema/work.ts';
import type { DemoPeople } from './access.ts';

/**
 * Carol tells others of the company: somebody came through her link, and what Rob paid for his
 * hosting earned her a commission.
 */
export async function demoAffiliates(
  work: Work,
  { customerId, resellerId }: DemoPeople,
): Promise<void> {
  const { tx, app } = work;
  await tx.setting.create({ data: { name: 'AffiliateEnabled', value: 'on' } });
  const carol = await tx.client.findUniqueOrThrow({ where: { id: customerId } });
  const affiliateId = await activate(work, carol);
  const { code } = await tx.affiliate.update({
    where: { id: affiliateId },
    data: { visitors: 1 },
  });
  await tx.affiliateVisit.create({
    data: {
      affiliateId,
      ipHash: app.keyring.mac('affiliate-visit', `${affiliateId} 203.0.113.7`),
      referrer: 'https://carols-bakery.com/blog',
      landingPath: '/store/web-hosting/starter',
      visitedAt: new Date(now().getTime() - 12 * 86_400_000),
    },
  });
  const rob = await tx.client.findFirstOrThrow({ where: { resellerId } });
  await attachReferral(tx, rob.id, code);
  await bringCommissionsTo(work, await paidHosting(work, rob.id));
}

/** The invoice of a client's hosting, paid. */
async function paidHosting(work: Work, clientId: number): Promise<number> {
  const { id: serviceId, recurringAmount } = await work.tx.service.findFirstOrThrow({
    where: { clientId },
  });
  const issuedOn = addDays(today(), -12);
  const line = { description: 'Starter, one month', unitPrice: recurringAmount, serviceId };
  const id = await makeInvoice(work, {
    clientId,
    issuedOn,
    dueOn: issuedOn,
    lines: [{ type: 'SERVICE', ...line }],
  });
  await publish(work, id, false);
  await recordPayment(work, await readInvoice(work.tx, id), {
    amount: recurringAmount,
    gatewayId: null,
    transactionRef: 'DEMO-5',
    description: 'Bank transfer',
    sendEmail: false,
  });
  return id;
}
