import type { Decimal } from 'decimal.js';
import { type Cycle, isRecurring } from '#core/cycles.ts';
import { exact, sum, times } from '#core/money.ts';
import { type CyclePrice, cyclePrice } from './cycle-price.ts';
import { type Part, plainPart } from './part.ts';
import { firstPeriod } from './prorata.ts';
import type { AddonItem, Basket, OptionItem, PayType, PriceFault, ProductItem } from './terms.ts';

/** What one choice adds, for all of its units but one unit of the product; not rounded. */
export interface OptionPrice {
  optionId: number;
  choiceId: number;
  quantity: number;
  setupFee: Decimal;
  price: Decimal;
}

/** What an addon costs, for all of its units. */
export interface AddonPrice {
  addonId: number;
  setupFee: Decimal;
  price: Decimal;
  recurring: Decimal;
}

/** A product item taken apart. */
export interface PricedProduct {
  fault: PriceFault | null;
  options: OptionPrice[];
  addons: AddonPrice[];
  parts: Part[];
}

type Terms = Pick<Basket, 'currency' | 'rates' | 'on' | 'override'>;

/** A product's price, as far as a bill needs it. */
type ListedPrice = Omit<CyclePrice, 'isConverted'> & { recurring?: Decimal; isOwn?: true };

/** Whether something paid for in a way is on sale for a cycle at all. */
const hasCycle = (payType: PayType, cycle: Cycle) =>
  payType === 'RECURRING' ? isRecurring(cycle) : cycle === payType;

const free: ListedPrice = { setupFee: exact('0'), price: exact('0'), oldPrice: null };

/** The product's own price: a reseller's list first, the company's after; null = not on sale so. */
export function productPrice(
  { product, cycle }: Pick<ProductItem, 'product' | 'cycle'>,
  { currency, rates, override }: Pick<Terms, 'currency' | 'rates' | 'override'>,
): ListedPrice | null {
  if (!hasCycle(product.payType, cycle)) return null;
  const own = override?.({ kind: 'PRODUCT', productId: product.id, cycle });
  if (own)
    return {
      setupFee: exact(own.setupFee),
      price: exact(own.price),
      oldPrice: null,
      recurring: exact(own.recurring ?? own.price),
      isOwn: true,
    };
  // What is free has no price list to be in.
  return cycle === 'FREE' ? free : cyclePrice(product.prices, cycle, currency, rates);
}

/**
 * What a choice adds. One without any price adds nothing; one that has prices, but none for this
 * cycle, is not on sale so.
 */
function optionPrice(option: OptionItem, item: ProductItem, { currency, rates }: Terms) {
  const { optionId, choiceId, quantity, prices } = option;
  const found = cyclePrice(prices, item.cycle, currency, rates);
  const of = (amount: Decimal | undefined) => exact(amount ?? '0').times(quantity);
  const price: OptionPrice = {
    optionId,
    choiceId,
    quantity,
    setupFee: of(found?.setupFee),
    price: of(found?.price),
  };
  return { price, isSold: found !== null || prices.length === 0 || quantity === 0 };
}

/** What a product, its options and its addons cost: the first period, setup, and each one after. */
export function productParts(item: ProductItem, terms: Terms): PricedProduct {
  const list = productPrice(item, terms);
  const chosen = item.options.map((option) => optionPrice(option, item, terms));
  const options = chosen.map(({ price }) => price);
  const priced = item.addons.map((addon) => addonPart(addon, item, terms));
  const addons = priced.map(({ price }) => price);
  if (!list || chosen.some(({ isSold }) => !isSold))
    return { fault: 'PRICE_MISSING', options, addons, parts: [] };
  return {
    fault: priced.some(({ part }) => !part) ? 'PRICE_MISSING' : null,
    options,
    addons,
    parts: [ownPart(item, list, options, terms), ...priced.flatMap(({ part }) => part ?? [])],
  };
}

function ownPart(
  item: ProductItem,
  list: ListedPrice,
  options: readonly OptionPrice[],
  { on }: Terms,
): Part {
  const { product, cycle, quantity, key, domainName } = item;
  const ofOptions = sum(options.map(({ price }) => price));
  const setup = item.isRunning ? [] : [list.setupFee, ...options.map(({ setupFee }) => setupFee)];
  const period = firstPeriod(on, cycle, product.prorata);
  const fraction = period?.fraction ?? exact('1');
  return plainPart({
    type: 'SERVICE',
    itemKey: key,
    description: domainName ? `${product.name} - ${domainName}` : product.name,
    quantity,
    unitPrice: list.price.plus(ofOptions).times(fraction),
    unitSetup: sum(setup),
    unitRecurring: isRecurring(cycle) ? (list.recurring ?? list.price).plus(ofOptions) : exact('0'),
    isNet: list.isOwn ?? false,
    fraction,
    isTaxed: product.isTaxed,
    period: period && { from: period.from, to: period.to },
    target: { kind: 'PRODUCT', id: product.id },
    cycle,
  });
}

function addonPart(addon: AddonItem, item: ProductItem, { currency, rates, on }: Terms) {
  const { addonId, payType, cycle, quantity, name, isTaxed } = addon;
  const nothing = exact('0');
  const listed = cycle === 'FREE' ? free : cyclePrice(addon.prices, cycle, currency, rates);
  const found = hasCycle(payType, cycle) ? listed : null;
  const period = firstPeriod(on, cycle, null);
  const unitRecurring = found && isRecurring(cycle) ? found.price : nothing;
  const units = (amount: Decimal | undefined) => times(amount ?? nothing, `${quantity}`, currency);
  const price: AddonPrice = {
    addonId,
    setupFee: units(found?.setupFee),
    price: units(found?.price),
    recurring: units(unitRecurring),
  };
  const part = found
    ? plainPart({
        type: 'SERVICE_ADDON',
        itemKey: item.key,
        addonId,
        description: `${name} (${item.product.name})`,
        quantity,
        unitPrice: found.price,
        unitSetup: found.setupFee,
        unitRecurring,
        isTaxed,
        period: period && { from: period.from, to: period.to },
        target: { kind: 'ADDON', id: addonId },
        cycle,
      })
    : null;
  return { price, part };
}
