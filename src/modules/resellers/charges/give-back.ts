import type { Decimal } from 'decimal.js';
import { convert, exact } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { lockInvoice } from '#modules/billing/invoices/lock.ts';
import { refundCredit } from '#modules/billing/invoices/reopen.ts';
import type { App } from '#schema/app.ts';
import { systemAction } from '#schema/system-action.ts';
import type { Work } from '#schema/work.ts';
import { chargeReseller } from './charge.ts';
import type { CostLine } from './cost.ts';
import { isCovered } from './covered.ts';
import { askedBy } from './sold.ts';

const JOB = 'resellers.give-back';

/** What a customer pays after all its reseller is not charged for: the company has its money once. */
export async function startGivingBack(app: App): Promise<void> {
  await app.jobs.define<{ chargeId: number }>(JOB, { retryLimit: 10 }, async ({ chargeId }) => {
    await systemAction(app, { action: JOB, input: { chargeId } }, (work) =>
      giveBack(work, chargeId),
    );
  });
  await app.outbox.consume({
    name: 'resellers.charges',
    types: ['invoice.paid'],
    handle: async ({ payload }, tx) => {
      const { invoiceId } = payload as { invoiceId: number };
      const where = { standsInForId: invoiceId, status: 'PAID' } as const;
      for (const { id } of await tx.invoice.findMany({ where, select: { id: true } }))
        await app.jobs.send(tx, JOB, { chargeId: id });
    },
  });
}

const columns = {
  chargedFor: true,
  standsInFor: { select: { id: true, status: true, currency: true } },
  currency: true,
  items: { orderBy: { id: 'asc' } },
} satisfies Prisma.InvoiceSelect;

/** Gives a charge back whose customer has paid; what that did not cover is charged anew. */
async function giveBack(work: Work, chargeId: number): Promise<void> {
  const { tx } = work;
  const charge = await lockInvoice(tx, chargeId);
  const { chargedFor, standsInFor, currency, items } = await tx.invoice.findUniqueOrThrow({
    where: { id: chargeId },
    select: columns,
  });
  const { clientId } = charge;
  if (charge.status !== 'PAID' || standsInFor?.status !== 'PAID') return;
  if (clientId === null || chargedFor === null) return;
  await refundCredit(work, charge);
  const lines: CostLine[] = items.map(({ type, description, quantity, unitPrice, isTaxed }) => ({
    type: type as CostLine['type'],
    description,
    quantity: quantity.toNumber(),
    unitPrice: exact(unitPrice),
    isTaxed,
  }));
  const asked = await askedOn(work, standsInFor.id, chargedFor);
  const paid = convert(asked, standsInFor.currency, currency);
  if (isCovered(lines, asked, { of: currency, by: standsInFor.currency })) return;
  const owed = { clientId, currency: currency.code, chargedFor, lines, paid };
  await chargeReseller(work, { ...owed, standsInForId: null });
}

/** What an invoice asked for something that a reseller was charged for. */
async function askedOn({ tx }: Work, invoiceId: number, chargedFor: string): Promise<Decimal> {
  const [type = '', key] = chargedFor.split(':');
  const id = Number(key);
  if (type === 'ServiceUpgrade')
    return exact((await tx.serviceUpgrade.findUniqueOrThrow({ where: { id } })).amount);
  const own =
    type === 'Domain'
      ? { domainId: id }
      : type === 'Service'
        ? { serviceId: id, serviceAddonId: null }
        : { serviceAddonId: id };
  const lines = await tx.invoiceItem.findMany({
    where: { invoiceId, ...own, type: { notIn: ['PROMOTION', 'GROUP_DISCOUNT', 'LATE_FEE'] } },
  });
  return askedBy(lines);
}
