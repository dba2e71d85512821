import type { Cycle } from '#core/cycles.ts';
import type { Day } from '#core/dates.ts';
import type { Amount } from '#core/money.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { sellerPrices, visitorPrices, type PriceScope } from './seller-prices.ts';
import { loadBuyer, loadFacts, loadRates } from './load-buyer.ts';
import { loadTaxSettings } from './load-taxes.ts';
import { type PromotionFault, promotionFault } from './promotion.ts';
import { loadMarkup } from './premium.ts';
import {
  addonColumns,
  choiceColumns,
  productColumns,
  productTerms,
  promotionColumns,
  promotionTerms,
  tldColumns,
  tldTerms,
} from './rows.ts';
import type {
  Basket,
  BasketItem,
  DomainAction,
  DomainAddon,
  LateFee,
  PremiumPrices,
  PriceOverride,
  PromotionTerms,
  Target,
} from './terms.ts';

type Reader = Db | Tx;

/** A product to be priced, by ids; the rows are read here. */
export interface ProductRequest {
  kind: 'PRODUCT';
  key: number;
  productId: number;
  cycle: Cycle;
  quantity: number;
  /** The choices made, with units for options that count. */
  choices: readonly { choiceId: number; quantity: number }[];
  addons: readonly { addonId: number; cycle: Cycle; quantity: number }[];
  domainName: string;
  /** It is set up already, so no setup fee is charged. */
  isRunning?: boolean;
}

/** A domain to be priced. */
export interface DomainRequest {
  kind: 'DOMAIN';
  key: number;
  action: DomainAction | 'OWNED';
  domainName: string;
  tldId: number | null;
  years: number;
  domainAddons: readonly DomainAddon[];
  parentKey: number | null;
  /** The client's domain that is renewed: its late fee is read from its TLD. */
  domainId: number | null;
  /** Whether renewals cost nothing with the product it goes with; by the product by default. */
  isRenewedFree?: boolean;
  /** What the registry asks for a premium name that is bought; of one that is renewed it is read. */
  premium?: PremiumPrices | null;
}

/** Who buys what, when, in which currency. */
export interface BasketRequest {
  currency: string;
  clientId: number | null;
  /** By which key a visitor came, who is no client yet. */
  credentialId?: number | null;
  on: Day;
  promotionId: number | null;
  items: readonly (ProductRequest | DomainRequest)[];
  /** Instead of what the buyer's reseller asks. */
  override?: PriceOverride;
}

/** A basket ready for `calculate`. A promotion that does not hold is left out of it, with the reason. */
export interface Loaded {
  basket: Basket;
  promotion: PromotionTerms | null;
  promotionFault: PromotionFault | null;
}

/** What a wanted list holds, as promotions see it. */
export const targetsOf = (items: BasketRequest['items']): Target[] =>
  items.flatMap((item): Target[] =>
    item.kind === 'DOMAIN'
      ? item.tldId === null || item.action === 'OWNED'
        ? []
        : [{ kind: 'TLD', id: item.tldId }]
      : [
          { kind: 'PRODUCT', id: item.productId },
          ...item.addons.map(({ addonId }) => ({ kind: 'ADDON' as const, id: addonId })),
        ],
  );

const idsIn = (items: BasketRequest['items']) => ({
  tldIds: items.flatMap((item) =>
    item.kind === 'DOMAIN' && item.tldId !== null ? [item.tldId] : [],
  ),
  productIds: items.flatMap((item) => (item.kind === 'PRODUCT' ? [item.productId] : [])),
});

/** Reads all rows a basket's prices depend on. Items whose product is gone are left out. */
export async function loadBasket(db: Reader, requested: BasketRequest): Promise<Loaded> {
  const { currency, clientId, on, promotionId } = requested;
  const [rates, taxSettings, items, premiumMarkup] = await Promise.all([
    loadRates(db),
    loadTaxSettings(db),
    loadItems(db, requested.items),
    loadMarkup(db),
  ]);
  const buyer = await loadBuyer(db, clientId, currency, taxSettings);
  const only = idsIn(requested.items);
  const override =
    requested.override ?? (await ownPrices(db, requested, { currency, rates, only }));
  const row =
    promotionId === null
      ? null
      : await db.promotion.findUnique({ where: { id: promotionId }, select: promotionColumns });
  const promotion = row && promotionTerms(row);
  const holds = targetsOf(requested.items);
  const fault =
    promotion &&
    promotionFault(promotion, { on, holds, client: await loadFacts(db, promotion.id, clientId) });
  return {
    promotion,
    promotionFault: fault,
    basket: {
      currency,
      rates,
      on,
      items,
      buyer,
      promotion: fault ? null : promotion,
      taxesDomains: taxSettings.taxesDomains,
      premiumMarkup,
      ...(override && { override }),
    },
  };
}

const ownPrices = (db: Reader, { clientId, credentialId }: BasketRequest, scope: PriceScope) =>
  clientId === null && credentialId
    ? visitorPrices(db, credentialId, scope)
    : sellerPrices(db, clientId, scope);

const byId = <Row extends { id: number }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.id, row]));

/** The rows with these ids; nothing is asked where there are none. */
async function rowsOf<Row>(
  ids: readonly (number | null)[],
  find: (where: { id: { in: number[] } }) => Promise<Row[]>,
): Promise<Row[]> {
  const own = [...new Set(ids.filter((id) => id !== null))];
  return own.length ? find({ id: { in: own } }) : [];
}

async function loadItems(db: Reader, requested: BasketRequest['items']): Promise<BasketItem[]> {
  const products = requested.filter((item) => item.kind === 'PRODUCT');
  const domains = requested.filter((item) => item.kind === 'DOMAIN');
  const choices = products.flatMap((item) => item.choices.map(({ choiceId }) => choiceId));
  const addonIds = products.flatMap((item) => item.addons.map(({ addonId }) => addonId));
  const [productRows, choiceRows, addonRows, tldRows] = await Promise.all([
    rowsOf(
      products.map(({ productId }) => productId),
      (where) => db.product.findMany({ where, select: productColumns }),
    ),
    rowsOf(choices, (where) => db.configOptionChoice.findMany({ where, select: choiceColumns })),
    rowsOf(addonIds, (where) => db.addon.findMany({ where, select: addonColumns })),
    rowsOf(
      domains.map(({ tldId }) => tldId),
      (where) => db.tld.findMany({ where, select: tldColumns }),
    ),
  ]);
  const heldOf = await loadHeld(
    db,
    domains.flatMap(({ domainId }) => (domainId === null ? [] : [domainId])),
  );
  const [productOf, choiceOf, addonOf, tldOf] = [
    byId(productRows),
    byId(choiceRows),
    byId(addonRows),
    byId(tldRows),
  ];
  return requested.flatMap((item): BasketItem[] => {
    if (item.kind === 'DOMAIN') {
      const row = item.tldId === null ? undefined : tldOf.get(item.tldId);
      const held = item.domainId === null ? undefined : heldOf.get(item.domainId);
      const premium = held ? held.premium : (item.premium ?? null);
      return [
        { ...item, tld: row ? tldTerms(row) : null, lateFee: held?.lateFee ?? null, premium },
      ];
    }
    const row = productOf.get(item.productId);
    if (!row) return [];
    const options = item.choices.flatMap(({ choiceId, quantity }) => {
      const choice = choiceOf.get(choiceId);
      if (!choice) return [];
      const counts = choice.option.type === 'QUANTITY' || choice.option.type === 'YES_NO';
      const units = counts ? quantity : 1;
      // A switch that is off and a counter at zero cost nothing.
      if (units < 1) return [];
      const { optionId, name, prices } = choice;
      return [{ optionId, choiceId, name, prices, quantity: units }];
    });
    const addons = item.addons.flatMap(({ addonId, cycle, quantity }) => {
      const addon = addonOf.get(addonId);
      if (!addon) return [];
      const { name, payType, isTaxed, prices } = addon;
      return [{ addonId, name, payType, isTaxed, prices, cycle, quantity }];
    });
    const { choices: _choices, ...rest } = item;
    return [{ ...rest, product: productTerms(row), options, addons }];
  });
}

/** What decides the renewal of a domain that is here, besides its TLD's price list. */
interface HeldTerms {
  /** In the grace period its fee, after it the redemption's. */
  lateFee: LateFee | null;
  premium: PremiumPrices | null;
}

async function loadHeld(
  db: Reader,
  ids: readonly number[],
): Promise<ReadonlyMap<number, HeldTerms>> {
  if (ids.length === 0) return new Map();
  const rows = await db.domain.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      status: true,
      isPremium: true,
      premiumCost: true,
      premiumCurrencyCode: true,
      currencyCode: true,
      tld: { select: { graceFee: true, redemptionFee: true, currencyCode: true } },
    },
  });
  return new Map(
    rows.map((row) => {
      const isLate = row.status === 'GRACE' || row.status === 'REDEMPTION';
      const lateFee = isLate && row.tld ? lateFeeOf(row.status === 'GRACE', row.tld) : null;
      return [row.id, { lateFee, premium: premiumOf(row) }];
    }),
  );
}

/** The registry's renewal price of a domain; null where its price list holds, or none is known. */
const premiumOf = (domain: {
  isPremium: boolean;
  premiumCost: Amount | null;
  premiumCurrencyCode: string | null;
  currencyCode: string;
}): PremiumPrices | null =>
  domain.isPremium && domain.premiumCost !== null
    ? {
        register: null,
        renew: domain.premiumCost,
        currencyCode: domain.premiumCurrencyCode ?? domain.currencyCode,
      }
    : null;

const lateFeeOf = (
  isGrace: boolean,
  {
    graceFee,
    redemptionFee,
    currencyCode,
  }: { graceFee: Amount; redemptionFee: Amount; currencyCode: string },
): LateFee => ({
  kind: isGrace ? 'GRACE' : 'RESTORE',
  price: isGrace ? graceFee : redemptionFee,
  currencyCode,
});
