import { encodeId } from '#core/ids.ts';
import { fullNameOf } from '#core/names.ts';
import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';

/** A user who may act for a client, as the client sees it. */
export const ClientUser = builder.prismaNode('UserClient', {
  read: 'access:read',
  visible: ofVisibleClient,
  variant: 'ClientUser',
  description: 'A user who may act for a client.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    userId: t.id({
      description: 'ID of the user.',
      select: { userId: true },
      resolve: ({ userId }) => encodeId('User', userId),
    }),
    user: t.field(
      edgeToNode<{ userId: number }>({
        type: 'User',
        description: 'User who may act for the client.',
        select: { userId: true },
        idOf: ({ userId }) => encodeId('User', userId),
      }),
    ),
    name: t.string({
      description: 'First and last name of the user.',
      select: { user: { select: { firstName: true, lastName: true } } },
      resolve: ({ user }) => fullNameOf(user),
    }),
    email: t.string({
      description: 'Email address with which the user signs in.',
      select: { user: { select: { email: true } } },
      resolve: ({ user }) => user.email,
    }),
    isEmailVerified: t.boolean({
      description: 'Whether the user verified the email address.',
      select: { user: { select: { emailVerifiedAt: true } } },
      resolve: ({ user }) => user.emailVerifiedAt !== null,
    }),
    isOwner: t.exposeBoolean('isOwner', {
      description:
        'Whether the user owns the client. An owner has every permission and cannot be removed from the client.',
    }),
    permissions: t.exposeStringList('permissions', {
      description: 'Permissions of the user for the client.',
    }),
    lastLoginAt: t.expose('lastLoginAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the user last signed in for the client.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time since which the user may act for the client.',
    }),
  }),
});

builder.prismaObjectField('Client', 'users', (t) =>
  t.relation('userLinks', {
    type: ClientUser,
    description: 'Users who may act for the client, the owner first.',
    query: { orderBy: [{ isOwner: 'desc' }, { id: 'asc' }] },
  }),
);
