import { ProductGroup } from './product-group.ts';
import { rowField } from '#schema/payload-rows.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Product } from './product.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { productFor } from '#modules/catalog/visible.ts';

command('deleteProduct', {
  legacy: 'DeleteProduct',
  description:
    'Delete a product that no service uses. A product in use can be hidden or retired with `updateProduct` instead. The product is removed from carts, promotions and price lists.',
  permission: 'catalog:write',
  input: (t) => ({
    productId: t.globalID({
      for: Product,
      required: true,
      description: 'ID of the product to delete.',
    }),
  }),
  errors: ['PRODUCT_NOT_FOUND', 'PRODUCT_IN_USE'],
  run: async (work, { productId }) => {
    await changeCatalog(work);
    const { tx } = work;
    const { id } = await productFor(work, keyOf(productId));
    const services = await tx.service.count({ where: { productId: id } });
    if (services)
      work.fail(
        'PRODUCT_IN_USE',
        `${services} service(s) use the product. Hide or retire it instead.`,
        { services },
      );
    const upgrades = await tx.serviceUpgrade.count({
      where: { OR: [{ fromProductId: id }, { toProductId: id }] },
    });
    if (upgrades)
      work.fail(
        'PRODUCT_IN_USE',
        `${upgrades} upgrade(s) name the product. Hide or retire it instead.`,
        { upgrades },
      );
    const { groupId } = await tx.product.delete({ where: { id } });
    work.announce('product.deleted', { productId: id });
    return { productId: id, groupId };
  },
  deletes: { type: 'Product', key: 'productId' },
  payload: (t) => ({
    group: rowField(t, ProductGroup, 'groupId', 'The product group, without the product.'),
  }),
});
