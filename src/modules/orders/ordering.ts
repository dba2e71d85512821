import type { Decimal } from 'decimal.js';
import { addDays } from '#core/dates.ts';
import { sum } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { NewLine } from '#modules/billing/invoices/make-invoice.ts';
import { pricedColumns } from './cart-rows.ts';
import type { ItemQuote, PriceQuote } from '#modules/catalog/pricing/calculate.ts';
import type { PriceLine } from '#modules/catalog/pricing/terms.ts';
import type { Work } from '#schema/work.ts';

/** The columns of a cart's item that an order is made of. */
export const itemColumns = {
  ...pricedColumns,
  eppCodeEncrypted: true,
  rootPasswordEncrypted: true,
  ns1: true,
  ns2: true,
  ns3: true,
  ns4: true,
  ns5: true,
  additionalFields: true,
  idnLanguage: true,
  addons: {
    select: { ...pricedColumns.addons.select, addon: { select: { name: true, isTaxed: true } } },
  },
  product: { select: { name: true, isRetired: true } },
  tld: { select: { registrarId: true } },
  domain: {
    select: {
      id: true,
      clientId: true,
      status: true,
      isPremium: true,
      premiumCost: true,
      premiumCurrencyCode: true,
    },
  },
} satisfies Prisma.CartItemSelect;

/** An item of a cart, as it is ordered. */
export type Item = Prisma.CartItemGetPayload<{ select: typeof itemColumns }>;

/** Everything that placing an order works with. */
export interface Ordering {
  work: Work;
  orderId: number;
  clientId: number;
  currency: string;
  gatewayId: number;
  /** The promotion, where it makes something cheaper. */
  promotion: { id: number; cyclesLeft: number | null } | null;
  quote: PriceQuote;
  /** The service that came of a product item, for the domains that go with it. */
  serviceOf: Map<number, number>;
  addonOf: Map<string, number>;
  domainOf: Map<number, number>;
  /** What a domain item costs the company, until a line of the bill says so. */
  costOf: Map<number, Decimal>;
}

/** What an item costs. */
export const quoteOf = ({ quote }: Ordering, key: number): ItemQuote => {
  const found = quote.items.find((item) => item.key === key);
  if (!found) throw new Error(`Item ${key} of the cart was not priced.`);
  return found;
};

/** What is to be paid first for an item, or for one of its addons, discounts taken off. */
export const firstPayment = (
  { quote }: Ordering,
  key: number,
  addonId: number | null = null,
): Decimal =>
  sum(
    quote.lines
      .filter((line) => line.itemKey === key && line.addonId === addonId)
      .map(({ amount }) => amount),
  );

/** What each further period of an item costs, as long as its promotion holds. */
export const recurringOf = (ordering: Ordering, key: number): Decimal => {
  const { recurring, recurringDiscount } = quoteOf(ordering, key);
  return recurring.minus(recurringDiscount);
};

/** A line of the quote as a line of the invoice, about what came of it. */
export function invoiceLine(
  { serviceOf, addonOf, domainOf, costOf, promotion }: Ordering,
  line: PriceLine,
): NewLine {
  const { type, itemKey, addonId, period } = line;
  // The first line of a domain is the domain itself; those of its addons follow.
  const unitCost = costOf.get(itemKey);
  costOf.delete(itemKey);
  return {
    type,
    description: line.description,
    quantity: String(line.quantity),
    unitPrice: line.unitPrice,
    ...(unitCost && { unitCost }),
    isTaxed: line.isTaxed,
    serviceId: serviceOf.get(itemKey) ?? null,
    serviceAddonId: addonId === null ? null : (addonOf.get(`${itemKey}:${addonId}`) ?? null),
    domainId: domainOf.get(itemKey) ?? null,
    promotionId: type === 'PROMOTION' ? (promotion?.id ?? null) : null,
    // The quote names the day after the last one that is paid for; an invoice names the last one.
    period: period ? { from: period.from, to: addDays(period.to, -1) } : undefined,
  };
}
