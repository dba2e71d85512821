import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { visibleGroups, reachableProductGroups } from '#modules/catalog/visible.ts';

/** A shelf of the shop. */
export const ProductGroup = builder.prismaNode('ProductGroup', {
  read: 'catalog:read',
  visible: reachableProductGroups,
  description: 'A group of products in the store.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the product group, used by the legacy APIs.',
    }),
    title: t.exposeString('title', { description: 'Title of the product group.' }),
    slug: t.exposeString('slug', { description: 'Name of the product group in URLs.' }),
    headline: t.exposeString('headline', { description: "Headline above the group's products." }),
    tagline: t.exposeString('tagline', { description: 'Smaller line below the headline.' }),
    isSuggested: t.exposeBoolean('isSuggested', {
      description: "Whether the group's products are suggested for domains in the cart.",
    }),
    isDefault: t.exposeBoolean('isDefault', {
      description:
        'Whether the group is shown first on the order page. At most one group is the default.',
    }),
    link: t.exposeString('link', {
      description: "URL that buyers are redirected to instead of the group's store page.",
    }),
    isHidden: t.exposeBoolean('isHidden', {
      description: 'Whether the group and its products are hidden from buyers.',
    }),
    orderTemplate: t.exposeString('orderTemplate', {
      description: "Template of the group's order form.",
    }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Position of the group in the store.' }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the product group was created.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the product group.',
    }),
  }),
});

builder.queryField('productGroups', (t) =>
  t.prismaField({
    type: [ProductGroup],
    listSize: 100,
    description: 'All product groups the actor may see, in store order.',
    authScopes: { permission: 'catalog:read' },
    extensions: legacyExtensions('GetProductsGroups', 'catalog:read'),
    resolve: (query, _root, _args, { db, actor }) =>
      db.productGroup.findMany({
        ...query,
        where: visibleGroups(actor),
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      }),
  }),
);

const ProductGroupBy = builder.inputType('ProductGroupBy', {
  description: 'Selects a product group by exactly one of these fields.',
  isOneOf: true,
  fields: (t) => ({
    id: t.globalID({ for: ProductGroup, description: 'ID of the product group.' }),
    slug: t.string({ description: 'Name of the product group in URLs.' }),
  }),
});

builder.queryField('productGroup', (t) =>
  t.prismaField({
    type: ProductGroup,
    nullable: true,
    description:
      'A single product group. Null if no such group exists or the actor may not see the group.',
    authScopes: { permission: 'catalog:read' },
    args: {
      by: t.arg({
        type: ProductGroupBy,
        required: true,
        description: 'Which product group to read.',
      }),
    },
    resolve: (query, _root, { by: { id, slug } }, { db, actor }) =>
      db.productGroup.findFirst({
        ...query,
        where: { AND: [id ? { id: keyOf(id) } : { slug: slug ?? '' }, visibleGroups(actor)] },
      }),
  }),
);
