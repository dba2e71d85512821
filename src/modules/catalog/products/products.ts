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
    description:
      'A single product. Null if no such product exists or the actor may not see the product.',
    authScopes: { permission: 'catalog:read' },
    args: {
      id: t.arg.globalID({
        for: Product,
        description: 'ID of the product. Alternative to `slug`.',
      }),
      slug: t.arg.string({ description: 'Name of the product in URLs. Alternative to `id`.' }),
    },
    resolve: (query, _root, { id, slug }, { db, actor }) =>
      db.product.findFirst({
        ...query,
        where: { AND: [id ? { id: keyOf(id) } : { slug: slug ?? '' }, visibleProducts(actor)] },
      }),
  }),
);

const ProductFilter = builder.inputType('ProductFilter', {
  description: 'Conditions for products. All given conditions must hold.',
  fields: (t) => ({
    ids: t.globalIDList({ for: Product, description: 'Only products with these IDs.' }),
    groupId: t.globalID({ for: ProductGroup, description: 'Only products of this group.' }),
    serverModule: t.string({ description: 'Only products set up by this server module.' }),
    name: t.string({
      description: 'Only products whose name starts with this text, ignoring case.',
    }),
    isInStore: t.boolean({
      description: 'Only products that are (true) or are not (false) shown to buyers.',
    }),
    isRetired: t.boolean({
      description: 'Only products that are no longer sold (true) or still sold (false).',
    }),
  }),
});

const ProductOrderField = builder.enumType('ProductOrderField', {
  description: 'Fields by which products can be sorted.',
  values: {
    STORE: { value: 'sortOrder', description: 'By position in the store.' },
    ID: { value: 'id', description: 'By ID, the order in which products were created.' },
    NAME: { value: 'name', description: 'By name, alphabetically.' },
  } as const,
});

const ProductOrder = builder.inputType('ProductOrder', {
  description: 'Sort order of products.',
  fields: (t) => ({
    field: t.field({
      type: ProductOrderField,
      required: true,
      description: 'Field to sort products by.',
    }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Sort direction.',
    }),
  }),
});

builder.queryField('products', (t) =>
  t.prismaConnection({
    type: Product,
    cursor: place,
    description: 'Products the actor may see, as a paginated list.',
    authScopes: { permission: 'catalog:read' },
    args: {
      filter: t.arg({ type: ProductFilter, description: 'Conditions the products must meet.' }),
      orderBy: t.arg({ type: ProductOrder, description: 'Sort order. Default: store order.' }),
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
    args: {
      filter: t.arg({
        type: ProductFilter,
        description: 'Conditions the products of the catalogue must meet.',
      }),
    },
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
