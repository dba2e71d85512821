import { everyRow } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';

/** A kind of product. */
export const ProductType = builder.prismaNode('ProductType', {
  read: 'catalog:read',
  visible: everyRow,
  description: 'A type of product.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the product type, used by the legacy APIs.',
    }),
    key: t.exposeString('key', {
      description:
        'Key of the product type: `hostingaccount`, `reselleraccount`, `server` or `other`.',
    }),
    name: t.exposeString('name', { description: 'Display name of the product type.' }),
  }),
});

builder.queryField('productTypes', (t) =>
  t.prismaField({
    type: [ProductType],
    description: 'All product types.',
    authScopes: { permission: 'catalog:read' },
    extensions: legacyExtensions('GetProductsTypes', 'catalog:read'),
    resolve: (query, _root, _args, { db }) =>
      db.productType.findMany({ ...query, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] }),
  }),
);
