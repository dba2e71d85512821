import { isStaff } from '#core/actor.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { command } from '#schema/command.ts';
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
    await tx.productKey.delete({ where: { id: found.id } });
    await tx.priceList.updateMany({
      where: { id: { in: lists.map(({ listId }) => listId) } },
      data: { version: { increment: 1 } },
    });
    announce('productKey.deleted', { productKeyId: found.id });
    return { deletedId: `ProductKey:${found.id}` };
  },
  payload: (t) => ({
    deletedId: t.exposeID('deletedId', { description: 'ID of the deleted product key.' }),
  }),
});
