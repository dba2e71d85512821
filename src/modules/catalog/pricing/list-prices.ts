import { monthsOf } from '#core/cycles.ts';
import { exact } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { converted } from './cycle-price.ts';
import type { DomainAction, OwnPrice, PriceOverride, PriceQuestion, Rates } from './terms.ts';

/** How price lists call what is done with a domain. */
const actions: Record<DomainAction, string> = {
  REGISTER: 'addnewdomain',
  TRANSFER: 'addtransferdomain',
  RENEW: 'renewdomain',
  RESTORE: 'restoredomain',
};

const columns = {
  slab: true,
  planId: true,
  action: true,
  tenure: true,
  price: true,
  productKeyId: true,
  productKey: { select: { tlds: true, plans: { select: { planId: true, productId: true } } } },
} satisfies Prisma.PriceListEntrySelect;

/** A price list as it is asked. */
export interface PriceListRequest {
  listId: number;
  /** What its prices are in. */
  listCurrency: string;
  /** The band of volume that holds for a product key; 0 by default. */
  slabOf: ReadonlyMap<number, number>;
  /** What the answers are to be in. */
  currency: string;
  rates: Rates;
  /** Only what these need is read; everything by default. */
  only?: { tldIds: readonly number[]; productIds: readonly number[] };
}

/**
 * Reads a price list and answers from it: a domain by its TLD, each year at the price of the
 * whole tenure's year or, where there is none, of one year; a product by the plan it is, with what
 * it costs at first and what its renewals cost.
 */
export async function listPrices(db: Db | Tx, list: PriceListRequest): Promise<PriceOverride> {
  const { listId, slabOf, only } = list;
  const tlds = await db.tld.findMany({
    where: only ? { id: { in: [...only.tldIds] } } : {},
    select: { id: true, extension: true },
  });
  const sells: Prisma.ProductKeyWhereInput = only
    ? {
        OR: [
          { tlds: { hasSome: tlds.map(({ extension }) => extension) } },
          { plans: { some: { productId: { in: [...only.productIds] } } } },
        ],
      }
    : {};
  const entries = await db.priceListEntry.findMany({
    where: { listId, productKey: sells },
    select: columns,
  });
  const tldIdOf = new Map(tlds.map(({ id, extension }) => [extension, id]));
  const prices = new Map<string, Prisma.Decimal>();
  for (const { slab, planId, action, tenure, price, productKeyId, productKey } of entries) {
    if (slab !== (slabOf.get(productKeyId) ?? 0)) continue;
    for (const extension of productKey.tlds)
      prices.set(`TLD ${tldIdOf.get(extension)} ${action} ${tenure}`, price);
    for (const plan of productKey.plans)
      if (plan.planId === planId)
        prices.set(`PRODUCT ${plan.productId} ${action} ${tenure}`, price);
  }
  return (question) => answer(question, prices, list);
}

function answer(
  question: PriceQuestion,
  prices: ReadonlyMap<string, Prisma.Decimal>,
  { listCurrency, currency, rates }: PriceListRequest,
): OwnPrice | undefined {
  const own = (amount: ReturnType<typeof exact>) =>
    converted(amount, listCurrency, currency, rates);
  if (question.kind === 'TLD') {
    const { tldId, action, years } = question;
    const of = (tenure: number) => prices.get(`TLD ${tldId} ${actions[action]} ${tenure}`);
    const yearly = of(years) ?? of(1);
    return yearly && { setupFee: '0', price: own(exact(yearly).times(years)) };
  }
  const tenure = monthsOf(question.cycle);
  if (question.cycle === 'FREE') return undefined;
  const of = (action: string) => prices.get(`PRODUCT ${question.productId} ${action} ${tenure}`);
  const [first, renewal] = [of('add') ?? of('renew'), of('renew') ?? of('add')];
  if (!first || !renewal) return undefined;
  return { setupFee: '0', price: own(exact(first)), recurring: own(exact(renewal)) };
}
