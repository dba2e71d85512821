import { forStaff } from '#modules/access/visible.ts';
import { encodeId } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import { daysOf, rows, timeSpans, withText } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes, isText } from '#schema/text-filter.ts';
import { rowId } from '#schema/id-field.ts';

/** What happened, in words. */
export const ActivityEntry = builder.prismaNode('ActivityEntry', {
  read: 'system:read',
  visible: forStaff,
  description: 'Entry of the activity log, in words. Every change creates an entry.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.string({
      description: 'Number of the activity entry, used by the legacy APIs.',
      select: { id: true },
      resolve: ({ id }) => String(id),
    }),
    description: t.exposeString('description', {
      description: 'Text that describes what happened.',
    }),
    username: t.exposeString('username', {
      description:
        'Name of the actor: the email address of a client or user, a staff user name, or `System`.',
    }),
    ip: t.exposeString('ip', {
      description: 'IP address of the actor. Empty for work of the gateway itself.',
    }),
    clientId: t.id(rowId('Client', 'clientId', 'ID of the client the entry is about.')),
    userId: t.id(rowId('User', 'userId', 'ID of the user who acted.')),
    adminId: t.id(rowId('Admin', 'adminId', 'ID of the staff member who acted.')),
    client: t.relation('client', {
      nullable: true,
      description: 'Client the entry is about.',
    }),
    user: t.relation('user', { nullable: true, description: 'User who acted.' }),
    admin: t.relation('admin', { nullable: true, description: 'Staff member who acted.' }),
    actor: t.field(
      edgeToNode<{ adminId: number | null; userId: number | null }>({
        description: 'Staff member or user who acted; null for the company itself and API keys.',
        select: { adminId: true, userId: true },
        idOf: ({ adminId, userId }) =>
          adminId ? encodeId('Admin', adminId) : userId ? encodeId('User', userId) : null,
      }),
    ),
    happenedAt: t.expose('happenedAt', { type: 'DateTime', description: 'Time of the activity.' }),
  }),
});

/** Lists of the activity log. */
const activityList = declareList({
  type: ActivityEntry,
  noun: 'ActivityEntry',
  model: 'ActivityEntry',
  visible: forStaff,
  filter: {
    client: rows('Client', 'clientId', 'Entries about these clients; null for none.'),
    admin: rows('Admin', 'adminId', 'Entries of these staff members; null for others.'),
    user: rows('User', 'userId', 'Entries of these users; null for others.'),
    username: withText(
      (name) => ({ username: isText(name) }),
      'Entries of the actor with this name.',
    ),
    description: withText(
      (text) => ({ description: includes(text) }),
      'Entries whose description contains this text.',
    ),
    ip: withText((ip) => ({ ip }), 'Entries from this IP address.'),
    happenedOn: daysOf('happenedAt', 'Day of the activity.'),
    happenedAt: timeSpans('happenedAt', 'Time of the activity.'),
  },
  order: {
    ID: ['id', 'By the order in which the activities happened.'],
    CLIENT: ['clientId', 'By the client the entry is about.'],
    HAPPENED_AT: ['happenedAt', 'By the time of the activity.'],
    USERNAME: ['username', 'By the name of the actor.'],
    IP: ['ip', 'By the IP address of the actor.'],
  },
  search: (word) => ({ OR: [{ description: includes(word) }, { username: includes(word) }] }),
});

activityList.root('activity', {
  description: 'Entries of the activity log, in the order in which the activities happened.',
  permission: 'system:read',
  legacy: 'GetActivityLog',
});

activityList.under('Client', 'activityEntries', 'activity', {
  description:
    'Entries of the activity log about the client; newest first where no order is asked for.',
  usual: [{ id: 'desc' }],
});
