import { forStaff } from '#modules/access/visible.ts';
import { encodeId, keyOf } from '#core/ids.ts';
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
  visible: forStaff,
  description: 'Role that decides what a group of staff may do.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the role.' }),
    name: t.exposeString('name', { description: 'Name of the role.' }),
    permissions: t.exposeStringList('permissions', {
      description:
        'Permissions of the role as `noun:verb`. `*` stands for all permissions that need not be granted by name.',
    }),
    receivesSystemEmail: t.exposeBoolean('receivesSystemEmail', {
      description: 'Whether staff with the role get emails about the system.',
    }),
    receivesAccountEmail: t.exposeBoolean('receivesAccountEmail', {
      description: 'Whether staff with the role get emails about orders and payments.',
    }),
    receivesSupportEmail: t.exposeBoolean('receivesSupportEmail', {
      description: 'Whether staff with the role get emails about tickets.',
    }),
    adminCount: t.relationCount('admins', {
      description: 'Number of staff members with the role.',
    }),
  }),
});

/** A staff member. */
export const Admin = builder.prismaNode('Admin', {
  read: ['system:read', 'access:configure'],
  visible: forStaff,
  description: 'Staff member. Passwords and secrets of staff cannot be read.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the staff member, used by the legacy APIs.',
    }),
    uuid: t.exposeString('uuid', { description: 'Unguessable ID of the staff member.' }),
    username: t.exposeString('username', {
      description: 'User name the staff member signs in with.',
    }),
    firstName: t.exposeString('firstName', { description: 'First name of the staff member.' }),
    lastName: t.exposeString('lastName', { description: 'Last name of the staff member.' }),
    fullName: t.string({
      description: 'First and last name of the staff member.',
      select: { firstName: true, lastName: true },
      resolve: (row) => fullNameOf(row),
    }),
    email: t.exposeString('email', {
      description: 'Email address of the staff member, in lower case.',
    }),
    role: t.relation('role', { description: 'Role that decides what the staff member may do.' }),
    signature: t.exposeString('signature', {
      description: "Signature placed below the staff member's ticket replies.",
    }),
    isDisabled: t.exposeBoolean('isDisabled', {
      description: 'Whether the staff member is barred from signing in.',
    }),
    language: t.exposeString('language', {
      description: "English name of the staff member's language.",
    }),
    passwordChangedAt: t.expose('passwordChangedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the password was last changed. Null if it never was.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the staff member was added.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the staff member.',
    }),
  }),
});

const inOrder = { departmentId: 'asc' } as const;
const departmentOf = ({ departmentId }: { departmentId: number }) =>
  encodeId('Department', departmentId);

builder.prismaObjectFields('Admin', (t) => ({
  notes: t.exposeString('notes', { description: 'Personal notes of the staff member.' }),
  template: t.exposeString('template', {
    description: "Template (theme) of the staff member's admin area.",
  }),
  loginAttempts: t.exposeInt('loginAttempts', {
    description: 'Number of failed sign-ins in a row.',
  }),
  lastLoginAt: t.expose('lastLoginAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Time of the last sign-in.',
  }),
  lastLoginIp: t.exposeString('lastLoginIp', {
    nullable: true,
    description: 'IP address of the last sign-in.',
  }),
  permissions: t.stringList({
    description: 'Permissions of the staff member, each listed by name.',
    select: { role: { select: { permissions: true } } },
    resolve: ({ role }) => expanded(role.permissions),
  }),
  departmentIds: t.idList({
    description: 'IDs of the support departments the staff member serves.',
    select: { departmentLinks: { select: { departmentId: true }, orderBy: inOrder } },
    resolve: ({ departmentLinks }) => departmentLinks.map(departmentOf),
  }),
  notifiedDepartmentIds: t.idList({
    description: 'IDs of the support departments whose tickets the staff member gets emails about.',
    select: {
      departmentLinks: {
        select: { departmentId: true, receivesTicketNotifications: true },
        orderBy: inOrder,
      },
    },
    resolve: ({ departmentLinks }) =>
      departmentLinks
        .filter(({ receivesTicketNotifications }) => receivesTicketNotifications)
        .map(departmentOf),
  }),
  secondFactors: t.stringList({
    description: 'Kinds of second factor the staff member uses: `totp`, `email`.',
    select: { secondFactors: { select: { module: true, confirmedAt: true } } },
    resolve: ({ secondFactors }) =>
      secondFactors
        .filter(({ confirmedAt }) => confirmedAt)
        .map(({ module }) => module.toLowerCase())
        .toSorted(),
  }),
  gatewayVersion: t.string({
    description: 'Version of the gateway the staff member works with.',
    resolve: () => version,
  }),
  homepageWidgets: t.expose('homepageWidgets', {
    type: 'JSON',
    nullable: true,
    description: "Staff member's own arrangement of widgets on the start page.",
  }),
  hiddenHomepageWidgets: t.expose('hiddenHomepageWidgets', {
    type: 'JSON',
    nullable: true,
    description: 'Widgets the staff member has hidden from the start page.',
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
    description: 'Staff member by ID.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetAdminDetails', 'system:read'),
    args: {
      id: t.arg.globalID({ for: Admin, required: true, description: 'ID of the staff member.' }),
    },
    resolve: (query, _root, { id }, { db }) =>
      db.admin.findUnique({ ...query, where: { id: keyOf(id) } }),
  }),
);

const AdminFilter = builder.inputType('AdminFilter', {
  description: 'Filter for staff members. All given conditions must hold.',
  fields: (t) => ({
    roleId: t.globalID({ for: AdminRole, description: 'Only staff members with this role.' }),
    email: t.string({
      description: 'Only staff members whose email address contains this text, in any case.',
    }),
  }),
});

builder.queryField('admins', (t) =>
  t.prismaField({
    type: [Admin],
    listSize: 500,
    description: 'Staff members in the order in which they were added, at most 500.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetAdminUsers', 'system:read'),
    args: {
      filter: t.arg({ type: AdminFilter, description: 'Conditions the staff members must meet.' }),
    },
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
    listSize: 100,
    description: 'Roles that staff can have, in the order in which they were added.',
    authScopes: { permission: 'system:read' },
    resolve: (query, _root, _args, { db }) =>
      db.adminRole.findMany({ ...query, orderBy: [{ id: 'asc' }], take: 10_000 }),
  }),
);
