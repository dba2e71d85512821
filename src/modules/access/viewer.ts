import type { Actor } from '#core/actor.ts';
import { own } from '#schema/access.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { User } from '#modules/access/users/user.ts';

const ActorKind = builder.enumType('ActorKind', {
  description: 'What kind of caller this is.',
  values: {
    STAFF: { value: 'staff', description: 'The company: sees every client.' },
    RESELLER: { value: 'reseller', description: 'A reseller: sees its own customers.' },
    CUSTOMER: { value: 'customer', description: 'A client, or a user acting for clients.' },
    SYSTEM: { value: 'system', description: 'The gateway itself.' },
    NOBODY: { value: 'nobody', description: 'No credential was sent.' },
  } as const,
});

export const Viewer = builder.objectRef<Actor>('Viewer').implement({
  read: null,
  description: 'Who is asking.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ActorKind, description: 'What kind of caller.' }),
    permissions: t.stringList({
      description: 'What the caller may do, as `noun:verb`.',
      resolve: ({ permissions }) => [...permissions].toSorted(),
    }),
    commands: t.stringList({
      nullable: true,
      description:
        'The only legacy commands the credential may call; null where permissions decide.',
      resolve: ({ commands }) => commands && [...commands].toSorted(),
    }),
    credentialId: t.exposeInt('credentialId', {
      nullable: true,
      description: 'The number of the API credential; null for a session.',
    }),
    accountId: t.int({
      nullable: true,
      description:
        'The `databaseId` of the one client this is: of a customer, or of a reseller. Null for staff, and for a user of several accounts.',
      resolve: async ({ clientIds, resellerId }, _args, { db }) => {
        if (resellerId === null) return clientIds.length === 1 ? (clientIds[0] ?? null) : null;
        const where = { id: resellerId };
        const reseller = await db.reseller.findUnique({ where, select: { clientId: true } });
        return reseller?.clientId ?? null;
      },
    }),
    ip: t.string({
      description: 'The address the request came from, trusted proxies resolved.',
      resolve: (_actor, _args, { requestInfo }) => requestInfo.ip,
    }),
    user: t.prismaField({
      type: User,
      nullable: true,
      extensions: own,
      description: 'The user who is signed in; null for staff and for API credentials.',
      resolve: (query, { userId }, _args, { db }) =>
        db.user.findUnique({ ...query, where: { id: userId ?? -1 } }),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description: 'Who is asking, and what they may do. Anybody may ask.',
    extensions: legacyExtensions('ValidateApi', null),
    resolve: (_root, _args, { actor }) => actor,
  }),
);
