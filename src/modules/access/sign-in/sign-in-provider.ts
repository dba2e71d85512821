import { builder } from '#schema/builder.ts';
import { managedUsers } from '#modules/access/users/visible-users.ts';

/** An outside identity provider. */
export const SignInProvider = builder.prismaNode('SignInProvider', {
  read: null,
  description: 'An outside identity provider (OpenID Connect) that users may sign in with.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    name: t.exposeString('name', { description: 'Its stable key, for instance google.' }),
    displayName: t.exposeString('displayName', { description: 'What the button says.' }),
    issuer: t.exposeString('issuer', { description: "The provider's address." }),
    isActive: t.exposeBoolean('isActive', { description: 'Can be used at the moment.' }),
    oauthClientId: t.exposeString('oauthClientId', {
      nullable: true,
      authScopes: { permission: 'access:configure' },
      description: "Our id there, from the provider's console.",
    }),
    scopes: t.exposeString('scopes', {
      nullable: true,
      authScopes: { permission: 'access:configure' },
      description: 'What is asked for, separated by spaces.',
    }),
  }),
});

/** A user's account at a provider. */
export const LinkedSignIn = builder.prismaNode('LinkedSignIn', {
  read: 'access:read',
  description: "A user's account at an outside provider, with which they can sign in.",
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    provider: t.relation('provider', { description: 'At which provider.' }),
    subject: t.exposeString('subject', { description: "The provider's id for the person." }),
    email: t.exposeString('email', {
      nullable: true,
      description: 'The address the provider gave when they were linked.',
    }),
    linkedAt: t.expose('linkedAt', { type: 'DateTime', description: 'Since when.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When they last signed in with it.',
    }),
  }),
});

builder.prismaObjectField('User', 'linkedSignIns', (t) =>
  t.relation('linkedSignIns', {
    description: 'The outside accounts they sign in with, as far as the actor manages the user.',
    query: (_args, { actor }) => ({
      where: { user: managedUsers(actor) },
      orderBy: [{ id: 'asc' }],
    }),
  }),
);

builder.prismaObjectField('User', 'signInProviders', (t) =>
  t.prismaField({
    type: [SignInProvider],
    description: 'The providers they could link an account with.',
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
      'The providers one can sign in with. Anybody may ask; staff who configure see all.',
    resolve: (query, _root, _args, { db, actor }) =>
      db.signInProvider.findMany({
        ...query,
        where: actor.permissions.has('access:configure') ? {} : { isActive: true },
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      }),
  }),
);
