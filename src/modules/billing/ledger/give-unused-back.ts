import type { Decimal } from 'decimal.js';
import { exact } from '#core/money.ts';
import type { ServiceUpgrade } from '#generated/prisma/client.ts';
import { loadBuyer } from '#modules/catalog/pricing/load-buyer.ts';
import { loadTaxSettings } from '#modules/catalog/pricing/load-taxes.ts';
import { taxOf } from '#modules/catalog/pricing/tax.ts';
import type { Work } from '#schema/work.ts';
import { moveCredit } from './credit.ts';
import { lockClientMoney } from '#modules/billing/invoices/lock.ts';

/**
 * Gives the unused part of what was paid for a service, which became something cheaper, as credit:
 * sale and tax are booked back as with a refund.
 */
export async function giveUnusedBack(work: Work, upgrade: ServiceUpgrade): Promise<void> {
  const { clientId, currencyCode: currency, serviceId } = upgrade;
  await lockClientMoney(work.tx, clientId);
  const amount = exact(upgrade.credit);
  const tax = await taxIn(work, upgrade);
  const creditId = await moveCredit(
    work,
    {
      cause: 'REFUND',
      description: `Unused part of service ${serviceId}`,
      subject: { type: 'ServiceUpgrade', id: upgrade.id },
      against: [
        { account: 'REFUND', amount: amount.minus(tax), clientId },
        { account: 'TAX', amount: tax, clientId },
      ],
    },
    {
      clientId,
      currency,
      amount,
      description: `Unused part of service ${serviceId}`,
      adminId: work.actor.adminId,
    },
  );
  work.announce('credit.added', { creditId, clientId });
}

/** The tax in what is given back of what the service was. */
async function taxIn({ tx }: Work, upgrade: ServiceUpgrade): Promise<Decimal> {
  const { clientId, currencyCode: currency, fromProductId } = upgrade;
  const where = { id: fromProductId };
  const { isTaxed } = await tx.product.findUniqueOrThrow({ where, select: { isTaxed: true } });
  if (!isTaxed) return exact('0');
  const buyer = await loadBuyer(tx, clientId, currency, await loadTaxSettings(tx));
  const taxes = buyer.taxes.map((rule) => ({ ...rule, mode: 'INCLUSIVE' as const }));
  const { tax, tax2 } = taxOf(upgrade.credit, taxes, currency);
  return tax.plus(tax2);
}
