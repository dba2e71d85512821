import { beforeAll, expect, it } from 'vitest';
import { verifyPassword } from '#modules/access/passwords/password.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const UPDATE_ROLE = `mutation ($input: UpdateAdminRoleInput!) { updateAdminRole(input: $input) { role { id } } }`;
const CREATE_ROLE = `mutation ($input: CreateAdminRoleInput!) {
  createAdminRole(input: $input) { role { id name permissions adminCount } }
}`;
const ADD = `mutation ($input: CreateAdminInput!) { createAdmin(input: $input) { admin { id email permissions } } }`;
const UPDATE = `mutation ($input: UpdateAdminInput!) { updateAdmin(input: $input) { admin { id isDisabled } } }`;
const DELETE = `mutation ($input: DeleteAdminInput!) { deleteAdmin(input: $input) { deletedId } }`;

const bob = (roleId: string, more: object = {}) => ({
  username: 'Bob',
  firstName: 'Bob',
  email: 'Bob@house.test',
  password: 'a long password',
  roleId,
  ...more,
});

async function roleOf(name: string, permissions: string[]): Promise<string> {
  const { createAdminRole } = await gateway.data(CREATE_ROLE, { input: { name, permissions } });
  return createAdminRole.role.id;
}

it('adds staff with a role, and changes and deletes them', async () => {
  const role = await roleOf('Support', ['support:read', 'clients:read']);
  const { createAdmin } = await gateway.data(ADD, { input: bob(role) });
  expect(createAdmin.admin).toMatchObject({
    email: 'bob@house.test',
    permissions: ['clients:read', 'support:read'],
  });
  const id = Number(createAdmin.admin.id.split(':')[1]);
  const row = await gateway.app.db.admin.findUniqueOrThrow({ where: { id } });
  expect(await verifyPassword(row.passwordHash, 'a long password')).toBe(true);
  expect(codeOf(await gateway.ask(ADD, { input: bob(role) }))).toBe('ADMIN_TAKEN');

  await gateway.app.db.session.create({
    data: { adminId: id, accessTokenHash: 'x', accessExpiresAt: new Date(), family: 'x' },
  });
  await gateway.data(UPDATE, { input: { adminId: createAdmin.admin.id, isDisabled: true } });
  const open = await gateway.app.db.session.count({ where: { adminId: id, revokedAt: null } });
  expect(open).toBe(0);
  const inUse = await gateway.ask(
    'mutation ($input: DeleteAdminRoleInput!) { deleteAdminRole(input: $input) { deletedId } }',
    { input: { roleId: role } },
  );
  expect(codeOf(inUse)).toBe('ADMIN_ROLE_IN_USE');
  await gateway.data(DELETE, { input: { adminId: createAdmin.admin.id } });
  expect(codeOf(await gateway.ask(DELETE, { input: { adminId: createAdmin.admin.id } }))).toBe(
    'ADMIN_NOT_FOUND',
  );
});

it('leaves somebody who may do everything', async () => {
  const last = { input: { adminId: `Admin:${gateway.adminId}` } };
  expect(codeOf(await gateway.ask(DELETE, last))).toBe('ADMIN_LAST');
  const off = { input: { ...last.input, isDisabled: true } };
  expect(codeOf(await gateway.ask(UPDATE, off))).toBe('ADMIN_LAST');
  const role = await gateway.app.db.adminRole.findFirstOrThrow({
    where: { permissions: { has: '*' } },
  });
  const less = {
    input: { roleId: `AdminRole:${role.id}`, permissions: ['clients:read'] },
  };
  expect(codeOf(await gateway.ask(UPDATE_ROLE, less))).toBe('ADMIN_LAST');
});

it('lets nobody grant more than they hold', async () => {
  const permissions = ['access:configure', 'clients:read'];
  await gateway.app.db.apiCredential.updateMany({
    where: { identifier: 'clerk' },
    data: { permissions },
  });
  const more = { input: { name: 'More', permissions: ['billing:refund'] } };
  expect(codeOf(await gateway.ask(CREATE_ROLE, more, 'clerk'))).toBe('PERMISSION_NOT_YOURS');
  const all = { input: { name: 'All', permissions: ['*'] } };
  expect(codeOf(await gateway.ask(CREATE_ROLE, all, 'clerk'))).toBe('PERMISSION_NOT_YOURS');
  const odd = { input: { name: 'Odd', permissions: ['clients:eat'] } };
  expect(codeOf(await gateway.ask(CREATE_ROLE, odd))).toBe('PERMISSION_UNKNOWN');
  const full = await gateway.app.db.adminRole.findFirstOrThrow({
    where: { permissions: { has: '*' } },
  });
  const above = { input: bob(`AdminRole:${full.id}`, { username: 'eve', email: 'e@house.test' }) };
  expect(codeOf(await gateway.ask(ADD, above, 'clerk'))).toBe('PERMISSION_NOT_YOURS');
  const takeOver = { input: { adminId: `Admin:${gateway.adminId}`, password: 'my own password' } };
  expect(codeOf(await gateway.ask(UPDATE, takeOver, 'clerk'))).toBe('PERMISSION_NOT_YOURS');
  const same = { input: { name: 'Same', permissions: ['clients:read'] } };
  expect(codeOf(await gateway.ask(CREATE_ROLE, same, 'clerk'))).toBeUndefined();
  expect(codeOf(await gateway.ask(CREATE_ROLE, same, 'carol'))).toBe('FORBIDDEN');
});

it('leaves a line in the activity log for every change, under the name of who did it', async () => {
  const { app } = gateway;
  await app.db.activityEntry.deleteMany();
  await gateway.data(
    'mutation ($input: UpdateClientInput!) { updateClient(input: $input) { client { id } } }',
    { input: { client: { id: `Client:${gateway.rob}` }, city: 'Leeds' } },
    'rob',
  );
  await gateway.data(
    'mutation ($input: CreateTodoItemInput!) { createTodoItem(input: $input) { todoItem { id } } }',
    { input: { title: 'Tea' } },
  );
  const entries = await app.db.activityEntry.findMany({ orderBy: { id: 'asc' } });
  expect(
    entries.map(({ clientId, username, description }) => [clientId, username, description]),
  ).toEqual([
    [gateway.rob, 'rob@example.test', `Client updated - Client ID: ${gateway.rob}`],
    [null, 'ada', expect.stringMatching(/^Todo item created - Todo Item ID: \d+$/)],
  ]);
});
