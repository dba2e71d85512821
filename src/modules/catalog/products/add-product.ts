import { keyOf } from '#core/ids.ts';
import { z } from 'zod';
import { command } from '#schema/command.ts';
import { baseCurrency } from '#modules/catalog/base-currency.ts';
import { productPayload } from './product-payload.ts';
import { productColumnsOf } from './product-data.ts';
import { ProductGroup } from './product-group.ts';
import { productFields } from './product-input.ts';
import { productLinks } from './product-links.ts';
import { productErrors } from './product-errors.ts';
import { ProductType } from './product-type.ts';
import { chooseSlug } from './slugs.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { there } from '#modules/catalog/visible.ts';
import { slugTaken, usualCycle, writeProductRest } from './write-product.ts';

command('addProduct', {
  legacy: 'AddProduct',
  description: 'Create a product and put the product on sale.',
  permission: 'catalog:write',
  input: (t) => ({
    name: t.string({
      required: true,
      description: 'Name of the product.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
    groupId: t.globalID({
      for: ProductGroup,
      required: true,
      description: 'ID of the group the product belongs to.',
    }),
    typeId: t.globalID({
      for: ProductType,
      required: true,
      description: "ID of the product's type.",
    }),
    ...productFields(t),
  }),
  errors: productErrors,
  run: async (work, { name, groupId, typeId, ...input }) => {
    await changeCatalog(work);
    const { tx } = work;
    const group = await tx.productGroup.findUnique({ where: { id: keyOf(groupId) } });
    const type = await tx.productType.findUnique({ where: { id: keyOf(typeId) } });
    const { defaultCycle, ...columns } = productColumnsOf(input);
    const product = await tx.product.create({
      data: {
        ...columns,
        ...(await productLinks(work, input)),
        name,
        defaultCycle: defaultCycle ?? usualCycle(input.payType),
        groupId: there(group, 'PRODUCT_GROUP_NOT_FOUND').id,
        typeId: there(type, 'PRODUCT_TYPE_NOT_FOUND').id,
        currencyCode: await baseCurrency(tx),
        slug: await chooseSlug(input.slug, name, slugTaken(tx, 0)),
      },
    });
    await writeProductRest(tx, product, input);
    work.announce('product.added', { productId: product.id });
    return { productId: product.id };
  },
  payload: (t) => productPayload(t, 'The product as it was added.'),
});
