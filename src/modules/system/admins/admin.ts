import { keyOf } from '#core/ids.ts';
import { fullNameOf } from '#core/names.ts';
import { permissions, usualPermissions } from '#core/permissions.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { includes } from '#schema/text-filter.ts';
import { version } from '#core/version.ts';

/** What a group of staff may do. */
export const AdminRole = builder.prismaNode('AdminRole', {
  read: ['system:read', 'access:configure'],
  description: 'What a group of staff may do.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    permissions: t.exposeStringList('permissions', {
      description: '`noun:verb` names; `*` for all that need not be granted by name.',
    }),
    receivesSystemEmail: t.exposeBoolean('receivesSystemEmail', {
      description: 'Is written to about the system.',
    }),
    receivesAccountEmail: t.exposeBoolean('receivesAccountEmail', {
      description: 'Is written to about orders and payments.',
    }),
    receivesSupportEmail: t.exposeBoolean('receivesSupportEmail', {
      description: 'Is written to about tickets.',
    }),
    adminCount: t.relationCount('admins', { description: 'How many staff members have it.' }),
  }),
});

/** A staff member. */
export const Admin = builder.prismaNode('Admin', {
  read: ['system:read', 'access:configure'],
  description: 'A staff member. No password and no secret of theirs can be read.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    uuid: t.exposeString('uuid', { description: 'An id that cannot be guessed.' }),
    username: t.exposeString('username', { description: 'What they sign in with.' }),
    firstName: t.exposeString('firstName', { description: 'First name.' }),
    lastName: t.exposeString('lastName', { description: 'Last name.' }),
    fullName: t.string({
      description: 'First and last name.',
      select: { firstName: true, lastName: true },
      resolve: (row) => fullNameOf(row),
    }),
    email: t.exposeString('email', { description: 'In lower case.' }),
    role: t.relation('role', { description: 'What they may do.' }),
    signature: t.exposeString('signature', { description: 'Put under their ticket replies.' }),
    isDisabled: t.exposeBoolean('isDisabled', { description: 'May not sign in.' }),
    language: t.exposeString('language', { description: 'English name of their language.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When they were added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When they last changed.' }),
  }),
});

builder.prismaObjectFields('Admin', (t) => ({
  notes: t.exposeString('notes', { description: 'Their own notes.' }),
  template: t.exposeString('template', { description: 'Look of their admin area.' }),
  loginAttempts: t.exposeInt('loginAttempts', { description: 'Failed sign-ins in a row.' }),
  lastLoginAt: t.expose('lastLoginAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When they last signed in.',
  }),
  lastLoginIp: t.exposeString('lastLoginIp', {
    nullable: true,
    description: 'From where that was.',
  }),
  permissions: t.stringList({
    description: 'What they may do, spelled out.',
    select: { role: { select: { permissions: true } } },
    resolve: ({ role }) => expanded(role.permissions),
  }),
  departmentIds: t.intList({
    description: 'The numbers of the support departments they serve.',
    select: { departmentLinks: { select: { departmentId: true } } },
    resolve: ({ departmentLinks }) =>
      departmentLinks.map(({ departmentId }) => departmentId).toSorted((a, b) => a - b),
  }),
  notifiedDepartmentIds: t.intList({
    description: 'Those whose tickets they are written to about.',
    select: {
      departmentLinks: { select: { departmentId: true, receivesTicketNotifications: true } },
    },
    resolve: ({ departmentLinks }) =>
      departmentLinks
        .filter(({ receivesTicketNotifications }) => receivesTicketNotifications)
        .map(({ departmentId }) => departmentId)
        .toSorted((a, b) => a - b),
  }),
  secondFactors: t.stringList({
    description: 'The kinds of second factor they use: `totp`, `email`.',
    select: { secondFactors: { select: { module: true, confirmedAt: true } } },
    resolve: ({ secondFactors }) =>
      secondFactors
        .filter(({ confirmedAt }) => confirmedAt)
        .map(({ module }) => module.toLowerCase())
        .toSorted(),
  }),
  gatewayVersion: t.string({
    description: 'The version of the gateway they work with.',
    resolve: () => version,
  }),
  homepageWidgets: t.expose('homepageWidgets', {
    type: 'JSON',
    nullable: true,
    description: 'Their own arrangement of the start page.',
  }),
  hiddenHomepageWidgets: t.expose('hiddenHomepageWidgets', {
    type: 'JSON',
    nullable: true,
    description: 'What they hid from it.',
  }),
}));

/** The permissions behind a role's list. */
export const expanded = (granted: readonly string[]): string[] =>
  permissions.filter(
    (name) => granted.includes(name) || (granted.includes('*') && usualPermissions.includes(name)),
  );

builder.queryField('admin', (t) =>
  t.prismaField({
    type: Admin,
    nullable: true,
    description: 'One staff member.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetAdminDetails', 'system:read'),
    args: { id: t.arg.globalID({ for: Admin, required: true, description: 'Which one.' }) },
    resolve: (query, _root, { id }, { db }) =>
      db.admin.findUnique({ ...query, where: { id: keyOf(id) } }),
  }),
);

const AdminFilter = builder.inputType('AdminFilter', {
  description: 'Narrows staff down; what is given must all hold.',
  fields: (t) => ({
    roleId: t.globalID({ for: AdminRole, description: 'With this role.' }),
    email: t.string({ description: 'A part of the e-mail address, in any case.' }),
  }),
});

builder.queryField('admins', (t) =>
  t.prismaField({
    type: [Admin],
    description: 'The staff, as they were added; at most 500.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetAdminUsers', 'system:read'),
    args: { filter: t.arg({ type: AdminFilter, description: 'Which ones.' }) },
    resolve: (query, _root, { filter }, { db }) =>
      db.admin.findMany({
        ...query,
        where: adminsWhere(filter),
        orderBy: [{ id: 'asc' }],
        take: 10_000,
      }),
  }),
);

function adminsWhere(
  filter: typeof AdminFilter.$inferInput | null | undefined,
): Prisma.AdminWhereInput {
  const { roleId, email } = filter ?? {};
  return {
    ...(roleId && { roleId: keyOf(roleId) }),
    ...(email && { email: includes(email.trim()) }),
  };
}

builder.queryField('adminRoles', (t) =>
  t.prismaField({
    type: [AdminRole],
    description: 'The roles staff can have, as they were added.',
    authScopes: { permission: 'system:read' },
    resolve: (query, _root, _args, { db }) =>
      db.adminRole.findMany({ ...query, orderBy: [{ id: 'asc' }], take: 10_000 }),
  }),
);
