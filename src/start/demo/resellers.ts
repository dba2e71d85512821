import { times } from '#core/money.ts';
import type { Change } from '#start/api.ts';
import { type DemoPrice, demoEntries, demoKeys } from './price-entries.ts';
import { pricedTlds, tldPrices } from './priced-tlds.ts';

const MARGIN = '1.25';
/** How many prices one operation may set. */
const AT_ONCE = 2_000;

/** The price lists: what Rita pays, and what her customers pay, for over 400 product keys. */
export async function makePrices(
  change: Change,
  { resellerId, businessId }: { resellerId: string; businessId: string },
): Promise<void> {
  const keys = pricedTlds.map(({ key, tlds }) => ({
    key,
    tlds,
    family: 'DOMAIN' as const,
    category: 'domorder',
  }));
  await saveKeys(change, [...demoKeys, ...keys]);
  const margin: DemoPrice = (entry) => times(costOf(entry), MARGIN, 'USD').toFixed(2);
  const lists = [
    await makePriceList(change, 'Reseller cost', 'RESELLER', costOf),
    await makePriceList(change, 'Rita’s customers', 'CUSTOMER', margin),
  ];
  await setPrices(change, lists[0]!, tldPrices('1'));
  await setPrices(change, lists[1]!, tldPrices(MARGIN));
  for (const priceListId of lists)
    await change('assignPriceList', { resellerId, priceListId }, 'reseller { id }');
  // A product of the store that is a plan of the lists: its reseller's customers pay theirs.
  const plan = { productId: businessId, productKey: 'multidomainhosting', planId: '1' };
  await change('linkProductPlan', plan, 'productKey { key }');
}

/** Puts product keys into the category map, in their order. */
export async function saveKeys(change: Change, keys: readonly object[]): Promise<void> {
  const productKeys = keys.map((key, sortOrder) => ({ ...key, sortOrder }));
  await change('importProductKeys', { productKeys }, 'productKeys { id }');
}

/** A list with a price for every coordinate of its families; gives its id. */
export async function makePriceList(
  change: Change,
  name: string,
  audience: 'RESELLER' | 'CUSTOMER',
  price: DemoPrice,
): Promise<string> {
  const { priceList } = await change(
    'createPriceList',
    { name, audience, currency: 'USD' },
    'priceList { id }',
  );
  await setPrices(change, priceList.id, demoEntries(audience, price));
  const banded = demoKeys.filter(({ family }) => family === 'DOMAIN' || family === 'CERTIFICATE');
  for (const { key: productKey } of banded)
    for (const [category, categoryName] of [
      ['category2', 'receipts'],
      ['category1', 'hosting'],
    ])
      await change(
        'setPriceListSlab',
        { priceListId: priceList.id, productKey, slab: 0, category, categoryName, quantity: '0' },
        'priceList { id }',
      );
  return priceList.id;
}

async function setPrices(change: Change, priceListId: string, prices: readonly object[]) {
  for (let from = 0; from < prices.length; from += AT_ONCE)
    await change(
      'setPriceListPrices',
      { priceListId, prices: prices.slice(from, from + AT_ONCE) },
      'priceList { id }',
    );
}

const perMonth: Record<string, string> = { hosting: '1.99', vpslinuxus: '6.5', thawtecert: '70' };

/** A plausible price: so much a month or year, set by hand for the few that differ. */
const costOf: DemoPrice = ({ productKey, tenure }) => {
  const isDomain = productKey.startsWith('dom') || productKey.startsWith('dot');
  const unit = perMonth[productKey] ?? (isDomain ? '9.8' : '3.25');
  return times(unit, String(tenure ?? 1), 'USD').toFixed(2);
};
