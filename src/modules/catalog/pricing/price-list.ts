import type { Decimal } from 'decimal.js';
import { type Cycle, cycles } from '#core/cycles.ts';
import { asText, exact } from '#core/money.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import {
  requested,
  type CurrencyRow,
  currencyTable,
  ratesOf,
} from '#modules/catalog/currency-table.ts';
import { cyclePrice } from './cycle-price.ts';
import type { CyclePriceRow, OwnPrice } from './terms.ts';

interface ListedPrice {
  cycle: Cycle;
  currency: string;
  setupFee: Decimal;
  price: Decimal;
  /** Each further cycle. */
  renewal: Decimal;
  oldPrice: Decimal | null;
  isConverted: boolean;
}

/** All that something costs in one currency. */
interface PriceListShape {
  currency: CurrencyRow;
  prices: ListedPrice[];
}

const ListedPriceRef = builder.objectRef<ListedPrice>('ListedPrice').implement({
  read: 'catalog:read',
  description: 'Price of an item for a single billing cycle.',
  fields: (t) => ({
    cycle: t.expose('cycle', {
      type: BillingCycle,
      description: 'Billing cycle the price is for.',
    }),
    setupFee: t.field({
      type: 'Decimal',
      description: 'Setup fee, charged once with the first cycle.',
      resolve: ({ setupFee, currency }) => asText(setupFee, currency),
    }),
    price: t.field({
      type: 'Decimal',
      description: 'Price charged for the first cycle.',
      resolve: ({ price, currency }) => asText(price, currency),
    }),
    renewal: t.field({
      type: 'Decimal',
      description:
        "Price charged for each further cycle. Differs from `price` if a reseller's price list sets another renewal price.",
      resolve: ({ renewal, currency }) => asText(renewal, currency),
    }),
    oldPrice: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Former price, displayed struck through beside the price. Null for none.',
      resolve: ({ oldPrice, currency }) => oldPrice && asText(oldPrice, currency),
    }),
    isConverted: t.exposeBoolean('isConverted', {
      description:
        'Whether the price is converted from the base currency by exchange rate because no price is stored in this currency.',
    }),
  }),
});

/** What something costs in one currency, for every cycle it is on sale for. */
export const ListedPrices = builder.objectRef<PriceListShape>('ListedPrices').implement({
  read: 'catalog:read',
  description:
    'Prices of an item in a single currency, for every billing cycle in which the item is on sale.',
  fields: (t) => ({
    currency: t.field({
      type: 'CurrencyCode',
      description: 'ISO 4217 code of the currency.',
      resolve: ({ currency }) => currency.code,
    }),
    prefix: t.string({
      description: 'Text written before an amount, such as `$`.',
      resolve: ({ currency }) => currency.prefix,
    }),
    suffix: t.string({
      description: 'Text written after an amount, such as ` USD`.',
      resolve: ({ currency }) => currency.suffix,
    }),
    prices: t.field({
      type: [ListedPriceRef],
      description: 'Prices per billing cycle, shortest cycle first.',
      resolve: ({ prices }) => prices,
    }),
  }),
});

/** Other prices than the rows', by currency; the rows' own where there is none. */
type OwnPrices = (
  currency: string,
) => Promise<((cycle: Cycle) => OwnPrice | undefined) | undefined>;

/**
 * The price lists of something from its rows, in the currency asked for or in all of them.
 * @throws DomainError CURRENCY_NOT_FOUND
 */
export async function priceLists(
  rows: readonly CyclePriceRow[],
  code: string | null | undefined,
  context: Context,
  ownIn?: OwnPrices,
): Promise<PriceListShape[]> {
  const table = await currencyTable(context);
  const rates = ratesOf(table);
  const listed = async (currency: CurrencyRow): Promise<PriceListShape> => {
    const own = await ownIn?.(currency.code);
    const prices = cycles.flatMap((cycle): ListedPrice[] => {
      const mine = own?.(cycle);
      const place = { cycle, currency: currency.code };
      if (mine) return [{ ...place, ...asListed(mine) }];
      const found = cyclePrice(rows, cycle, currency.code, rates);
      return found ? [{ ...place, ...found, renewal: found.price }] : [];
    });
    return { currency, prices };
  };
  return Promise.all(requested(table, code).map(listed));
}

const asListed = ({ setupFee, price, recurring }: OwnPrice) => ({
  setupFee: exact(setupFee),
  price: exact(price),
  renewal: exact(recurring ?? price),
  oldPrice: null,
  isConverted: false,
});
