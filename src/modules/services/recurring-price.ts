import type { Decimal } from 'decimal.js';
import { today } from '#core/clock.ts';
import type { Cycle } from '#core/cycles.ts';
import type { Day } from '#core/dates.ts';
import { sum } from '#core/money.ts';
import { loadBasket } from '#modules/catalog/pricing/load.ts';
import { calculate } from '#modules/catalog/pricing/calculate.ts';
import { storedPromotion } from '#modules/catalog/pricing/stored-promotion.ts';
import type { Tx } from '#platform/database/client.ts';

/** What a service would be with other terms. */
export interface Terms {
  productId: number;
  cycle: Cycle;
  promotionId: number | null;
  /** Instead of the choices it has. */
  choices?: readonly { choiceId: number | null; quantity: number }[];
}

/** What a running service costs, without its addons and without tax. */
export interface ServicePrice {
  /** Each cycle, the promotion taken off. */
  recurring: Decimal;
  /** The same, not rounded: what parts of a period are taken of. */
  exactRecurring: Decimal;
  /** A first period that begins today, and the day after it; no setup fee. */
  first: Decimal;
  firstTo: Day | null;
  /** The day of the month its periods begin on; null where nothing recurs. */
  billingDay: number | null;
  /** Agreed as it is: the client's discount is not taken off it. */
  isNet: boolean;
}

/** What a service costs each cycle by today's price list; null where it is not on sale so. */
export const recurringPrice = async (
  tx: Tx,
  serviceId: number,
  terms: Terms,
): Promise<Decimal | null> => (await servicePrice(tx, serviceId, terms))?.recurring ?? null;

/**
 * What a service costs by today's price list: product, options, quantity and promotion. Null where
 * it is not on sale for the cycle.
 */
export async function servicePrice(
  tx: Tx,
  serviceId: number,
  { productId, cycle, promotionId, choices }: Terms,
): Promise<ServicePrice | null> {
  const service = await tx.service.findUniqueOrThrow({
    where: { id: serviceId },
    select: {
      clientId: true,
      quantity: true,
      currencyCode: true,
      domainName: true,
      configOptions: { select: { choiceId: true, quantity: true } },
    },
  });
  const { basket } = await loadBasket(tx, {
    currency: service.currencyCode,
    clientId: service.clientId,
    on: today(),
    promotionId: null,
    items: [
      {
        kind: 'PRODUCT',
        key: serviceId,
        productId,
        cycle,
        quantity: service.quantity,
        choices: (choices ?? service.configOptions).flatMap(({ choiceId, quantity }) =>
          choiceId === null ? [] : [{ choiceId, quantity }],
        ),
        addons: [],
        domainName: service.domainName,
        isRunning: true,
      },
    ],
  });
  const promotion = await storedPromotion(tx, promotionId);
  const { items, lines } = calculate({ ...basket, promotion });
  const [item] = items;
  if (!item || item.fault) return null;
  const own = lines.filter(({ type }) => type === 'SERVICE' || type === 'PROMOTION');
  return {
    recurring: item.recurring.minus(item.recurringDiscount),
    exactRecurring: item.exactRecurring.minus(item.recurringDiscount),
    first: sum(own.map(({ amount }) => amount)),
    firstTo: item.nextDueOn,
    billingDay: item.billingDay,
    isNet: basket.override?.({ kind: 'PRODUCT', productId, cycle }) !== undefined,
  };
}

/**
 * What an addon of a service costs each cycle by today's price list, with a promotion or without.
 * Null where it is not on sale for its cycle.
 */
export async function recurringAddonPrice(
  tx: Tx,
  id: number,
  promotionId: number | null,
): Promise<Decimal | null> {
  const addon = await tx.serviceAddon.findUniqueOrThrow({
    where: { id },
    select: {
      addonId: true,
      billingCycle: true,
      quantity: true,
      currencyCode: true,
      clientId: true,
      service: { select: { productId: true, billingCycle: true } },
    },
  });
  if (addon.addonId === null) return null;
  const { addonId, billingCycle: cycle, quantity, service } = addon;
  const { basket } = await loadBasket(tx, {
    currency: addon.currencyCode,
    clientId: addon.clientId,
    on: today(),
    promotionId: null,
    items: [
      {
        kind: 'PRODUCT',
        key: id,
        productId: service.productId,
        cycle: service.billingCycle,
        quantity: 1,
        choices: [],
        addons: [{ addonId, cycle, quantity }],
        domainName: '',
      },
    ],
  });
  const promotion = await storedPromotion(tx, promotionId);
  const quote = calculate({ ...basket, promotion });
  const [price] = quote.items[0]?.addons ?? [];
  const isSold = quote.lines.some((line) => line.addonId === addonId);
  return price && isSold ? price.recurring.minus(price.recurringDiscount) : null;
}
