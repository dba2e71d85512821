import { z } from 'zod';
import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { round } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { there } from '#modules/catalog/visible.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import type { builder } from '#schema/builder.ts';
import type { Work } from '#schema/work.ts';
import { Reseller } from '#modules/resellers/reseller.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** With whom prices are agreed, and in which currency. */
export const agreeFields = (t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) => ({
  resellerId: t.globalID({
    for: Reseller,
    required: true,
    description: 'ID of the reseller the prices are agreed with.',
  }),
  currency: t.field({
    type: 'CurrencyCode',
    description: 'Currency of the prices. Default: the currency the reseller sells in.',
  }),
});

/** As many prices as one change may set. */
export const somePrices = z.array(z.unknown()).min(1, 'is required').max(1_000);

/** The errors of an agreement. */
export const agreementErrors = ['RESELLER_NOT_FOUND', 'CURRENCY_NOT_FOUND', 'FORBIDDEN'] as const;

interface AgreedPriceInput {
  resellerId: { typename: string; id: string };
  currency?: string | null | undefined;
}

/**
 * Begins an agreement with a reseller. What resellers pay is the company's to say; the catalogue's
 * lock lets one agreement in at a time, and every process learns of it.
 * @throws DomainError FORBIDDEN, RESELLER_NOT_FOUND, CURRENCY_NOT_FOUND
 */
export async function beginAgreement(
  work: Work,
  action: string,
  { resellerId, currency }: AgreedPriceInput,
) {
  const { tx, actor, fail } = work;
  if (!isStaff(actor)) fail('FORBIDDEN');
  await changeCatalog(work, 'reseller-prices');
  const seller = there(
    await tx.reseller.findUnique({
      where: { id: keyOf(resellerId) },
      select: { id: true, clientId: true, currencyCode: true },
    }),
    'RESELLER_NOT_FOUND',
  );
  const currencyCode = currency ?? seller.currencyCode;
  if (!(await tx.currency.count({ where: { code: currencyCode } })))
    fail('CURRENCY_NOT_FOUND', undefined, { field: 'currency' });
  work.announce('resellerPrices.changed', { resellerId: seller.id });
  work.describe({
    description: `${action} - Reseller ID: ${seller.id}`,
    clientId: seller.clientId,
  });
  return { resellerId: seller.id, currencyCode };
}

/** Refuses what the currency cannot be paid in, and a place that is given twice. */
export function checkAgreed(
  { fail }: Work,
  prices: readonly { place: string; amounts: (Prisma.Decimal | null | undefined)[] }[],
  currencyCode: string,
): void {
  const wrong = (message: string): never =>
    fail('BAD_INPUT', `prices: ${message}`, { field: 'prices' });
  const seen = new Set<string>();
  for (const { place, amounts } of prices) {
    if (seen.has(place)) wrong(`${place} is given twice`);
    seen.add(place);
    const odd = amounts.find(
      (amount) => amount && !round(amount, currencyCode).equals(amount.toFixed()),
    );
    if (odd) wrong(`${odd.toFixed()} is no whole amount of ${currencyCode}`);
  }
}
