import type { Actor } from '#core/actor.ts';
import { convert, exact } from '#core/money.ts';
import { onceFor } from '#core/once-for.ts';
import { DomainError } from '#core/errors.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { loadRates } from '#modules/catalog/pricing/load-buyer.ts';
import { buysItself, pricesFor } from '#modules/catalog/pricing/seller-prices.ts';
import type { PriceOverride } from '#modules/catalog/pricing/terms.ts';
import { versionOf } from '#modules/catalog/version.ts';
import type { Db } from '#platform/database/client.ts';
import type { PricedAction } from './tld-prices.ts';

/** The price of an action for some years. */
export interface OfferedPrice {
  action: PricedAction;
  years: number;
  amount: Prisma.Decimal;
  currency: string;
}

/** A TLD with its prices in one currency, ready to be shown. */
export interface PricedTld {
  id: number;
  extension: string;
  unicodeExtension: string;
  label: 'FREE' | 'HOT' | 'NEW' | 'SALE' | null;
  categories: string[];
  offersIdProtection: boolean;
  offersDnsManagement: boolean;
  offersEmailForwarding: boolean;
  isSuggested: boolean;
  isSpotlight: boolean;
  defaultYears: number;
  graceDays: number;
  graceFee: Prisma.Decimal;
  redemptionDays: number;
  redemptionFee: Prisma.Decimal;
  prices: OfferedPrice[];
  currency: string;
}

/** A whole price list. */
export interface TldPricing {
  version: number;
  currency: {
    id: number;
    code: string;
    prefix: string;
    suffix: string;
    format: number;
    rate: Prisma.Decimal;
  };
  tlds: PricedTld[];
}

const shape = {
  id: true,
  extension: true,
  unicodeExtension: true,
  label: true,
  offersIdProtection: true,
  offersDnsManagement: true,
  offersEmailForwarding: true,
  isSuggested: true,
  isSpotlight: true,
  defaultYears: true,
  graceDays: true,
  graceFee: true,
  redemptionDays: true,
  redemptionFee: true,
  currency: { select: { rate: true } },
  categories: { select: { category: { select: { name: true } } }, orderBy: { id: 'asc' } },
} satisfies Prisma.TldSelect;

const listsOf = onceFor((_db: Db) => new Map<string, Promise<TldPricing>>());

/**
 * The price list in a currency. It is made once for each version of the catalogue and kept; every
 * change of a TLD or a rate makes a new version, in whichever process it happens.
 * @throws DomainError BAD_INPUT for a currency that is not used here.
 */
export async function tldPricing(db: Db, currency: string): Promise<TldPricing> {
  const row = await db.catalogVersion.findUnique({ where: { kind: 'tlds' } });
  const version = row?.version ?? 0;
  const lists = listsOf(db);
  const name = `${version} ${row?.updatedAt.getTime() ?? 0} ${currency}`;
  const known = lists.get(name);
  if (known) return known;
  const list = readPricing(db, currency, version);
  // What belongs to earlier versions is of no use to anybody any more.
  for (const other of lists.keys()) if (!other.startsWith(`${version} `)) lists.delete(other);
  lists.set(name, list);
  list.catch(() => lists.delete(name));
  return list;
}

async function readPricing(db: Db, code: string, version: number): Promise<TldPricing> {
  const currency = await db.currency.findUnique({ where: { code } });
  if (!currency)
    throw new DomainError('BAD_INPUT', `${code} is not used here.`, { field: 'currency' });
  const [tlds, prices] = await Promise.all([
    db.tld.findMany({
      where: { isActive: true },
      select: shape,
      orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
    }),
    db.tldPrice.findMany({
      where: { currencyCode: code, tld: { isActive: true } },
      select: { tldId: true, action: true, years: true, price: true },
      orderBy: [{ action: 'asc' }, { years: 'asc' }, { id: 'asc' }],
    }),
  ]);
  const groups = new Map<number, OfferedPrice[]>();
  for (const { tldId, action, years, price } of prices) {
    const list = groups.get(tldId) ?? [];
    list.push({ action, years, amount: price, currency: code });
    groups.set(tldId, list);
  }
  return {
    version,
    currency,
    tlds: tlds.map(({ currency: own, categories, ...tld }) => ({
      ...tld,
      graceFee: inCurrency(tld.graceFee, own.rate, currency),
      redemptionFee: inCurrency(tld.redemptionFee, own.rate, currency),
      categories: categories.map(({ category }) => category.name),
      prices: groups.get(tld.id) ?? [],
      currency: code,
    })),
  };
}

const inCurrency = (
  amount: Prisma.Decimal,
  rate: Prisma.Decimal,
  to: { rate: Prisma.Decimal; code: string },
) => new Prisma.Decimal(convert(amount, { rate }, to).toFixed());

/**
 * The price list as an actor pays it: for a customer of a reseller with that one's prices, for a
 * reseller with its cost. With `tldIds` it holds these TLDs alone.
 * @throws DomainError BAD_INPUT for a currency that is not used here.
 */
export async function pricingFor(
  db: Db,
  actor: Actor,
  currency: string,
  tldIds?: readonly number[],
): Promise<TldPricing> {
  const whole = await tldPricing(db, currency);
  const pricing = tldIds
    ? { ...whole, tlds: whole.tlds.filter(({ id }) => tldIds.includes(id)) }
    : whole;
  if (!buysItself(actor)) return pricing;
  const rates = await loadRates(db);
  const only = tldIds && { tldIds, productIds: [] };
  const own = await pricesFor(db, actor, { currency, rates, ...(only && { only }) });
  if (!own) return pricing;
  const version = pricing.version + (await versionOf(db, 'reseller-prices'));
  return { ...withPrices(pricing, own), version };
}

/** The price list with other prices where there are some. */
function withPrices(pricing: TldPricing, own: PriceOverride): TldPricing {
  const restoreOf = ({ id: tldId, redemptionFee }: PricedTld) => {
    const found = own({ kind: 'TLD', tldId, action: 'RESTORE', years: 1 });
    return found ? new Prisma.Decimal(exact(found.price).toFixed()) : redemptionFee;
  };
  const tlds = pricing.tlds.map((tld) => ({
    ...tld,
    redemptionFee: restoreOf(tld),
    prices: tld.prices.map((offered) => {
      const { action, years } = offered;
      const found = own({ kind: 'TLD', tldId: tld.id, action, years });
      return found
        ? { ...offered, amount: new Prisma.Decimal(exact(found.price).toFixed()) }
        : offered;
    }),
  }));
  return { ...pricing, tlds };
}

/** The currency an actor is shown prices in when it names none: its own, else the base. */
export async function displayCurrencyOf(db: Db, actor: Actor): Promise<string> {
  const [clientId] = actor.clientIds;
  if (clientId !== undefined) {
    const client = await db.client.findUnique({
      where: { id: clientId },
      select: { currencyCode: true },
    });
    if (client) return client.currencyCode;
  }
  if (actor.resellerId !== null) {
    const reseller = await db.reseller.findUnique({
      where: { id: actor.resellerId },
      select: { currencyCode: true },
    });
    if (reseller) return reseller.currencyCode;
  }
  const base = await db.currency.findFirstOrThrow({ where: { isBase: true } });
  return base.code;
}
