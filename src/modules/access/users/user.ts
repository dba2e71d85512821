import { fullNameOf } from '#core/names.ts';
import { builder } from '#schema/builder.ts';
import { permissionsOf } from './user-permissions.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';

export const UserStatus = builder.enumType('UserStatus', {
  description: 'Whether a user may sign in.',
  values: {
    ACTIVE: { description: 'May sign in.' },
    INACTIVE: { description: 'May not sign in for now.' },
    CLOSED: { description: 'Has left for good.' },
  } as const,
});

export const UserPermissionEnum = builder.enumType('UserPermission', {
  description: 'What a user may do for a client. An owner may do everything.',
  values: {
    PROFILE: { value: 'profile', description: "See and change the account's own details." },
    CONTACTS: { value: 'contacts', description: 'See and change its contacts.' },
    PRODUCTS: { value: 'products', description: 'See its services.' },
    MANAGE_PRODUCTS: { value: 'manageproducts', description: 'Change and run its services.' },
    PRODUCT_SSO: { value: 'productsso', description: 'Sign in to the panels of its services.' },
    DOMAINS: { value: 'domains', description: 'See its domains.' },
    MANAGE_DOMAINS: { value: 'managedomains', description: 'Change its domains.' },
    INVOICES: { value: 'invoices', description: 'See and pay its invoices.' },
    QUOTES: { value: 'quotes', description: 'See and accept quotes.' },
    TICKETS: { value: 'tickets', description: 'See, open and answer tickets.' },
    AFFILIATES: { value: 'affiliates', description: 'Run its affiliate account.' },
    EMAILS: { value: 'emails', description: 'Read the e-mails sent to it.' },
    ORDERS: { value: 'orders', description: 'Order, upgrade and cancel.' },
  } as const,
});

/** A person who signs in. */
export const User = builder.prismaNode('User', {
  read: 'access:read',
  description: 'A person who signs in, apart from the client accounts they may enter.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    firstName: t.exposeString('firstName', { description: 'First name.' }),
    lastName: t.exposeString('lastName', { description: 'Last name.' }),
    fullName: t.string({
      description: 'First and last name.',
      select: { firstName: true, lastName: true },
      resolve: (row) => fullNameOf(row),
    }),
    email: t.exposeString('email', { description: 'What they sign in with, in lower case.' }),
    language: t.exposeString('language', { description: 'English name of their language.' }),
    status: t.expose('status', { type: UserStatus, description: 'Whether they may sign in.' }),
    emailVerifiedAt: t.expose('emailVerifiedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When they proved that the address is theirs; null as long as they have not.',
    }),
    clientLinks: t.relation('clientLinks', {
      description: 'The accounts they may enter, as far as the actor may see those.',
      query: (_args, { actor }) => ({ where: ofVisibleClient(actor), orderBy: [{ id: 'asc' }] }),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When they were added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When they last changed.' }),
    lastSignInAt: t.expose('lastLoginAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When they last signed in.',
    }),
  }),
});

/** A user's place in a client's account. */
export const UserClient = builder.prismaNode('UserClient', {
  read: 'access:read',
  description: "A user's place in a client's account.",
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    user: t.relation('user', { description: 'Who may enter.' }),
    client: t.relation('client', { description: 'Which account.' }),
    isOwner: t.exposeBoolean('isOwner', {
      description: 'The one user an account belongs to, with every permission.',
    }),
    permissions: t.field({
      type: [UserPermissionEnum],
      description: 'What they may do there.',
      select: { isOwner: true, permissions: true },
      resolve: (link) => permissionsOf(link),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Since when.' }),
    lastSignInAt: t.expose('lastLoginAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When they last signed in to this account.',
    }),
  }),
});
