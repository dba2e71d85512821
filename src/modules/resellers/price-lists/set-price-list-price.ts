import { command } from '#schema/command.ts';
import { PriceList } from './price-list.ts';
import { priceListPayload } from './price-list-payload.ts';
import { type GivenPrice, priceInputs, savePrices } from './set-price-list-prices.ts';

command('setPriceListPrice', {
  description: 'Set or delete a price of a price list. The version of the list rises.',
  permission: 'resellers:write',
  input: (t) => ({
    priceListId: t.globalID({
      for: PriceList,
      required: true,
      description: 'ID of the price list to change.',
    }),
    ...priceInputs(t),
  }),
  errors: ['PRICE_LIST_NOT_FOUND', 'PRODUCT_KEY_NOT_FOUND'],
  run: (work, { priceListId, ...price }) => savePrices(work, priceListId, [price as GivenPrice]),
  payload: priceListPayload,
});
