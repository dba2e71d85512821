import { fullNameOf } from '#core/names.ts';
import { builder } from '#schema/builder.ts';

/** A user who may act for a client, as the client sees it. */
export const ClientUser = builder.prismaObject('UserClient', {
  read: 'access:read',
  variant: 'ClientUser',
  description: 'A user who may act for a client.',
  select: {},
  fields: (t) => ({
    userId: t.exposeInt('userId', { description: 'The user’s number.' }),
    name: t.string({
      description: 'First and last name.',
      select: { user: { select: { firstName: true, lastName: true } } },
      resolve: ({ user }) => fullNameOf(user),
    }),
    email: t.string({
      description: 'What the user signs in with.',
      select: { user: { select: { email: true } } },
      resolve: ({ user }) => user.email,
    }),
    isEmailVerified: t.boolean({
      description: 'The user proved the address.',
      select: { user: { select: { emailVerifiedAt: true } } },
      resolve: ({ user }) => user.emailVerifiedAt !== null,
    }),
    isOwner: t.exposeBoolean('isOwner', {
      description: 'Owns the client: holds every permission and cannot be taken off it.',
    }),
    permissions: t.exposeStringList('permissions', { description: 'What the user may do for it.' }),
    lastLoginAt: t.expose('lastLoginAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the user last signed in for it.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Since when.' }),
  }),
});

builder.prismaObjectField('Client', 'users', (t) =>
  t.relation('userLinks', {
    type: ClientUser,
    description: 'Who may act for it, its owner first.',
    query: { orderBy: [{ isOwner: 'desc' }, { id: 'asc' }] },
  }),
);
