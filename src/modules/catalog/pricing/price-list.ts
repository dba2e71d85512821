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
  description: 'What something costs for one billing cycle.',
  fields: (t) => ({
    cycle: t.expose('cycle', { type: BillingCycle, description: 'How often it is charged.' }),
    setupFee: t.field({
      type: 'Decimal',
      description: 'Charged once, with the first cycle.',
      resolve: ({ setupFee, currency }) => asText(setupFee, currency),
    }),
    price: t.field({
      type: 'Decimal',
      description: 'Charged for the first cycle.',
      resolve: ({ price, currency }) => asText(price, currency),
    }),
    renewal: t.field({
      type: 'Decimal',
      description: 'Charged for each further cycle; a reseller’s list may ask another price then.',
      resolve: ({ renewal, currency }) => asText(renewal, currency),
    }),
    oldPrice: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Struck out beside the price; null for none.',
      resolve: ({ oldPrice, currency }) => oldPrice && asText(oldPrice, currency),
    }),
    isConverted: t.exposeBoolean('isConverted', {
      description: 'Made from the base currency’s price by rate, since none was set.',
    }),
  }),
});

/** What something costs in one currency, for every cycle it is on sale for. */
export const ListedPrices = builder.objectRef<PriceListShape>('ListedPrices').implement({
  read: 'catalog:read',
  description: 'What something costs in one currency, for every cycle it is on sale for.',
  fields: (t) => ({
    currency: t.field({
      type: 'CurrencyCode',
      description: 'ISO 4217 code.',
      resolve: ({ currency }) => currency.code,
    }),
    prefix: t.string({
      description: 'Written before an amount, e.g. `$`.',
      resolve: ({ currency }) => currency.prefix,
    }),
    suffix: t.string({
      description: 'Written after an amount, e.g. ` USD`.',
      resolve: ({ currency }) => currency.suffix,
    }),
    prices: t.field({
      type: [ListedPriceRef],
      description: 'Shortest cycle first.',
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
