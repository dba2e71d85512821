import { z } from 'zod';
import type { BillingCycle, CyclePriceInput } from '#generated/rapi/graphql.ts';
import { refused } from '#transports/rapi/form-error.ts';
import { json, listOfAll } from '#transports/rapi/params-data.ts';
import { amount } from '#transports/rapi/params.ts';
import { isBlank } from '#transports/rapi/param.ts';
import { termKeys } from './cycles.ts';

const cycleOfKey: ReadonlyMap<string, BillingCycle> = new Map(Object.entries(termKeys));
const known = [...cycleOfKey.keys()].filter((key) => key !== 'Free');

/** One currency's amounts by cycle. */
interface PriceMap {
  currency: string | undefined;
  amounts: Map<BillingCycle, string>;
}

/** `{"price_monthly_fee":"5", …}`; `"currency"` names another one than the base currency. */
const priceMap = z.record(z.string(), z.unknown()).transform((provided, context): PriceMap => {
  const { currency, ...rest } = provided;
  const amounts = new Map<BillingCycle, string>();
  for (const [key, value] of Object.entries(rest)) {
    const cycle = key === 'Free' ? undefined : cycleOfKey.get(key);
    const parsed = amount.safeParse(value);
    if (!cycle)
      context.addIssue({ code: 'custom', path: [key], message: `is none of ${known.join(', ')}` });
    else if (isBlank(value)) continue;
    else if (!parsed.success)
      context.addIssue({ code: 'custom', path: [key], message: 'must be an amount such as 15.95' });
    else amounts.set(cycle, parsed.data);
  }
  return { currency: typeof currency === 'string' && currency ? currency : undefined, amounts };
});

/** A list without any, as GetProducts and PHP's empty array spell it, is one of nothing. */
const orNothing = (provided: unknown) =>
  typeof provided === 'object' && provided && Object.keys(provided).length === 0 ? [{}] : provided;

/** A JSON price list of the reference: a list with one object for each currency, or that object. */
export const priceJson = json(z.preprocess(orNothing, listOfAll(priceMap, 'price list', 200)));

/** The three JSON lists of a product. */
export interface ThreeLists {
  setup_pricing: PriceMap[];
  old_pricing: PriceMap[];
  sale_pricing: PriceMap[];
}

const amountIn = (lists: PriceMap[], currency: string | undefined, cycle: BillingCycle) =>
  lists.find((list) => list.currency === currency)?.amounts.get(cycle);

/**
 * The lists as prices. What has no sale price is not on sale: a setup or old price of 0 beside it
 * is passed over.
 * @throws FormError for a setup or old price above 0 without a sale price
 */
export function cyclePrices({ setup_pricing, old_pricing, sale_pricing }: ThreeLists) {
  for (const [name, lists] of Object.entries({ setup_pricing, old_pricing }))
    for (const { currency, amounts } of lists)
      for (const [cycle, value] of amounts)
        if (Number(value) > 0 && amountIn(sale_pricing, currency, cycle) === undefined)
          throw refused(name, `${name} has an amount for a cycle without a sale_pricing.`);
  return sale_pricing.flatMap(({ currency, amounts }) =>
    [...amounts].map(([cycle, price]): CyclePriceInput => {
      const setupFee = amountIn(setup_pricing, currency, cycle);
      const oldPrice = amountIn(old_pricing, currency, cycle);
      return { currency, cycle, price, setupFee, oldPrice };
    }),
  );
}

/**
 * The prices of something paid once: what is named so, else what stands at the default cycle.
 * Old programs put a single price there.
 */
export const paidOnce = (prices: CyclePriceInput[], duration: BillingCycle): CyclePriceInput[] => {
  const named = prices.filter(({ cycle }) => cycle === 'ONE_TIME');
  const chosen = named.length ? named : prices.filter(({ cycle }) => cycle === duration);
  return chosen.map((price) => ({ ...price, cycle: 'ONE_TIME' }));
};
