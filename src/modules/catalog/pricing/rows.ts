import { toDay } from '#core/dates.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { ProductTerms, PromotionTerms, Target, TldTerms } from './terms.ts';

const prices = {
  select: { currencyCode: true, cycle: true, setupFee: true, price: true },
} as const;

/** The columns of a product that decide its price. */
export const productColumns = {
  id: true,
  name: true,
  payType: true,
  isTaxed: true,
  freeDomain: true,
  freeDomainCycles: true,
  freeDomainTlds: true,
  prorataEnabled: true,
  prorataDay: true,
  prorataNextMonthAfterDay: true,
  prices: {
    select: { currencyCode: true, cycle: true, setupFee: true, price: true, oldPrice: true },
  },
} satisfies Prisma.ProductSelect;

/** The columns of a choice that decide its price. */
export const choiceColumns = {
  id: true,
  name: true,
  optionId: true,
  option: { select: { type: true } },
  prices,
} satisfies Prisma.ConfigOptionChoiceSelect;

/** The columns of an addon that decide its price. */
export const addonColumns = {
  id: true,
  name: true,
  payType: true,
  isTaxed: true,
  prices,
} satisfies Prisma.AddonSelect;

/** The columns of a TLD that decide its price. */
export const tldColumns = {
  id: true,
  extension: true,
  defaultYears: true,
  freePeriodPriceOff: true,
  prices: { select: { currencyCode: true, action: true, years: true, price: true } },
  addonPrices: { select: { currencyCode: true, addon: true, price: true } },
} satisfies Prisma.TldSelect;

/** The columns of a promotion that decide whether it holds and what for. */
export const promotionColumns = {
  id: true,
  code: true,
  type: true,
  value: true,
  currencyCode: true,
  isRecurring: true,
  recurForCycles: true,
  cycles: true,
  domainYears: true,
  isOncePerOrder: true,
  requiresExisting: true,
  isActive: true,
  startOn: true,
  expiresOn: true,
  maxUses: true,
  uses: true,
  newSignupsOnly: true,
  existingClientsOnly: true,
  isOncePerClient: true,
  targets: { select: { role: true, productId: true, addonId: true, tldId: true } },
} satisfies Prisma.PromotionSelect;

type ProductRow = Prisma.ProductGetPayload<{ select: typeof productColumns }>;
type TldRow = Prisma.TldGetPayload<{ select: typeof tldColumns }>;
type PromotionRow = Prisma.PromotionGetPayload<{ select: typeof promotionColumns }>;

/** A product's row as the pricing function takes it. */
export const productTerms = (row: ProductRow): ProductTerms => ({
  ...row,
  prorata: row.prorataEnabled
    ? { day: row.prorataDay, nextMonthAfterDay: row.prorataNextMonthAfterDay }
    : null,
});

/** A TLD's row as the pricing function takes it. */
export const tldTerms = ({ addonPrices, ...row }: TldRow): TldTerms => ({
  ...row,
  addonPriceRows: addonPrices,
});

/** A promotion's row as the pricing function takes it. */
export function promotionTerms({ targets, ...row }: PromotionRow): PromotionTerms {
  const of = (role: 'APPLIES_TO' | 'REQUIRES') =>
    targets.filter((target) => target.role === role).flatMap(targetOf);
  return {
    ...row,
    startOn: row.startOn && toDay(row.startOn),
    expiresOn: row.expiresOn && toDay(row.expiresOn),
    appliesTo: of('APPLIES_TO'),
    requires: of('REQUIRES'),
  };
}

function targetOf({ productId, addonId, tldId }: PromotionRow['targets'][number]): Target[] {
  if (productId !== null) return [{ kind: 'PRODUCT', id: productId }];
  if (addonId !== null) return [{ kind: 'ADDON', id: addonId }];
  return tldId === null ? [] : [{ kind: 'TLD', id: tldId }];
}
