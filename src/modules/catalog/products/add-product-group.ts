import { command } from '#schema/command.ts';
import { ProductGroup } from './product-group.ts';
import { groupFields, type GroupFields, saneGroup } from './product-group-input.ts';
import { chooseSlug } from './slugs.ts';
import { changeCatalog } from '#modules/catalog/version.ts';

command('addProductGroup', {
  legacy: 'AddProductGroup',
  description: 'Create a product group.',
  permission: 'catalog:write',
  input: (t) => groupFields(t, true),
  errors: ['SLUG_TAKEN'],
  run: async (work, input) => {
    await changeCatalog(work);
    const { tx } = work;
    const slug = await chooseSlug(
      input.slug,
      input.title ?? '',
      async (name) => (await tx.productGroup.count({ where: { slug: name } })) > 0,
    );
    const data = saneGroup(input as GroupFields);
    if (data.isDefault) await tx.productGroup.updateMany({ data: { isDefault: false } });
    const { id } = await tx.productGroup.create({
      data: { ...data, title: data.title ?? '', slug },
      select: { id: true },
    });
    work.announce('productGroup.added', { groupId: id });
    return { groupId: id };
  },
  payload: (t) => ({
    productGroup: t.prismaField({
      type: ProductGroup,
      description: 'The new product group.',
      resolve: (query, { groupId }, _args, { db }) =>
        db.productGroup.findUniqueOrThrow({ ...query, where: { id: groupId } }),
    }),
  }),
});
