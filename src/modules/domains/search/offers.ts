import type { Prisma } from '#generated/prisma/client.ts';
import type { Cycle } from '#core/cycles.ts';
import type { Context } from '#schema/context.ts';
import { type AvailabilityRequest, availabilityOf, type Known } from './availability.ts';
import { domainToUnicode } from 'node:url';
import { premiumOffers, sellsPremium } from './premium.ts';
import {
  type OfferedPrice,
  type PricedTld,
  pricingFor,
} from '#modules/domains/tlds/tld-pricing.ts';
import { registrarColumns } from '#modules/domains/registrars/registrar-settings.ts';

/** A name as it is offered: whether it is free, and what it costs. */
export interface Offer extends Known {
  unicodeName: string;
  tld: PricedTld;
  prices: OfferedPrice[];
  isFreeWithProduct: boolean;
  /** The cycles of the product it would be bought with that make it free. */
  freeCycles: Cycle[];
}

/** What comes free with a product. */
export interface FreeWith {
  tlds: readonly string[];
  cycles: readonly Cycle[];
  /** Every cycle the product is sold in makes it free. */
  isAlways: boolean;
}

/** What of a TLD a search needs. */
export const searchShape = {
  id: true,
  extension: true,
  whoisServer: true,
  rdapUrl: true,
  minLength: true,
  maxLength: true,
  registrar: {
    select: { isActive: true, ...registrarColumns },
  },
} satisfies Prisma.TldSelect;

/** A TLD as a search reads it. */
export type SearchTld = Prisma.TldGetPayload<{ select: typeof searchShape }>;

/** What a search is for. */
export interface OfferRequest {
  names: readonly { name: string; tld: SearchTld }[];
  currency: string;
  /** What comes free with the product a domain is bought with. */
  free?: FreeWith | null;
}

/** The names with their availability and what the actor pays, in the order they were asked for. */
export async function offersOf(
  { app, db, actor }: Context,
  { names, currency, free = null }: OfferRequest,
): Promise<Offer[]> {
  const requests: AvailabilityRequest[] = names.map(({ name, tld }) => ({ name, tld }));
  const [pricing, known] = await Promise.all([
    pricingFor(
      db,
      actor,
      currency,
      names.map(({ tld }) => tld.id),
    ),
    availabilityOf(app, requests),
  ]);
  const isSold = known.some(({ premium }) => premium) && (await sellsPremium(db));
  const premiumOf = new Map<string, OfferedPrice[]>();
  for (const { name, premium } of isSold ? known : [])
    if (premium) premiumOf.set(name, await premiumOffers(db, premium, currency));
  return known.flatMap((answer, index) => {
    const extension = names[index]?.tld.extension;
    const tld = pricing.tlds.find((each) => each.extension === extension);
    if (!tld || !extension) return [];
    const isFree = !answer.isPremium && free !== null && free.tlds.includes(extension);
    const prices = answer.isPremium ? (premiumOf.get(answer.name) ?? []) : tld.prices;
    // The price list does not hold for a premium name: one that is not sold here is not for sale.
    const status = answer.isPremium && !prices.length ? 'UNAVAILABLE' : answer.status;
    return [
      {
        ...answer,
        status,
        unicodeName: domainToUnicode(answer.name),
        tld,
        prices,
        isFreeWithProduct: isFree && free.isAlways,
        freeCycles: isFree ? [...free.cycles] : [],
      },
    ];
  });
}
