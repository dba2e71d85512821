import { times } from '#core/money.ts';
import type { Tx } from '#platform/database/client.ts';
import type { DemoPeople } from './access.ts';
import { addTldPrices } from './tld-prices.ts';
import { demoTlds } from './tlds.ts';
import { type DemoPrice, demoEntries, demoKeys } from './price-entries.ts';

const MARGIN = '1.25';

/** The demo's price lists: what Rita pays, and what her customers pay, for over 400 product keys. */
export async function demoResellers(tx: Tx, { resellerId }: DemoPeople): Promise<void> {
  const endings = demoTlds.map(({ key, tlds }) => ({
    key,
    tlds,
    family: 'DOMAIN' as const,
    category: 'domorder',
  }));
  await tx.productKey.createMany({
    data: [...demoKeys, ...endings].map((key, sortOrder) => ({ ...key, sortOrder })),
  });
  const costPriceListId = await addPriceList(tx, 'Reseller cost', 'RESELLER', costOf);
  const margin: DemoPrice = (entry) => times(costOf(entry), MARGIN, 'USD').toFixed(2);
  const customerPriceListId = await addPriceList(tx, 'Rita’s customers', 'CUSTOMER', margin);
  await addTldPrices(tx, costPriceListId, '1');
  await addTldPrices(tx, customerPriceListId, MARGIN);
  await linkPlan(tx, 'business', 'multidomainhosting', '1');
  await tx.reseller.update({
    where: { id: resellerId },
    data: { costPriceListId, customerPriceListId },
  });
}

/** Makes a product of the company a plan of the lists, so that its reseller's customers pay theirs. */
async function linkPlan(tx: Tx, slug: string, key: string, planId: string): Promise<void> {
  const product = await tx.product.findUniqueOrThrow({ where: { slug } });
  const productKey = await tx.productKey.findUniqueOrThrow({ where: { key } });
  await tx.productKeyPlan.create({
    data: { productKeyId: productKey.id, planId, productId: product.id },
  });
}

/** A list with a price for every coordinate of its families; gives its id. */
export async function addPriceList(
  tx: Tx,
  name: string,
  audience: 'RESELLER' | 'CUSTOMER',
  price: DemoPrice,
): Promise<number> {
  const keys = await tx.productKey.findMany({ select: { id: true, key: true, family: true } });
  const idOf = new Map(keys.map(({ id, key }) => [key, id]));
  const { id: listId } = await tx.priceList.create({
    data: { name, audience, currencyCode: 'USD' },
  });
  await tx.priceListEntry.createMany({
    data: demoEntries(audience, price).map(({ key, ...entry }) => ({
      ...entry,
      listId,
      productKeyId: idOf.get(key) ?? 0,
      price: entry.priceText,
    })),
  });
  const slabbed = keys.filter(({ family }) => family === 'DOMAIN' || family === 'CERTIFICATE');
  const bands = [
    { category: 'category2', categoryName: 'receipts', categoryQuantity: 0 },
    { category: 'category1', categoryName: 'hosting', categoryQuantity: 0 },
  ];
  await tx.priceSlab.createMany({
    data: slabbed.flatMap(({ id }) =>
      bands.map((band) => ({ ...band, listId, productKeyId: id, slab: 0 })),
    ),
  });
  return listId;
}

const perMonth: Record<string, string> = { hosting: '1.99', vpslinuxus: '6.5', thawtecert: '70' };

/** A plausible price: so much a month or year, setup manually for the few that differ. */
const costOf: DemoPrice = ({ key, tenure }) => {
  const unit = perMonth[key] ?? (key.startsWith('dom') || key.startsWith('dot') ? '9.8' : '3.25');
  return times(unit, String(tenure ?? 1), 'USD').toFixed(2);
};
