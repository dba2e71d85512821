import { visibleUsers } from './visible-users.ts';
import { fullNameOf } from '#core/names.ts';
import { builder } from '#schema/builder.ts';
import { permissionsOf } from './user-permissions.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';

export const UserStatus = builder.enumType('UserStatus', {
  description: 'Sign-in status of a user.',
  values: {
    ACTIVE: { description: 'The user may sign in.' },
    INACTIVE: { description: 'The user may not sign in for now.' },
    CLOSED: { description: 'The user has left permanently.' },
  } as const,
});

export const UserPermissionEnum = builder.enumType('UserPermission', {
  description: 'Permission of a user in a client account. The owner has every permission.',
  values: {
    PROFILE: { value: 'profile', description: "See and change the account's own details." },
    CONTACTS: { value: 'contacts', description: 'See and change the contacts of the account.' },
    PRODUCTS: { value: 'products', description: 'See the services of the account.' },
    MANAGE_PRODUCTS: {
      value: 'manageproducts',
      description: 'Change and operate the services of the account.',
    },
    PRODUCT_SSO: { value: 'productsso', description: 'Sign in to the panels of its services.' },
    DOMAINS: { value: 'domains', description: 'See the domains of the account.' },
    MANAGE_DOMAINS: { value: 'managedomains', description: 'Change the domains of the account.' },
    INVOICES: { value: 'invoices', description: 'See and pay the invoices of the account.' },
    QUOTES: { value: 'quotes', description: 'See and accept the quotes of the account.' },
    TICKETS: { value: 'tickets', description: 'See, open and answer the tickets of the account.' },
    AFFILIATES: {
      value: 'affiliates',
      description: 'Manage the affiliate account of the account.',
    },
    EMAILS: { value: 'emails', description: 'Read the emails sent to the account.' },
    ORDERS: { value: 'orders', description: 'Order, upgrade and cancel on behalf of the account.' },
  } as const,
});

/** A person who signs in. */
export const User = builder.prismaNode('User', {
  read: 'access:read',
  visible: visibleUsers,
  description:
    'Person who can sign in, separate from the client accounts the person has access to.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the user, used by the legacy APIs.',
    }),
    firstName: t.exposeString('firstName', { description: 'First name of the user.' }),
    lastName: t.exposeString('lastName', { description: 'Last name of the user.' }),
    fullName: t.string({
      description: 'First and last name of the user.',
      select: { firstName: true, lastName: true },
      resolve: (row) => fullNameOf(row),
    }),
    email: t.exposeString('email', {
      description: 'Email address the user signs in with, in lower case.',
    }),
    language: t.exposeString('language', { description: "English name of the user's language." }),
    status: t.expose('status', { type: UserStatus, description: 'Whether the user may sign in.' }),
    emailVerifiedAt: t.expose('emailVerifiedAt', {
      type: 'DateTime',
      nullable: true,
      description: "Time the user's email address was verified. Null while unverified.",
    }),
    clientLinks: t.relation('clientLinks', {
      description:
        'Memberships of the user in client accounts, limited to accounts the actor may see.',
      query: (_args, { actor }) => ({ where: ofVisibleClient(actor), orderBy: [{ id: 'asc' }] }),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time the user was added.' }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the user.',
    }),
    passwordChangedAt: t.expose('passwordChangedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the password was last changed. Null if it never was.',
    }),
    lastSignInIp: t.exposeString('lastLoginIp', {
      nullable: true,
      authScopes: { staff: true },
      description: 'IP address of the last sign-in. Staff only. Null if there was none.',
    }),
    lastSignInAt: t.expose('lastLoginAt', {
      type: 'DateTime',
      nullable: true,
      description: "Time of the user's last sign-in.",
    }),
  }),
});

/** A user's place in a client's account. */
export const UserClient = builder.prismaNode('UserClient', {
  read: 'access:read',
  visible: ofVisibleClient,
  description: 'Membership of a user in a client account.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the membership.' }),
    user: t.relation('user', { description: 'User who has access to the client account.' }),
    client: t.relation('client', { description: 'Client account the user has access to.' }),
    isOwner: t.exposeBoolean('isOwner', {
      description:
        'Whether the user is the owner of the client account. Each account has one owner, with every permission.',
    }),
    permissions: t.field({
      type: [UserPermissionEnum],
      description: 'Permissions of the user in the client account.',
      select: { isOwner: true, permissions: true },
      resolve: (link) => permissionsOf(link),
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the user joined the client account.',
    }),
    lastSignInAt: t.expose('lastLoginAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the user last signed in to the client account.',
    }),
  }),
});
