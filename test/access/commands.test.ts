import { freeze } from '#core/clock.ts';

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';
import { addUser, PASSWORD } from './cast.ts';

let gateway: Gateway;
let thaw = freeze('2026-11-21T12:00:00Z');
let carla: number;
beforeAll(async () => {
  gateway = await openGateway();
  carla = await addUser(gateway, 'Carla', [{ clientId: gateway.carol }]);
  await addUser(gateway, 'Robin', [{ clientId: gateway.rob }]);
});
beforeEach(() => {
  thaw();
  thaw = freeze('2026-11-21T12:00:00Z');
});
afterAll(() => thaw());

const foreign = { title: 'a foreign client', as: 'reseller' } as const;
const clerk = { title: 'staff without the permission', as: 'clerk' } as const;

it('speaks AddUser as it always did', async () => {
  const form = {
    first_name: 'Ann',
    last_name: 'Other',
    email: 'Ann@users.test',
    password: PASSWORD,
  };
  await transcript(gateway, 'AddUser', [
    { title: 'a user', form: { ...form, language: 'French' } },
    { title: 'the same address again', form: { ...form, email: 'ann@USERS.test' } },
    { title: 'no first name', form: { ...form, first_name: '' } },
    { title: 'no last name', form: { ...form, last_name: '' } },
    { title: 'no address', form: { ...form, email: '' } },
    { title: 'no password', form: { ...form, password: '' } },
    { title: 'an address that is none', form: { ...form, email: 'ann at home' } },
    { title: 'a password that is too short', form: { ...form, email: 'b@b.test', password: 'x' } },
    { ...clerk, form },
    { title: 'a customer', form, as: 'carol' },
  ]);
  const user = await gateway.app.db.user.findUniqueOrThrow({ where: { email: 'ann@users.test' } });
  expect(user).toMatchObject({ firstName: 'Ann', lastName: 'Other', language: 'french' });
});

it('speaks UpdateUser as it always did', async () => {
  const everything = { first_name: 'Carlotta', last_name: 'Usher', language: 'german' };
  await transcript(gateway, 'UpdateUser', [
    { title: 'everything', form: { user_id: carla, email: 'carlotta@users.test', ...everything } },
    { title: 'nothing', form: { user_id: carla } },
    { title: 'no such user', form: { user_id: 999, first_name: 'X' } },
    { title: 'no user', form: { first_name: 'X' } },
    { title: 'an address that is none', form: { user_id: carla, email: 'nope' } },
    { title: 'another’s address', form: { user_id: carla, email: 'robin@users.test' } },
    { title: 'another’s user', form: { user_id: carla, first_name: 'X' }, as: 'reseller' },
    { ...clerk, form: { user_id: carla, first_name: 'X' } },
  ]);
  const user = await gateway.app.db.user.findUniqueOrThrow({ where: { id: carla } });
  expect(user).toMatchObject({ firstName: 'Carlotta', lastName: 'Usher', language: 'german' });
  await gateway.rapi('UpdateUser', { user_id: carla, email: 'carla@users.test' });
});

it('speaks GetUsers as it always did', async () => {
  const { db } = gateway.app;
  await db.client.update({ where: { id: gateway.carol }, data: { companyName: 'Zeta Ltd' } });
  await db.client.update({ where: { id: gateway.rob }, data: { companyName: 'Alpha Ltd' } });
  const filters = { status: 'Active', first_name: 'rob', last_name: 'u', email: 'ROBIN@' };
  await transcript(
    gateway,
    'GetUsers',
    [
      { title: 'all', form: {} },
      {
        title: 'every filter',
        form: { ...filters, company_name: 'alpha', phonenumber: '2079' },
      },
      { title: 'by company', form: { sort_order_field: 'company_name', sort_order: 'DESC' } },
      { title: 'by group', form: { sort_order: 'groupid', sort_order_field: 'ASC' } },
      { title: 'the second page', form: { page_num: 2, limit_num: 1, sort_order: 'first_name' } },
      { title: 'a day without any', form: { entry_date: '2020-01-01' } },
      { title: 'a status that is none', form: { status: 'Asleep' } },
      { title: 'a reseller sees its own', form: {}, as: 'reseller' },
      { title: 'a customer sees its own', form: {}, as: 'carol' },
      { ...clerk, form: {} },
    ],
    ['entry_date'],
  );
});

it('speaks GetUserPermissions as it always did', async () => {
  const helper = await addUser(gateway, 'Helper', [
    { clientId: gateway.carol, permissions: ['tickets', 'manageproducts'] },
  ]);
  await transcript(gateway, 'GetUserPermissions', [
    { title: 'the owner of a client', form: { user_id: gateway.carol } },
    { title: 'a user of a client', form: { user_id: helper, client_id: gateway.carol } },
    { title: 'a user of another client', form: { user_id: helper, client_id: gateway.rob } },
    { title: 'no such user', form: { user_id: 999, client_id: gateway.carol } },
    { title: 'no such client', form: { user_id: 999 } },
    { title: 'nothing', form: {} },
    { ...foreign, form: { user_id: gateway.carol } },
    { ...clerk, form: { user_id: gateway.carol } },
  ]);
});

it('speaks DeleteUserClient as it always did', async () => {
  const leaver = await addUser(gateway, 'Leaver', [{ clientId: gateway.carol, permissions: [] }]);
  const form = { client_id: gateway.carol, user_id: leaver };
  await transcript(gateway, 'DeleteUserClient', [
    { ...foreign, form },
    { ...clerk, form },
    { title: 'a user who is in', form },
    { title: 'a user who is not', form },
    { title: 'the owner', form: { ...form, user_id: carla } },
    { title: 'no such user', form: { ...form, user_id: 999 } },
    { title: 'no such client', form: { ...form, client_id: 999 } },
    { title: 'no user', form: { client_id: gateway.carol } },
  ]);
  expect(await gateway.app.db.userClient.count({ where: { userId: leaver } })).toBe(0);
});

it('speaks ValidateLogin as it always did', async () => {
  await transcript(
    gateway,
    'ValidateLogin',
    [
      { title: 'right', form: { email: 'Carla@users.test', password: PASSWORD } },
      { title: 'a wrong password', form: { email: 'carla@users.test', password: 'wrong' } },
      { title: 'an unknown address', form: { email: 'nobody@users.test', password: PASSWORD } },
      { title: 'no password', form: { email: 'carla@users.test', password: '' } },
      {
        title: 'without a token',
        form: { email: 'carla@users.test', password: PASSWORD },
        as: null,
      },
    ],
    ['passwordhash', 'access_token', 'refresh_token'],
  );
});

it('speaks ValidateApi as it always did', async () => {
  const calls = [
    { title: 'staff', form: {} },
    { title: 'a reseller', form: {}, as: 'reseller' as const },
    { title: 'a customer', form: {}, as: 'carol' as const },
    { ...clerk, form: {} },
    { title: 'without a token', form: {}, as: null },
  ];
  await transcript(gateway, 'ValidateApi', calls, ['permissions']);
  const { permissions } = await gateway.rapi('ValidateApi', {}, 'carol');
  expect(permissions).toContain('billing:pay');
  expect(permissions).not.toContain('access:write');
});

it('speaks GenerateSupportPin as it always did', async () => {
  await transcript(
    gateway,
    'GenerateSupportPin',
    [
      { title: 'a client', form: { user_id: gateway.carol } },
      { title: 'the client itself', form: { user_id: gateway.carol }, as: 'carol' },
      { title: 'no such client', form: { user_id: 999 } },
      { ...foreign, form: { user_id: gateway.carol } },
      { title: 'another customer', form: { user_id: gateway.carol }, as: 'stranger' },
      { ...clerk, form: { user_id: gateway.carol } },
    ],
    ['pin'],
  );
});
