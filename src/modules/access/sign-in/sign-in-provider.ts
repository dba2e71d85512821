import { builder } from '#schema/builder.ts';
import { managedUsers } from '#modules/access/users/visible-users.ts';

/** An outside identity provider. */
export const SignInProvider = builder.prismaNode('SignInProvider', {
  read: null,
  visible: ({ permissions }) => (permissions.has('access:configure') ? {} : { isActive: true }),
  description:
    'External identity provider (OpenID Connect) that users may sign in with. Needs no permission.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the sign-in provider.' }),
    name: t.exposeString('name', {
      description: 'Stable key of the provider, for instance `google`.',
    }),
    displayName: t.exposeString('displayName', { description: 'Text of the sign-in button.' }),
    issuer: t.exposeString('issuer', { description: 'Issuer URL of the provider.' }),
    isActive: t.exposeBoolean('isActive', {
      description: 'Whether users can currently sign in with the provider.',
    }),
    oauthClientId: t.exposeString('oauthClientId', {
      nullable: true,
      authScopes: { permission: 'access:configure' },
      description: "OAuth client ID of the company at the provider, from the provider's console.",
    }),
    scopes: t.exposeString('scopes', {
      nullable: true,
      authScopes: { permission: 'access:configure' },
      description: 'OAuth scopes requested from the provider, separated by spaces.',
    }),
  }),
});

/** A user's account at a provider. */
export const LinkedSignIn = builder.prismaNode('LinkedSignIn', {
  read: 'access:read',
  visible: (actor) => ({ user: managedUsers(actor) }),
  description: 'Account of a user at an external provider, with which the user can sign in.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the linked account.' }),
    provider: t.relation('provider', { description: 'Provider the linked account belongs to.' }),
    subject: t.exposeString('subject', { description: 'ID of the person at the provider.' }),
    email: t.exposeString('email', {
      nullable: true,
      description: 'Email address the provider reported when the account was linked.',
    }),
    linkedAt: t.expose('linkedAt', {
      type: 'DateTime',
      description: 'Time the account was linked.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the user last signed in with the linked account.',
    }),
  }),
});

builder.prismaObjectField('User', 'linkedSignIns', (t) =>
  t.relation('linkedSignIns', {
    description: 'External accounts the user signs in with, if the actor manages the user.',
    query: (_args, { actor }) => ({
      where: { user: managedUsers(actor) },
      orderBy: [{ id: 'asc' }],
    }),
  }),
);

builder.prismaObjectField('User', 'signInProviders', (t) =>
  t.prismaField({
    type: [SignInProvider],
    description: 'Sign-in providers the user could link an account with.',
    resolve: (query, _user, _args, { db }) =>
      db.signInProvider.findMany({
        ...query,
        where: { isActive: true },
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      }),
  }),
);

builder.queryField('signInProviders', (t) =>
  t.prismaField({
    type: [SignInProvider],
    description:
      'External providers available for sign-in. Needs no permission; staff who may configure the system see all providers.',
    resolve: (query, _root, _args, { db, actor }) =>
      db.signInProvider.findMany({
        ...query,
        where: actor.permissions.has('access:configure') ? {} : { isActive: true },
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      }),
  }),
);
