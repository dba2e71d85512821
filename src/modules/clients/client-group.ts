import { reachableClientGroups } from './visible.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { matchNone } from '#modules/access/visible.ts';
import { isBackOffice } from '#core/actor.ts';

/** A set of clients that share terms. */
export const ClientGroup = builder.prismaNode('ClientGroup', {
  read: 'clients:read',
  visible: reachableClientGroups,
  description: 'A group of clients with shared terms.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the client group, used by the legacy APIs.',
    }),
    name: t.exposeString('name', { description: 'Name of the client group.' }),
    color: t.exposeString('color', {
      description: 'Hex color of the group in lists, e.g. #ff8800.',
    }),
    discountPercent: t.expose('discountPercent', {
      type: 'Decimal',
      description: "Discount on everything the group's clients buy, in percent.",
    }),
    isExemptFromAutomation: t.exposeBoolean('suspendTerminateExempt', {
      description: "Whether the daily run never suspends or terminates the group's clients.",
    }),
    separateInvoices: t.exposeBoolean('separateInvoices', {
      description: 'Whether each service gets a separate invoice, instead of one invoice per day.',
    }),
  }),
});

builder.prismaObjectField('Client', 'group', (t) =>
  t.relation('group', { nullable: true, description: 'Client group of the client.' }),
);

builder.queryField('clientGroups', (t) =>
  t.prismaField({
    type: [ClientGroup],
    listSize: 50,
    description: 'All client groups, in the order they were added.',
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
