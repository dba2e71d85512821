import { keyOf } from '#core/ids.ts';
import { z } from 'zod';
import { command } from '#schema/command.ts';
import { Product } from './product.ts';
import { productPayload } from './product-payload.ts';
import { productColumnsOf } from './product-data.ts';
import { ProductGroup } from './product-group.ts';
import { productFields } from './product-input.ts';
import { productLinks } from './product-links.ts';
import { productErrors } from './product-errors.ts';
import { ProductType } from './product-type.ts';
import { chooseSlug } from './slugs.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { productFor, there } from '#modules/catalog/visible.ts';
import { slugTaken, usualCycle, writeProductRest } from './write-product.ts';

command('updateProduct', {
  legacy: 'UpdateProduct',
  description: 'Change a product. Omitted fields stay unchanged.',
  permission: 'catalog:write',
  input: (t) => ({
    productId: t.globalID({
      for: Product,
      required: true,
      description: 'ID of the product to change.',
    }),
    name: t.string({
      description: 'Name of the product.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
    groupId: t.globalID({
      for: ProductGroup,
      description: 'ID of the group to move the product to.',
    }),
    typeId: t.globalID({ for: ProductType, description: "ID of the product's type." }),
    ...productFields(t),
  }),
  errors: ['PRODUCT_NOT_FOUND', ...productErrors],
  nulls: {
    configOptionGroupIds: [],
    configurations: null,
    description: '',
    freeDomainCycles: [],
    freeDomainTlds: [],
    highlightText: '',
    notes: '',
    recommendedProductId: null,
    serverGroupId: null,
    serverModule: '',
    serverPackageName: '',
    subdomainOptions: [],
    terminateEmailTemplateId: null,
    upgradeEmailTemplateId: null,
    upgradeProductIds: [],
    welcomeEmailTemplateId: null,
  },
  run: async (work, { productId, name, groupId, typeId, ...input }) => {
    await changeCatalog(work);
    const { tx } = work;
    const before = await productFor(work, keyOf(productId));
    const { id } = before;
    if (groupId)
      there(
        await tx.productGroup.findUnique({ where: { id: keyOf(groupId) } }),
        'PRODUCT_GROUP_NOT_FOUND',
      );
    if (typeId)
      there(
        await tx.productType.findUnique({ where: { id: keyOf(typeId) } }),
        'PRODUCT_TYPE_NOT_FOUND',
      );
    const { defaultCycle, ...columns } = productColumnsOf(input);
    const changes = {
      ...columns,
      ...(await productLinks(work, input)),
      name: name ?? undefined,
      defaultCycle: defaultCycle ?? usualCycle(input.payType),
      groupId: groupId ? keyOf(groupId) : undefined,
      typeId: typeId ? keyOf(typeId) : undefined,
      slug: input.slug ? await chooseSlug(input.slug, before.name, slugTaken(tx, id)) : undefined,
    };
    const product = await tx.product.update({ where: { id }, data: changes });
    await writeProductRest(tx, product, input);
    const changed = Object.keys(input).filter(
      (key) => input[key as keyof typeof input] !== undefined,
    );
    work.announce('product.changed', { productId: id, changed });
    return { productId: id };
  },
  payload: (t) => productPayload(t),
});
