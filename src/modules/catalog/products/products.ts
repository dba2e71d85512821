import { keyOf } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { listDescriptions, place, skipping, SortDirection } from '#schema/list.ts';
import { beginsWith } from '#schema/text-filter.ts';
import { Product } from './product.ts';
import { ProductGroup } from './product-group.ts';
import { inStore, visibleProducts } from '#modules/catalog/visible.ts';

builder.queryField('product', (t) =>
  t.prismaField({
    type: Product,
    nullable: true,
    description: 'One product; null where there is none that the actor may see.',
    authScopes: { permission: 'catalog:read' },
    args: {
      id: t.arg.globalID({ for: Product, description: 'Its id; or give its slug.' }),
      slug: t.arg.string({ description: 'Its name in addresses.' }),
    },
    resolve: (query, _root, { id, slug }, { db, actor }) =>
      db.product.findFirst({
        ...query,
        where: { AND: [id ? { id: keyOf(id) } : { slug: slug ?? '' }, visibleProducts(actor)] },
      }),
  }),
);

const ProductFilter = builder.inputType('ProductFilter', {
  description: 'Narrows products down; what is given must all hold.',
  fields: (t) => ({
    ids: t.globalIDList({ for: Product, description: 'These products.' }),
    groupId: t.globalID({ for: ProductGroup, description: 'Of this group.' }),
    serverModule: t.string({ description: 'Set up by this server module.' }),
    name: t.string({ description: 'How the name starts, in any case.' }),
    isInStore: t.boolean({ description: 'Shown to buyers, or not.' }),
    isRetired: t.boolean({ description: 'No longer sold, or still sold.' }),
  }),
});

const ProductOrderField = builder.enumType('ProductOrderField', {
  description: 'What products can be sorted by.',
  values: {
    STORE: { value: 'sortOrder', description: 'Their place in the store.' },
    ID: { value: 'id', description: 'Order of adding.' },
    NAME: { value: 'name', description: 'Name.' },
  } as const,
});

const ProductOrder = builder.inputType('ProductOrder', {
  description: 'How products are sorted.',
  fields: (t) => ({
    field: t.field({ type: ProductOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('products', (t) =>
  t.prismaConnection({
    type: Product,
    cursor: place,
    description: 'The products the actor may see, page by page.',
    authScopes: { permission: 'catalog:read' },
    args: {
      filter: t.arg({ type: ProductFilter, description: 'Which ones.' }),
      orderBy: t.arg({ type: ProductOrder, description: 'In which order (default: the store’s).' }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.product.count({ where: productsWhere(filter, visibleProducts(actor)) }),
    resolve: (query, _root, { filter, orderBy, offset }, { db, actor }) =>
      db.product.findMany({
        ...skipping(query, offset),
        where: productsWhere(filter, visibleProducts(actor)),
        orderBy: [
          {
            [orderBy?.field ?? 'sortOrder']: orderBy?.direction ?? 'asc',
          } as Prisma.ProductOrderByWithRelationInput,
          { id: 'asc' },
        ],
      }),
  }),
);

/** The most products a whole catalogue holds. */
const WHOLE = 2_000;

builder.queryField('catalogue', (t) =>
  t.prismaField({
    type: [Product],
    description: `The whole catalogue at once, for order forms: up to ${WHOLE} products, group by group.`,
    authScopes: { permission: 'catalog:read' },
    extensions: legacyExtensions(['GetProducts', 'GetProductsByGroup'], 'catalog:read'),
    args: { filter: t.arg({ type: ProductFilter, description: 'Which ones.' }) },
    resolve: (query, _root, { filter }, { db, actor }) =>
      db.product.findMany({
        ...query,
        where: productsWhere(filter, visibleProducts(actor)),
        orderBy: [{ groupId: 'asc' }, { sortOrder: 'asc' }, { id: 'asc' }],
        take: WHOLE,
      }),
  }),
);

type Filter = typeof ProductFilter.$inferInput;

function productsWhere(
  filter: Filter | null | undefined,
  visible: Prisma.ProductWhereInput,
): Prisma.ProductWhereInput {
  const { ids, groupId, serverModule, name, isInStore, isRetired } = filter ?? {};
  const requested: Prisma.ProductWhereInput[] = [visible];
  if (ids) requested.push({ id: { in: ids.map(keyOf) } });
  if (groupId) requested.push({ groupId: keyOf(groupId) });
  if (serverModule) requested.push({ serverModule });
  if (name) requested.push({ name: beginsWith(name) });
  if (typeof isInStore === 'boolean') requested.push(isInStore ? inStore : { NOT: inStore });
  if (typeof isRetired === 'boolean') requested.push({ isRetired });
  return { AND: requested };
}
