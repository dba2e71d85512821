import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ProductGroup } from './product-group.ts';
import { groupFields, type GroupFields, saneGroup } from './product-group-input.ts';
import { chooseSlug } from './slugs.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { there } from '#modules/catalog/visible.ts';

command('updateProductGroup', {
  legacy: 'UpdateProductGroup',
  description: 'Change a product group. Omitted fields stay unchanged.',
  permission: 'catalog:write',
  input: (t) => ({
    groupId: t.globalID({
      for: ProductGroup,
      required: true,
      description: 'ID of the product group to change.',
    }),
    ...groupFields(t, false),
  }),
  errors: ['PRODUCT_GROUP_NOT_FOUND', 'SLUG_TAKEN'],
  nulls: { headline: '', link: '', orderTemplate: '', tagline: '' },
  run: async (work, { groupId, ...input }) => {
    await changeCatalog(work);
    const { tx } = work;
    const id = keyOf(groupId);
    const group = await tx.productGroup.findUnique({ where: { id } });
    const { title } = there(group, 'PRODUCT_GROUP_NOT_FOUND');
    const isTaken = async (slug: string) =>
      (await tx.productGroup.count({ where: { slug, id: { not: id } } })) > 0;
    const slug = input.slug ? await chooseSlug(input.slug, title, isTaken) : undefined;
    const data = saneGroup(input as GroupFields);
    if (data.isDefault) await tx.productGroup.updateMany({ data: { isDefault: false } });
    await tx.productGroup.update({ where: { id }, data: { ...data, slug } });
    work.announce('productGroup.changed', { groupId: id });
    return { groupId: id };
  },
  payload: (t) => ({
    productGroup: t.prismaField({
      type: ProductGroup,
      description: 'The product group after the change.',
      resolve: (query, { groupId }, _args, { db }) =>
        db.productGroup.findUniqueOrThrow({ ...query, where: { id: groupId } }),
    }),
  }),
});
