import { keyOf } from '#core/ids.ts';
import { z } from 'zod';
import { command } from '#schema/command.ts';
import { ConfigOptionGroup } from './config-option-group.ts';
import { writeProductsOfGroup } from './option-group-products.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { there } from '#modules/catalog/visible.ts';

command('updateConfigOptionGroup', {
  description: 'Change a group of configurable options. Omitted fields stay unchanged.',
  permission: 'catalog:write',
  input: (t) => ({
    groupId: t.globalID({
      for: ConfigOptionGroup,
      required: true,
      description: 'ID of the option group to change.',
    }),
    name: t.string({
      description: 'Internal name of the option group, for staff.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
    description: t.string({
      description: 'Description of the option group.',
      validate: z.string().max(5_000),
    }),
    productIds: t.globalIDList({
      for: Product,
      description: 'IDs of all products that offer the option group. Replaces the previous list.',
    }),
  }),
  errors: ['CONFIG_OPTION_GROUP_NOT_FOUND', 'CONFIG_OPTION_GROUP_NAME_TAKEN', 'PRODUCT_NOT_FOUND'],
  nulls: { description: '', productIds: [] },
  run: async (work, { groupId, name, description, productIds }) => {
    await changeCatalog(work);
    const { tx } = work;
    const id = keyOf(groupId);
    const group = await tx.configOptionGroup.findUnique({ where: { id } });
    there(group, 'CONFIG_OPTION_GROUP_NOT_FOUND');
    if (name && (await tx.configOptionGroup.count({ where: { name, id: { not: id } } })))
      work.fail('CONFIG_OPTION_GROUP_NAME_TAKEN', undefined, { field: 'name' });
    await tx.configOptionGroup.update({
      where: { id },
      data: { name: name ?? undefined, description: description ?? undefined },
    });
    if (productIds) await writeProductsOfGroup(tx, id, productIds.map(keyOf));
    return { groupId: id };
  },
  payload: (t) => ({
    configOptionGroup: t.prismaField({
      type: ConfigOptionGroup,
      description: 'The option group after the change.',
      resolve: (query, { groupId }, _args, { db }) =>
        db.configOptionGroup.findUniqueOrThrow({ ...query, where: { id: groupId } }),
    }),
  }),
});
