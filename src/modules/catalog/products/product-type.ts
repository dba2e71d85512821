import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';

/** A kind of product. */
export const ProductType = builder.prismaNode('ProductType', {
  read: 'catalog:read',
  description: 'A kind of product.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    key: t.exposeString('key', {
      description: '`hostingaccount`, `reselleraccount`, `server` or `other`.',
    }),
    name: t.exposeString('name', { description: 'What people call it.' }),
  }),
});

builder.queryField('productTypes', (t) =>
  t.prismaField({
    type: [ProductType],
    description: 'Every kind of product.',
    authScopes: { permission: 'catalog:read' },
    extensions: legacyExtensions('GetProductsTypes', 'catalog:read'),
    resolve: (query, _root, _args, { db }) =>
      db.productType.findMany({ ...query, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] }),
  }),
);
