import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ProductGroup } from './product-group.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { there } from '#modules/catalog/visible.ts';

command('deleteProductGroup', {
  legacy: 'DeleteProductGroup',
  description: 'Delete a product group. Only a group without products can be deleted.',
  permission: 'catalog:write',
  input: (t) => ({
    groupId: t.globalID({
      for: ProductGroup,
      required: true,
      description: 'ID of the product group to delete.',
    }),
  }),
  errors: ['PRODUCT_GROUP_NOT_FOUND', 'PRODUCT_GROUP_IN_USE'],
  run: async (work, { groupId }) => {
    await changeCatalog(work);
    const id = keyOf(groupId);
    there(await work.tx.productGroup.findUnique({ where: { id } }), 'PRODUCT_GROUP_NOT_FOUND');
    const products = await work.tx.product.count({ where: { groupId: id } });
    if (products)
      work.fail(
        'PRODUCT_GROUP_IN_USE',
        `The product group still has ${products} product(s). Move or delete them first.`,
        { products },
      );
    await work.tx.productGroup.delete({ where: { id } });
    work.announce('productGroup.deleted', { groupId: id });
    return { groupId: id };
  },
  deletes: { type: 'ProductGroup', key: 'groupId' },
});
