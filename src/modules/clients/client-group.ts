import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { matchNone } from '#modules/access/visible.ts';
import { isBackOffice } from '#core/actor.ts';

/** A set of clients that share terms. */
export const ClientGroup = builder.prismaNode('ClientGroup', {
  read: 'clients:read',
  description: 'A set of clients that share terms.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    color: t.exposeString('color', { description: 'Hex colour for lists, e.g. #ff8800.' }),
    discountPercent: t.expose('discountPercent', {
      type: 'Decimal',
      description: 'Taken off everything its clients buy.',
    }),
    isExemptFromAutomation: t.exposeBoolean('suspendTerminateExempt', {
      description: 'Its clients are never suspended or terminated by the daily run.',
    }),
    separateInvoices: t.exposeBoolean('separateInvoices', {
      description: 'One invoice for each service rather than one for a day.',
    }),
  }),
});

builder.prismaObjectField('Client', 'group', (t) =>
  t.relation('group', { nullable: true, description: 'The group it belongs to.' }),
);

builder.queryField('clientGroups', (t) =>
  t.prismaField({
    type: [ClientGroup],
    description: 'Every client group, in the order of adding.',
    authScopes: { permission: 'clients:read' },
    extensions: legacyExtensions('GetClientGroups', 'clients:read'),
    resolve: (query, _root, _args, { db, actor }) =>
      db.clientGroup.findMany({
        ...query,
        where: isBackOffice(actor) ? {} : matchNone,
        orderBy: [{ id: 'asc' }],
      }),
  }),
);
