import { convert } from '#core/money.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#schema/context.ts';
import { type AvailabilityRequest, availabilityOf, type Known } from './availability.ts';
import { domainToUnicode } from 'node:url';
import {
  type OfferedPrice,
  type PricedTld,
  pricingFor,
} from '#modules/domains/tlds/tld-pricing.ts';

/** A name as it is offered: whether it is free, and what it costs. */
export interface Offer extends Known {
  unicodeName: string;
  tld: PricedTld;
  prices: OfferedPrice[];
  isFreeWithProduct: boolean;
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
    select: { module: true, settingsEncrypted: true, isTestMode: true, isActive: true },
  },
} satisfies Prisma.TldSelect;

/** A TLD as a search reads it. */
export type SearchTld = Prisma.TldGetPayload<{ select: typeof searchShape }>;

/** What a search is for. */
export interface OfferRequest {
  names: readonly { name: string; tld: SearchTld }[];
  currency: string;
  /** TLDs that come free with the product a domain is bought with. */
  freeTlds?: readonly string[];
}

/** The names with their availability and what the actor pays, in the order they were asked for. */
export async function offersOf(
  { app, db, actor }: Context,
  { names, currency, freeTlds = [] }: OfferRequest,
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
  const rates = known.some(({ premium }) => premium)
    ? await db.currency.findMany({ select: { code: true, rate: true } })
    : [];
  return known.flatMap((answer, index) => {
    const extension = names[index]?.tld.extension;
    const tld = pricing.tlds.find((each) => each.extension === extension);
    if (!tld || !extension) return [];
    const premium = premiumIn(answer, rates, currency);
    return [
      {
        ...answer,
        unicodeName: domainToUnicode(answer.name),
        tld,
        prices: premium ? [premium] : answer.isPremium ? [] : tld.prices,
        isFreeWithProduct: !answer.isPremium && freeTlds.includes(extension),
      },
    ];
  });
}

/** The price of a premium name, which the registry sets; null where it did not say it. */
function premiumIn(
  { premium }: Known,
  rates: readonly { code: string; rate: Prisma.Decimal }[],
  currency: string,
): OfferedPrice | null {
  const from = rates.find(({ code }) => code === premium?.currency);
  const to = rates.find(({ code }) => code === currency);
  if (!premium || !from || !to) return null;
  const amount = new Prisma.Decimal(convert(premium.amount, from, to).toFixed());
  return { action: 'REGISTER', years: 1, amount, currency };
}
