import type { Decimal } from 'decimal.js';
import { today } from '#core/clock.ts';
import type { Cycle } from '#core/cycles.ts';
import { loadBasket } from '#modules/catalog/pricing/load.ts';
import { reckon } from '#modules/catalog/pricing/reckon.ts';
import { promotionColumns, promotionTerms } from '#modules/catalog/pricing/rows.ts';
import type { Tx } from '#platform/database/client.ts';

/** What a service would be with other terms. */
export interface Terms {
  productId: number;
  cycle: Cycle;
  promotionId: number | null;
  /** Instead of the choices it has. */
  choices?: readonly { choiceId: number | null; quantity: number }[];
}

/**
 * What a service costs each cycle by today's price list: product, options, quantity and promotion,
 * without its extras. Null where it is not on sale for the cycle.
 */
export async function recurringPrice(
  tx: Tx,
  serviceId: number,
  { productId, cycle, promotionId, choices }: Terms,
): Promise<Decimal | null> {
  const service = await tx.service.findUniqueOrThrow({
    where: { id: serviceId },
    select: {
      clientId: true,
      quantity: true,
      currencyCode: true,
      domainName: true,
      promotionCyclesLeft: true,
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
          choiceId === null ? [] : [{ choiceId, quantity: Math.max(quantity, 1) }],
        ),
        addons: [],
        domainName: service.domainName,
      },
    ],
  });
  // A promotion that the service has already is kept, whoever may use it anew.
  const promotion = promotionId === null ? null : await promotionById(tx, promotionId);
  const [item] = reckon({ ...basket, promotion }).items;
  if (!item || item.fault) return null;
  return item.recurring.minus(item.recurringDiscount);
}

async function promotionById(tx: Tx, id: number) {
  const row = await tx.promotion.findUnique({ where: { id }, select: promotionColumns });
  return row && promotionTerms(row);
}
