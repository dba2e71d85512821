import type { Cycle } from '#core/cycles.ts';
import type { Day } from '#core/dates.ts';
import type { Amount } from '#core/money.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { pricesOf, visitorPrices, type PriceScope } from './seller-prices.ts';
import { loadBuyer, loadFacts, loadRates, loadTaxSettings } from './load-buyer.ts';
import { type PromotionFault, promotionFault } from './promotion.ts';
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
  const rates = await loadRates(db);
  const taxSettings = await loadTaxSettings(db);
  const buyer = await loadBuyer(db, clientId, currency, taxSettings);
  const items = await loadItems(db, requested.items);
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
      ...(override && { override }),
    },
  };
}

const ownPrices = (db: Reader, { clientId, credentialId }: BasketRequest, scope: PriceScope) =>
  clientId === null && credentialId
    ? visitorPrices(db, credentialId, scope)
    : pricesOf(db, clientId, scope);

const byId = <Row extends { id: number }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.id, row]));

async function loadItems(db: Reader, requested: BasketRequest['items']): Promise<BasketItem[]> {
  const products = requested.filter((item) => item.kind === 'PRODUCT');
  const domains = requested.filter((item) => item.kind === 'DOMAIN');
  const ids = (list: readonly (number | null)[]) => ({
    id: { in: [...new Set(list.filter((id) => id !== null))] },
  });
  const productRows = await db.product.findMany({
    where: ids(products.map(({ productId }) => productId)),
    select: productColumns,
  });
  const choiceRows = await db.configOptionChoice.findMany({
    where: ids(products.flatMap(({ choices }) => choices.map(({ choiceId }) => choiceId))),
    select: choiceColumns,
  });
  const addonRows = await db.addon.findMany({
    where: ids(products.flatMap(({ addons }) => addons.map(({ addonId }) => addonId))),
    select: addonColumns,
  });
  const tldRows = await db.tld.findMany({
    where: ids(domains.map(({ tldId }) => tldId)),
    select: tldColumns,
  });
  const feeOfDomain = await loadLateFees(
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
      const lateFee = item.domainId === null ? null : (feeOfDomain.get(item.domainId) ?? null);
      return [{ ...item, tld: row ? tldTerms(row) : null, lateFee }];
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

/** What renewing costs on top, by domain: in the grace period its fee, after it the redemption's. */
async function loadLateFees(
  db: Reader,
  ids: readonly number[],
): Promise<ReadonlyMap<number, LateFee | null>> {
  if (ids.length === 0) return new Map();
  const rows = await db.domain.findMany({
    where: { id: { in: [...ids] }, status: { in: ['GRACE', 'REDEMPTION'] } },
    select: {
      id: true,
      status: true,
      tld: { select: { graceFee: true, redemptionFee: true, currencyCode: true } },
    },
  });
  return new Map(
    rows.map(({ id, status, tld }) => [id, tld && lateFeeOf(status === 'GRACE', tld)]),
  );
}

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
