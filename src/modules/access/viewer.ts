import type { Actor } from '#core/actor.ts';
import { own } from '#schema/access.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { User } from '#modules/access/users/user.ts';

const ActorKind = builder.enumType('ActorKind', {
  description: 'Kind of actor that makes the request.',
  values: {
    STAFF: {
      value: 'staff',
      description: 'Staff of the company. Sees every client, within its permissions.',
    },
    RESELLER: { value: 'reseller', description: 'A reseller. Sees itself and its own customers.' },
    CUSTOMER: {
      value: 'customer',
      description: 'A client, or a user acting for one or more clients.',
    },
    SYSTEM: {
      value: 'system',
      description: 'The gateway itself: the daily run, tasks and reactions to events.',
    },
    NOBODY: { value: 'nobody', description: 'Nobody: the request carried no credential.' },
  } as const,
});

export const Viewer = builder.objectRef<Actor>('Viewer').implement({
  read: null,
  description: 'The actor of this request, with its rights.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ActorKind, description: 'Kind of the actor.' }),
    permissions: t.stringList({
      description: 'Permissions of the actor, as `noun:verb`.',
      resolve: ({ permissions }) => [...permissions].toSorted(),
    }),
    commands: t.stringList({
      nullable: true,
      description:
        'Legacy commands the credential is limited to. Null if only its permissions limit it.',
      resolve: ({ commands }) => commands && [...commands].toSorted(),
    }),
    credentialId: t.exposeInt('credentialId', {
      nullable: true,
      description: 'Numeric ID of the API credential of the request. Null for a session.',
    }),
    accountId: t.int({
      nullable: true,
      description:
        'Numeric ID of the one client the actor stands for: a customer or a reseller. Null for staff and for a user of several clients.',
      resolve: async ({ clientIds, resellerId }, _args, { db }) => {
        if (resellerId === null) return clientIds.length === 1 ? (clientIds[0] ?? null) : null;
        const where = { id: resellerId };
        const reseller = await db.reseller.findUnique({ where, select: { clientId: true } });
        return reseller?.clientId ?? null;
      },
    }),
    ip: t.string({
      description: 'Address the request came from, with trusted proxies resolved.',
      resolve: (_actor, _args, { requestInfo }) => requestInfo.ip,
    }),
    user: t.prismaField({
      type: User,
      nullable: true,
      extensions: own,
      description: 'User who is signed in. Null for staff and for API credentials.',
      resolve: (query, { userId }, _args, { db }) =>
        db.user.findUnique({ ...query, where: { id: userId ?? -1 } }),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description:
      'The actor of this request and what it may do. Needs no permission and no credential.',
    extensions: legacyExtensions('ValidateApi', null),
    resolve: (_root, _args, { actor }) => actor,
  }),
);
