import { keyOf } from '#core/ids.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { command } from '#schema/command.ts';
import { PriceList } from './price-list.ts';
import { priceListFor } from './update-price-list.ts';

command('deletePriceList', {
  description: 'Delete a price list. Fails while a reseller buys or sells by the list.',
  permission: 'resellers:write',
  input: (t) => ({
    priceListId: t.globalID({
      for: PriceList,
      required: true,
      description: 'ID of the price list to delete.',
    }),
  }),
  errors: ['PRICE_LIST_NOT_FOUND', 'PRICE_LIST_IN_USE'],
  run: async (work, { priceListId }) => {
    const { tx, fail, announce } = work;
    await changeCatalog(work, 'reseller-prices');
    const id = await priceListFor(work, keyOf(priceListId));
    const users = await tx.reseller.count({
      where: { OR: [{ costPriceListId: id }, { customerPriceListId: id }] },
    });
    if (users) fail('PRICE_LIST_IN_USE', undefined, { resellers: users });
    await tx.priceList.delete({ where: { id } });
    announce('priceList.deleted', { priceListId: id });
    return { rowId: id };
  },
  deletes: { type: 'PriceList', key: 'rowId' },
});
