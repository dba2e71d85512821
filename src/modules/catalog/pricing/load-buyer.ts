import { exact } from '#core/money.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { loadTaxes, type TaxSettings, visitor } from './load-taxes.ts';
import type { PromotionFacts } from './promotion.ts';
import type { BuyerTerms, Rates, Target } from './terms.ts';

type Reader = Db | Tx;

/** What every active currency is worth. */
export async function loadRates(db: Reader): Promise<Rates> {
  const rows = await db.currency.findMany({ select: { code: true, rate: true, isBase: true } });
  return {
    base: rows.find(({ isBase }) => isBase)?.code ?? '',
    rates: new Map(rows.map(({ code, rate }) => [code, rate])),
  };
}

/**
 * What a client's prices depend on besides the price list: discount, taxes and credit. A visitor
 * pays the taxes that hold everywhere. Credit counts in the client's own currency only.
 */
export async function loadBuyer(
  db: Reader,
  clientId: number | null,
  currency: string,
  settings: TaxSettings,
): Promise<BuyerTerms> {
  const client =
    clientId === null
      ? null
      : await db.client.findUnique({
          where: { id: clientId },
          select: {
            taxExempt: true,
            countryCode: true,
            state: true,
            taxId: true,
            currencyCode: true,
            creditBalance: true,
            group: { select: { discountPercent: true } },
            reselling: { select: { status: true, discountPercent: true } },
          },
        });
  const { rules: taxes } = await loadTaxes(db, client ?? visitor, settings);
  if (!client) return { discountPercent: '0', taxes, credit: exact('0') };
  const { group, reselling, currencyCode, creditBalance } = client;
  const ofGroup = exact(group?.discountPercent ?? '0');
  const ofReseller = exact(reselling?.status === 'ACTIVE' ? reselling.discountPercent : '0');
  return {
    discountPercent: ofGroup.greaterThan(ofReseller) ? ofGroup : ofReseller,
    taxes,
    credit: currencyCode === currency ? creditBalance : exact('0'),
  };
}

/** What decides whether a client may use a promotion; null for a visitor. */
export async function loadFacts(
  db: Reader,
  promotionId: number,
  clientId: number | null,
): Promise<PromotionFacts['client']> {
  if (clientId === null) return null;
  const active = { clientId, status: 'ACTIVE' } as const;
  const orders = await db.order.count({
    where: { clientId, status: { notIn: ['CANCELLED', 'FRAUD'] } },
  });
  const timesUsed = await db.promotionUse.count({ where: { promotionId, clientId } });
  const services = await db.service.findMany({ where: active, select: { productId: true } });
  const addons = await db.serviceAddon.findMany({ where: active, select: { addonId: true } });
  const domains = await db.domain.findMany({ where: active, select: { tldId: true } });
  const owns: Target[] = [
    ...services.map(({ productId }) => ({ kind: 'PRODUCT' as const, id: productId })),
    ...addons.flatMap(({ addonId }) => target('ADDON', addonId)),
    ...domains.flatMap(({ tldId }) => target('TLD', tldId)),
  ];
  return {
    hasOrdered: orders > 0,
    isCustomer: services.length + domains.length > 0,
    timesUsed,
    owns,
  };
}

const target = (kind: Target['kind'], id: number | null) => (id === null ? [] : [{ kind, id }]);
