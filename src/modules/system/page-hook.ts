import { isStaff } from '#core/actor.ts';
import { everyRow } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';

export const PageHookPlace = builder.enumType('PageHookPlace', {
  description: 'Position of custom code on the pages of the client area.',
  values: {
    HEAD: { description: 'Inside the `<head>` element.' },
    HEADER: { description: 'At the start of the page body.' },
    FOOTER: { description: 'At the end of the page body.' },
  } as const,
});

/** HTML that staff put into every page of the client area. */
export const PageHook = builder.prismaNode('PageHook', {
  read: 'catalog:read',
  visible: everyRow,
  description: 'Custom HTML that staff add to every page of the client area.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the page hook.' }),
    place: t.expose('place', {
      type: PageHookPlace,
      description: 'Position of the code on the page.',
    }),
    name: t.exposeString('name', { description: 'Name staff gave the page hook.' }),
    html: t.exposeString('html', { description: 'HTML code of the page hook, as staff wrote it.' }),
    isActive: t.exposeBoolean('isActive', { description: 'Whether the code is added to pages.' }),
    sortOrder: t.exposeInt('sortOrder', {
      description: 'Position among page hooks of the same place.',
    }),
  }),
});

builder.queryField('pageHooks', (t) =>
  t.prismaField({
    type: [PageHook],
    description: 'Page hooks, sorted by place and position.',
    authScopes: { permission: 'catalog:read' },
    extensions: legacyExtensions('GetHeaderFooterHooks', 'catalog:read'),
    args: {
      withInactive: t.arg.boolean({
        defaultValue: false,
        description: 'Also return page hooks that are switched off. Staff only.',
      }),
    },
    resolve: (query, _root, { withInactive }, { db, actor }) =>
      db.pageHook.findMany({
        ...query,
        where: withInactive && isStaff(actor) ? {} : { isActive: true },
        orderBy: [{ place: 'asc' }, { sortOrder: 'asc' }, { id: 'asc' }],
      }),
  }),
);
