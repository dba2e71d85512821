import { keyOf } from '#core/ids.ts';
import { wholeList } from '#core/pages.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { rows, texts, whether, withText } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { beginsWith, includes } from '#schema/text-filter.ts';
import { Product } from './product.ts';
import './product-group.ts';
import { inStore, visibleProducts } from '#modules/catalog/visible.ts';

const ProductBy = builder.inputType('ProductBy', {
  description: 'Selects a product by exactly one of these fields.',
  isOneOf: true,
  fields: (t) => ({
    id: t.globalID({ for: Product, description: 'ID of the product.' }),
    slug: t.string({ description: 'Name of the product in URLs.' }),
  }),
});

builder.queryField('product', (t) =>
  t.prismaField({
    type: Product,
    nullable: true,
    description:
      'A single product. Null if no such product exists or the actor may not see the product.',
    authScopes: { permission: 'catalog:read' },
    args: {
      by: t.arg({ type: ProductBy, required: true, description: 'Which product to read.' }),
    },
    resolve: (query, _root, { by: { id, slug } }, { db, actor }) =>
      db.product.findFirst({
        ...query,
        where: { AND: [id ? { id: keyOf(id) } : { slug: slug ?? '' }, visibleProducts(actor)] },
      }),
  }),
);

/** Lists of products. */
export const productList = declareList({
  type: Product,
  noun: 'Product',
  model: 'Product',
  visible: visibleProducts,
  filter: {
    id: rows('Product', 'id', 'These products.'),
    group: rows('ProductGroup', 'groupId', 'Products of these groups.'),
    serverModule: texts(
      (modules) => ({ serverModule: { in: modules.map((name) => name.trim().toLowerCase()) } }),
      'Products set up by these server modules.',
    ),
    name: withText(
      (name) => ({ name: beginsWith(name) }),
      'Products whose name starts with this text.',
    ),
    isInStore: whether(() => inStore, 'Whether they are shown to buyers.'),
    isRetired: whether('isRetired', 'Whether they are no longer sold.'),
  },
  order: {
    STORE: ['sortOrder', 'By position in the store.'],
    ID: ['id', 'By ID, the order in which products were created.'],
    NAME: ['name', 'By name, alphabetically.'],
  },
  usual: [{ sortOrder: 'asc' }, { id: 'asc' }],
  search: (word) => ({ OR: [{ name: includes(word) }, { description: includes(word) }] }),
});

productList.root('products', {
  description: 'Products the actor may see, in store order.',
  permission: 'catalog:read',
});

productList.under('ProductGroup', 'products', 'products', {
  description: 'Products of the group, in store order.',
});

builder.queryField('catalogue', (t) =>
  t.prismaField({
    type: [Product],
    listSize: 200,
    description: 'The whole catalogue at once, for order forms, group by group.',
    authScopes: { permission: 'catalog:read' },
    extensions: legacyExtensions(['GetProducts', 'GetProductsByGroup'], 'catalog:read'),
    args: {
      filter: t.arg({
        type: productList.filter,
        description: 'Conditions the products of the catalogue must meet.',
      }),
    },
    resolve: (query, _root, { filter }, { db, actor }) =>
      db.product.findMany({
        ...query,
        where: productList.where({ filter }, actor),
        orderBy: [{ groupId: 'asc' }, { sortOrder: 'asc' }, { id: 'asc' }],
        take: wholeList,
      }),
  }),
);
