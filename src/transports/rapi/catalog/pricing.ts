import { asText } from '#core/money.ts';
import { priceKeyOf } from './cycles.ts';

/** What something costs in one currency, as the graph gives it. */
export interface PriceRows {
  currency: string;
  prefix: string;
  suffix: string;
  prices: readonly {
    cycle: string;
    setupFee: string;
    price: string;
    oldPrice?: string | null;
  }[];
}

/** The six cycles every old program knows: the word of the setup fee, of the price, and the cycle. */
const classic = [
  ['msetupfee', 'monthly', 'MONTHLY'],
  ['qsetupfee', 'quarterly', 'QUARTERLY'],
  ['ssetupfee', 'semiannually', 'SEMI_ANNUALLY'],
  ['asetupfee', 'annually', 'ANNUALLY'],
  ['bsetupfee', 'biennially', 'BIENNIALLY'],
  ['tsetupfee', 'triennially', 'TRIENNIALLY'],
] as const;

/** What old programs read for "not on sale so". */
const NOT_SOLD = '-1.00';

/** What is paid once stands where the monthly price stands, as it always did. */
const at = ({ prices }: PriceRows, cycle: string) =>
  prices.find((price) => price.cycle === cycle) ??
  (cycle === 'MONTHLY' ? prices.find((price) => price.cycle === 'ONE_TIME') : undefined);

/** The classic twelve numbers of one currency; what is free costs nothing in every cycle. */
function classicPrices(list: PriceRows, isFree: boolean): Record<string, string> {
  const nothing = asText('0', list.currency);
  const absent = isFree ? nothing : NOT_SOLD;
  const amount = (text: string) => asText(text, list.currency);
  const setups = classic.map(([setup, , cycle]) => [
    setup,
    amount(at(list, cycle)?.setupFee ?? '0'),
  ]);
  const prices = classic.map(([, param, cycle]) => {
    const price = at(list, cycle)?.price;
    return [param, price === undefined ? absent : amount(price)];
  });
  return Object.fromEntries([...setups, ...prices]);
}

/** All thirteen cycles in the reference's own words, without those that are not on sale. */
function listed(list: PriceRows, of: (price: PriceRows['prices'][number]) => string | null) {
  return Object.fromEntries(
    list.prices.flatMap((price) => {
      const amount = of(price);
      return amount === null ? [] : [[priceKeyOf(price.cycle), asText(amount, list.currency)]];
    }),
  );
}

/** Prices by currency code, the classic ones and the reference's three lists. */
export const pricingOf = (lists: readonly PriceRows[], isFree = false) =>
  Object.fromEntries(
    lists.map((list) => [
      list.currency,
      {
        prefix: list.prefix,
        suffix: list.suffix,
        ...classicPrices(list, isFree),
        setup_pricing: listed(list, ({ setupFee }) => setupFee),
        old_pricing: listed(list, ({ oldPrice }) => oldPrice ?? null),
        sale_pricing: listed(list, ({ price }) => price),
      },
    ]),
  );
