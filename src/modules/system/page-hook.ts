import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';

export const PageHookPlace = builder.enumType('PageHookPlace', {
  description: 'Where on a page of the client area some code stands.',
  values: {
    HEAD: { description: 'Inside `<head>`.' },
    HEADER: { description: 'At the top of the body.' },
    FOOTER: { description: 'At the end of the body.' },
  } as const,
});

/** HTML that staff put into every page of the client area. */
export const PageHook = builder.prismaNode('PageHook', {
  read: 'catalog:read',
  description: 'HTML that staff put into every page of the client area.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    place: t.expose('place', { type: PageHookPlace, description: 'Where it stands.' }),
    name: t.exposeString('name', { description: 'What staff call it.' }),
    html: t.exposeString('html', { description: 'The code, as staff wrote it.' }),
    isActive: t.exposeBoolean('isActive', { description: 'It is put into pages.' }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Its place among its like.' }),
  }),
});

builder.queryField('pageHooks', (t) =>
  t.prismaField({
    type: [PageHook],
    description: 'The code that is put into pages, in its order.',
    authScopes: { permission: 'catalog:read' },
    extensions: legacyExtensions('GetHeaderFooterHooks', 'catalog:read'),
    resolve: (query, _root, _args, { db }) =>
      db.pageHook.findMany({
        ...query,
        where: { isActive: true },
        orderBy: [{ place: 'asc' }, { sortOrder: 'asc' }, { id: 'asc' }],
      }),
  }),
);
