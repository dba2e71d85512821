import { type Actor, isBackOffice } from '#core/actor.ts';
import { encodeId } from '#core/ids.ts';
import { fullNameOf } from '#core/names.ts';
import { builder } from '#schema/builder.ts';
import type { Db } from '#platform/database/client.ts';
import { UserPermissionEnum } from '#modules/access/users/user.ts';
import {
  coveredWords,
  type UserPermission,
  permissionsOf,
} from '#modules/access/users/user-permissions.ts';
import { Viewer } from './viewer.ts';

interface AccountValue {
  clientId: number;
  name: string;
  permissions: UserPermission[];
}

// No row of a client: whoever is in an account may name it, whatever else they may do there.
const ViewerAccount = builder.objectRef<AccountValue>('ViewerAccount').implement({
  read: null,
  description: 'A client account that the caller acts for, and what the caller may do there.',
  fields: (t) => ({
    id: t.id({
      description: 'The id of the client.',
      resolve: ({ clientId }) => encodeId('Client', clientId),
    }),
    name: t.exposeString('name', { description: 'Name of the person, else of the company.' }),
    permissions: t.expose('permissions', {
      type: [UserPermissionEnum],
      description: 'What the caller may do for it.',
    }),
  }),
});

builder.objectField(Viewer, 'accounts', (t) =>
  t.field({
    type: [ViewerAccount],
    description:
      'The accounts the caller acts for: of a user, or of a key of the client; none for others. Anybody may ask for their own.',
    resolve: (viewer, _args, { db }) => accountsOf(db, viewer),
  }),
);

async function accountsOf(db: Db, actor: Actor): Promise<AccountValue[]> {
  if (isBackOffice(actor) || actor.clientIds.length === 0) return [];
  const clients = await db.client.findMany({
    where: { id: { in: [...actor.clientIds] } },
    select: {
      id: true,
      firstName: true,
      lastName: true,
      companyName: true,
      userLinks: {
        where: { userId: actor.userId ?? -1 },
        select: { isOwner: true, permissions: true },
      },
    },
    orderBy: { id: 'asc' },
  });
  return clients.map(({ id, companyName, userLinks: [link], ...person }) => ({
    clientId: id,
    name: fullNameOf(person) || companyName,
    permissions: link ? permissionsOf(link) : coveredWords(actor.permissions),
  }));
}
