import { isStaff } from '#core/actor.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { command } from '#schema/command.ts';
import { PriceList } from './price-list.ts';
import { productKeyRule } from './product-key-input.ts';

command('deleteProductKey', {
  description:
    'Delete a product key of the price lists, with its prices in every list and its links to plans. Only for staff.',
  permission: 'resellers:write',
  input: (t) => ({
    key: t.string({
      required: true,
      description: 'Key of the product to delete from the price lists.',
      validate: productKeyRule,
    }),
  }),
  errors: ['PRODUCT_KEY_NOT_FOUND', 'FORBIDDEN'],
  run: async (work, { key }) => {
    const { tx, actor, fail, announce } = work;
    if (!isStaff(actor)) fail('FORBIDDEN');
    await changeCatalog(work, 'reseller-prices');
    const found = await tx.productKey.findUnique({ where: { key }, select: { id: true } });
    if (!found) return fail('PRODUCT_KEY_NOT_FOUND', undefined, { field: 'key' });
    const lists = await tx.priceListEntry.findMany({
      where: { productKeyId: found.id },
      distinct: ['listId'],
      select: { listId: true },
    });
    const listIds = lists.map(({ listId }) => listId);
    await tx.productKey.delete({ where: { id: found.id } });
    await tx.priceList.updateMany({
      where: { id: { in: listIds } },
      data: { version: { increment: 1 } },
    });
    announce('productKey.deleted', { productKeyId: found.id });
    return { rowId: found.id, listIds };
  },
  deletes: { type: 'ProductKey', key: 'rowId' },
  payload: (t) => ({
    priceLists: t.prismaField({
      type: [PriceList],
      description: 'The price lists that had a price for the key, without it.',
      resolve: (query, { listIds }, _args, { db }) =>
        db.priceList.findMany({
          ...query,
          where: { id: { in: listIds } },
          orderBy: [{ id: 'asc' }],
        }),
    }),
  }),
});
