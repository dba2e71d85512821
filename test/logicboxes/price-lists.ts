import type { DemoPrice } from '#start/demo/price-entries.ts';
import { demoKeys } from '#start/demo/price-entries.ts';
import { makePriceList, saveKeys } from '#start/demo/resellers.ts';
import { changes } from '#start/api.ts';
import type { Gateway } from '#test/gateway.ts';

/** Sells every product key of the reference to the reseller and its customers, as staff do. */
export async function sellByLists(
  gateway: Gateway,
  price: DemoPrice,
  audiences: readonly ('RESELLER' | 'CUSTOMER')[] = ['RESELLER', 'CUSTOMER'],
): Promise<string[]> {
  const change = changes((document, variables) => gateway.data(document, variables));
  await saveKeys(change, demoKeys);
  const lists: string[] = [];
  for (const audience of audiences) {
    const priceListId = await makePriceList(change, `List of ${audience}`, audience, price);
    const resellerId = `Reseller:${gateway.resellerId}`;
    await change('assignPriceList', { resellerId, priceListId }, 'reseller { id }');
    lists.push(priceListId);
  }
  return lists;
}
