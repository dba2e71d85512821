import { keyOf } from '#core/ids.ts';
import { z } from 'zod';
import { command } from '#schema/command.ts';
import { ConfigOptionGroup } from './config-option-group.ts';
import { writeProductsOfGroup } from './option-group-products.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { changeCatalog } from '#modules/catalog/version.ts';

command('createConfigOptionGroup', {
  description: 'Create a group of configurable options that products can offer.',
  permission: 'catalog:write',
  input: (t) => ({
    name: t.string({
      required: true,
      description: 'Internal name of the option group, for staff. Must be unique.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
    description: t.string({
      description: 'Description of the option group.',
      validate: z.string().max(5_000),
    }),
    productIds: t.globalIDList({
      for: Product,
      description: 'IDs of the products that offer the option group.',
    }),
  }),
  errors: ['CONFIG_OPTION_GROUP_NAME_TAKEN', 'PRODUCT_NOT_FOUND'],
  run: async (work, { name, description, productIds }) => {
    await changeCatalog(work);
    const { tx } = work;
    if (await tx.configOptionGroup.count({ where: { name } }))
      work.fail('CONFIG_OPTION_GROUP_NAME_TAKEN', undefined, { field: 'name' });
    const { id } = await tx.configOptionGroup.create({
      data: { name, description: description ?? '' },
      select: { id: true },
    });
    if (productIds) await writeProductsOfGroup(tx, id, productIds.map(keyOf));
    return { groupId: id };
  },
  payload: (t) => ({
    configOptionGroup: t.prismaField({
      type: ConfigOptionGroup,
      description: 'The new option group.',
      resolve: (query, { groupId }, _args, { db }) =>
        db.configOptionGroup.findUniqueOrThrow({ ...query, where: { id: groupId } }),
    }),
  }),
});
