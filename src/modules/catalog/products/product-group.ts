import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { place } from '#schema/list.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { visibleGroups, visibleProducts } from '#modules/catalog/visible.ts';

/** A shelf of the shop. */
export const ProductGroup = builder.prismaNode('ProductGroup', {
  read: 'catalog:read',
  description: 'A shelf of the shop.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    title: t.exposeString('title', { description: 'What it is called.' }),
    slug: t.exposeString('slug', { description: 'Its name in addresses.' }),
    headline: t.exposeString('headline', { description: 'The large line above its products.' }),
    tagline: t.exposeString('tagline', { description: 'The small line below the headline.' }),
    isSuggested: t.exposeBoolean('isSuggested', {
      description: 'Its products are offered for domains in the cart.',
    }),
    isDefault: t.exposeBoolean('isDefault', {
      description: 'Shown first on the order page; at most one group is.',
    }),
    link: t.exposeString('link', { description: 'Page to send buyers to instead of the store.' }),
    isHidden: t.exposeBoolean('isHidden', { description: 'Kept from buyers, its products too.' }),
    orderTemplate: t.exposeString('orderTemplate', { description: 'Look of its order form.' }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Its place in the store.' }),
    products: t.relatedConnection('products', {
      cursor: place,
      description: 'What stands on it, in the order of the store.',
      totalCount: true,
      query: (_args, { actor }) => ({
        where: visibleProducts(actor),
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      }),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

builder.queryField('productGroups', (t) =>
  t.prismaField({
    type: [ProductGroup],
    description: 'Every product group the actor may see, in the order of the store.',
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

builder.queryField('productGroup', (t) =>
  t.prismaField({
    type: ProductGroup,
    nullable: true,
    description: 'One product group; null where there is none that the actor may see.',
    authScopes: { permission: 'catalog:read' },
    args: {
      id: t.arg.globalID({ for: ProductGroup, description: 'Its id; or give its slug.' }),
      slug: t.arg.string({ description: 'Its name in addresses.' }),
    },
    resolve: (query, _root, { id, slug }, { db, actor }) =>
      db.productGroup.findFirst({
        ...query,
        where: { AND: [id ? { id: keyOf(id) } : { slug: slug ?? '' }, visibleGroups(actor)] },
      }),
  }),
);
