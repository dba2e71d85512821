import { hashSync } from 'bcryptjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { importRequest } from '#commands/import-options.ts';
import { systemActor } from '#core/actor.ts';
import { permissions } from '#core/permissions.ts';
import { importWhmcs } from '#import/whmcs.ts';
import type { Database } from '#platform/database/client.ts';
import { type Ask, apiAs } from '#start/api.ts';
import { anotherDatabase } from '#test/setup/database.ts';
import { type Shop, whyNoShop } from './shop/database.ts';
import { encryptionKey, plainImport, whmcsOf } from './shop/options.ts';
import { uglyShop } from './shop/ugly.ts';

const reason = await whyNoShop();
if (reason) console.warn(`The import of staff is not tested: ${reason}.`);

const password = 'eves old password';

describe.skipIf(reason)('staff of the source', () => {
  let shop: Shop;
  let database: Database;
  let running: RunningApp;
  const grants = new Map([['Support Operator', ['support:read', 'support:reply']]]);

  const bring = (granted: ReadonlyMap<string, readonly string[]> = grants) =>
    importWhmcs(database, { ...plainImport(shop.address), grants: granted });
  const ask: Ask = (document, variables) =>
    apiAs(running.app, systemActor(new Set(permissions)))(document, variables);
  const staff = async () => {
    const { admins } = await ask(`{ admins { databaseId username email isDisabled permissions
      role { name permissions } departmentIds notifiedDepartmentIds } }`);
    return admins;
  };
  const signIn = (username: string) =>
    ask(
      `mutation ($password: Secret!) { validateStaffLogin(input: {
         username: "${username}", password: $password }) { session { accessToken } } }`,
      { password },
    );

  beforeAll(async () => {
    [shop, database] = [await uglyShop(), await anotherDatabase()];
    await shop.add('tbladminroles', [
      { id: 1, name: 'Full Administrator', systememails: 1, accountemails: 1, supportemails: 1 },
      { id: 3, name: 'Support Operator', systememails: 0, accountemails: 0, supportemails: 1 },
    ]);
    const passwordhash = hashSync(password, 4).replace('$2b$', '$2y$');
    const admin = {
      passwordhash,
      lastname: 'Staff',
      authmodule: '',
      disabled: 0,
      supportdepts: '',
      ticketnotifications: '',
    };
    await shop.add('tbladmins', [
      { ...admin, id: 1, roleid: 1, username: 'Root', firstname: 'Rob', email: 'rob@old.test' },
      {
        ...admin,
        id: 2,
        roleid: 3,
        username: 'eve',
        firstname: 'Eve',
        email: 'Eve@old.test',
        // Department 8 is gone.
        supportdepts: ',1,8,',
        ticketnotifications: '1',
        authmodule: 'totp',
      },
      {
        ...admin,
        id: 3,
        roleid: 3,
        username: 'No Blanks',
        firstname: 'Ned',
        email: 'eve@old.test',
        disabled: 1,
        passwordhash: '',
      },
      { ...admin, id: 4, roleid: 9, username: 'lost', firstname: 'Lou', email: 'lou@old.test' },
    ]);
    await shop.run('update tbltickets set flag = 2 where id = 1');
    await shop.run('update tblnotes set adminid = 1');
    await shop.run('update tbltodolist set admin = 2');
    await bring();
    const config = readConfig({ LOG_LEVEL: 'silent', ENCRYPTION_KEY: encryptionKey });
    running = await startApp(config, { opened: database, works: false });
  });
  afterAll(async () => {
    await running?.stop();
    await database?.close();
    await shop?.drop();
  });

  it('may do what --role says of their role; without, nothing, and they are barred', async () => {
    const support = {
      name: 'Support Operator (WHMCS)',
      permissions: grants.get('Support Operator'),
    };
    expect(await staff()).toEqual([
      {
        databaseId: 1,
        username: 'root',
        email: 'rob@old.test',
        isDisabled: true,
        permissions: [],
        role: { name: 'Full Administrator (WHMCS)', permissions: [] },
        departmentIds: [],
        notifiedDepartmentIds: [],
      },
      {
        databaseId: 2,
        username: 'eve',
        email: 'eve@old.test',
        isDisabled: false,
        permissions: ['support:read', 'support:reply'],
        role: support,
        departmentIds: ['Department:1'],
        notifiedDepartmentIds: ['Department:1'],
      },
      {
        databaseId: 3,
        username: 'staff-3',
        email: 'staff-3@imported.invalid',
        isDisabled: true,
        permissions: ['support:read', 'support:reply'],
        role: support,
        departmentIds: [],
        notifiedDepartmentIds: [],
      },
    ]);
  });

  it('sign in with the password they have, which is hashed anew', async () => {
    expect(await signIn('eve')).toEqual({
      validateStaffLogin: { session: { accessToken: expect.any(String) } },
    });
    const [{ hash }] = (await database.query<{ hash: string }>({
      text: 'select password_hash as hash from admins where id = 2',
      values: [],
    })) as [{ hash: string }];
    expect(hash).toMatch(/^\$argon2id\$/);
    await expect(signIn('root')).rejects.toThrow();
    await expect(signIn('staff-3')).rejects.toThrow();
  });

  it('have their tickets, notes and to-do items', async () => {
    const { ticket, client, todos } = await ask(`{
      ticket: node(id: "Ticket:1") { ... on Ticket { assignee { databaseId } } }
      client: node(id: "Client:1") { ... on Client { clientNotes(first: 1) { nodes { author } } } }
      todos: todoItems(first: 1) { nodes { admin { databaseId } } } }`);
    expect(ticket).toEqual({ assignee: { databaseId: 2 } });
    expect(client.clientNotes.nodes).toEqual([{ author: 'Rob Staff' }]);
    expect(todos.nodes).toEqual([{ admin: { databaseId: 2 } }]);
  });

  it('lose with a delta what they lost at the source, and what --role no longer says', async () => {
    await shop.run(`update tbladmins set supportdepts = '', lastname = 'Smith' where id = 2`);
    await shop.run('delete from tbladmins where id = 3');
    await bring(new Map());
    expect(await staff()).toMatchObject([
      { databaseId: 1 },
      { databaseId: 2, isDisabled: true, permissions: [], departmentIds: [] },
    ]);
    await expect(signIn('eve')).rejects.toThrow();
  });

  it('leave the roles of this gateway alone', async () => {
    const { createAdminRole } = await ask(`mutation { createAdminRole(input: {
      name: "Support Operator", permissions: ["support:read"] }) { role { databaseId } } }`);
    await bring(new Map([['Support Operator', ['*']]]));
    const { node } = await ask(`{ node(id: "AdminRole:${createAdminRole.role.databaseId}") {
      ... on AdminRole { name permissions } } }`);
    expect(node).toEqual({ name: 'Support Operator', permissions: ['support:read'] });
  });

  it('have roles that are named as the source has them', async () => {
    await expect(bring(new Map([['Sales', ['*']]]))).rejects.toThrow(
      '--role: the source has no role "Sales"; it has "Full Administrator", "Support Operator".',
    );
  });
});

describe('--role', () => {
  const asked = (...roles: string[]) =>
    whmcsOf(
      importRequest(
        ['whmcs', '--database', 'mysql://h/d', ...roles.flatMap((role) => ['--role', role])],
        {},
      ),
    ).grants;

  it('names a role and its permissions', () => {
    expect([...asked('A=B=*', 'Sales=orders:read, billing:read')]).toEqual([
      ['A=B', ['*']],
      ['Sales', ['orders:read', 'billing:read']],
    ]);
  });

  it('is refused without permissions, or with one that does not exist', () => {
    expect(() => asked('Sales')).toThrow('--role: give it as NAME=PERMISSIONS, not "Sales".');
    expect(() => asked('Sales=')).toThrow('--role: give it as NAME=PERMISSIONS');
    expect(() => asked('Sales=root')).toThrow('--role: there is no permission "root".');
  });
});
