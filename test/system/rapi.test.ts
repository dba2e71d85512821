import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(thaw);

const at = (text: string) => new Date(`${text}Z`);

it('speaks AddBannedIp and UnBanIp as it always did', async () => {
  await transcript(gateway, 'AddBannedIp', [
    { title: 'for three days', form: { ip_address: '203.0.113.9', reason: 'Guessing.', days: 3 } },
    {
      title: 'a network until a time',
      form: { ip_address: '2001:DB8::5/32', reason: 'Spam.', expires: '2026-12-01 10:00:00' },
    },
    { title: 'again, for longer', form: { ip_address: '203.0.113.9', reason: 'Still.', days: 30 } },
    { title: 'no address', form: { ip_address: '203.0.113', reason: 'x', days: 1 } },
    { title: 'no reason', form: { ip_address: '203.0.113.10', reason: '', days: 1 } },
    { title: 'no day', form: { ip_address: '203.0.113.10', reason: 'x', days: 0 } },
    {
      title: 'in the past',
      form: { ip_address: '203.0.113.10', reason: 'x', expires: '2026-11-20' },
    },
    { title: 'oneself', form: { ip_address: '127.0.0.0/8', reason: 'x', days: 1 } },
    { title: 'everybody', form: { ip_address: '0.0.0.0/0', reason: 'x', days: 1 } },
    {
      title: 'not allowed',
      form: { ip_address: '203.0.113.9', reason: 'x', days: 1 },
      as: 'reseller',
    },
  ]);
  const bans = await gateway.app.db.bannedAddress.findMany({ orderBy: { id: 'asc' } });
  expect(
    bans.map(({ cidr, reason, expiresAt }) => [cidr, reason, expiresAt?.toISOString()]),
  ).toEqual([
    ['203.0.113.9', 'Still.', '2026-12-21T12:00:00.000Z'],
    ['2001:db8::/32', 'Spam.', '2026-12-01T10:00:00.000Z'],
  ]);
  await transcript(gateway, 'UnBanIp', [
    { title: 'a network in another spelling', form: { ip_address: '2001:db8:0::/32' } },
    { title: 'again', form: { ip_address: '2001:db8::/32' } },
    { title: 'no address', form: { ip_address: 'nowhere' } },
    { title: 'not allowed', form: { ip_address: '203.0.113.9' }, as: 'clerk' },
  ]);
});

it('speaks LogActivity and GetActivityLog as it always did', async () => {
  await gateway.app.db.activityEntry.deleteMany();
  await transcript(gateway, 'LogActivity', [
    {
      title: 'about a client',
      form: { user_id: gateway.carol, description: 'Rang about a bill.' },
    },
    { title: 'about nobody', form: { description: 'Backup <b>done</b>' } },
    { title: 'no such client', form: { user_id: 9999, description: 'x' } },
    { title: 'nothing in it', form: { description: '' } },
    { title: 'not allowed', form: { description: 'x' }, as: 'carol' },
  ]);
  await gateway.rapi('AddClientNote', { user_id: gateway.carol, notes: 'secret of the company' });
  await transcript(
    gateway,
    'GetActivityLog',
    [
      { title: 'all of it', form: { page_num: 1 } },
      {
        title: 'by everything',
        form: {
          page_num: 1,
          limit_num: 5,
          sort_order_field: 'timestamp',
          sort_order: 'DESC',
          userid: gateway.carol,
          timestamp: '21/11/2026',
          user: 'ADA',
          description: 'about a',
          ipaddr: '127.0.0.1',
        },
      },
      { title: 'another day', form: { page_num: 1, timestamp: '20/11/2026' } },
      { title: 'no day', form: { page_num: 1, timestamp: '31/02/2026' } },
      { title: 'not allowed', form: { page_num: 1 }, as: 'reseller' },
    ],
    ['id'],
  );
});

it('speaks the admin commands as it always did', async () => {
  const { db } = gateway.app;
  const admin_id = gateway.adminId;
  const department = await db.department.create({
    data: { name: 'Sales', email: 'sales@house.test' },
  });
  await db.adminDepartment.create({
    data: { adminId: admin_id, departmentId: department.id, receivesTicketNotifications: true },
  });
  await transcript(gateway, 'UpdateAdminNotes', [
    { title: 'new notes', form: { admin_id, notes: 'Buy tea.' } },
    { title: 'no such person', form: { admin_id: 9999, notes: 'x' } },
    { title: 'not allowed', form: { admin_id, notes: 'x' }, as: 'clerk' },
  ]);
  await transcript(gateway, 'GetAdminDetails', [
    { title: 'one', form: { admin_id } },
    { title: 'nobody', form: { admin_id: 9999 } },
    { title: 'not allowed', form: { admin_id }, as: 'carol' },
  ]);
  const role = await db.adminRole.findFirstOrThrow();
  await transcript(
    gateway,
    'GetAdminUsers',
    [
      { title: 'all', form: {} },
      { title: 'by role and a part of the address', form: { group_id: role.id, email: 'HOUSE' } },
      { title: 'nobody', form: { email: 'elsewhere' } },
      { title: 'not allowed', form: {}, as: 'reseller' },
    ],
    ['uuid', 'created_at', 'updated_at'],
  );
  const session = (family: string, more: object = {}) => ({
    family,
    accessTokenHash: family,
    adminId: admin_id,
    accessExpiresAt: at('2026-11-21T13:00:00'),
    refreshExpiresAt: at('2026-12-21T12:00:00'),
    createdAt: at('2026-11-21T11:00:00'),
    signedInAt: at('2026-11-21T11:00:00'),
    lastSeenAt: at('2026-11-21T11:50:00'),
    ip: '203.0.113.5',
    ...more,
  });
  await db.session.createMany({
    data: [
      session('a'),
      session('b', { lastSeenAt: at('2026-11-21T11:00:00') }),
      session('c', { revokedAt: at('2026-11-21T11:55:00') }),
    ],
  });
  await transcript(gateway, 'GetStaffOnline', [
    { title: 'one of three sessions', form: {} },
    { title: 'not allowed', form: {}, as: 'carol' },
  ]);
});

it('speaks the configuration commands as it always did', async () => {
  await transcript(gateway, 'SetConfigurationValue', [
    { title: 'a text', form: { setting: 'CompanyName', value: 'Ada’s Hosting' } },
    { title: 'the same again', form: { setting: 'companyname', value: 'Ada’s Hosting' } },
    { title: 'a switch', form: { setting: 'MaintenanceMode', value: 'on' } },
    { title: 'unset', form: { setting: 'MaintenanceMode', value: '' } },
    { title: 'a number that is none', form: { setting: 'AutoSuspensionDays', value: 'soon' } },
    { title: 'a word that is none', form: { setting: 'TaxType', value: 'Sideways' } },
    { title: 'an unknown name', form: { setting: 'demo.tokens', value: 'x' } },
    { title: 'no name', form: { value: 'x' } },
    { title: 'no value', form: { setting: 'CompanyName' } },
    { title: 'not allowed', form: { setting: 'CompanyName', value: 'x' }, as: 'reseller' },
  ]);
  await transcript(gateway, 'GetConfigurationValue', [
    { title: 'what was set', form: { setting: 'CompanyName' } },
    { title: 'a default', form: { setting: 'autosuspensiondays' } },
    { title: 'an unknown name', form: { setting: 'demo.tokens' } },
    { title: 'no name', form: {} },
    { title: 'not allowed', form: { setting: 'CompanyName' }, as: 'carol' },
  ]);
  await transcript(gateway, 'GetParameters', [
    { title: 'what a storefront may know', form: {}, as: 'carol' },
    { title: 'nobody', form: {}, as: null },
  ]);
  await gateway.app.db.pageHook.createMany({
    data: [
      { place: 'HEAD', name: 'b', html: '<meta name="b">', sortOrder: 2 },
      { place: 'HEAD', name: 'a', html: '<meta name="a">', sortOrder: 1 },
      { place: 'FOOTER', name: 'off', html: 'never', isActive: false },
      { place: 'FOOTER', name: 'on', html: '<p>Bye</p>' },
    ],
  });
  await transcript(gateway, 'GetHeaderFooterHooks', [
    { title: 'in their order', form: {}, as: 'rob' },
    { title: 'without the permission', form: {}, as: 'clerk' },
  ]);
});

it('speaks the to-do and automation commands as it always did', async () => {
  const { db } = gateway.app;
  await db.todoItem.createMany({
    data: [
      {
        title: 'Renew',
        notedOn: at('2026-11-01T00:00:00'),
        dueOn: at('2026-11-20T00:00:00'),
        adminId: gateway.adminId,
      },
      {
        title: 'Answer',
        notedOn: at('2026-11-02T00:00:00'),
        status: 'WONT_FIX',
        description: 'No.',
      },
    ],
  });
  await transcript(gateway, 'GetToDoItems', [
    { title: 'all', form: { page_num: 1 } },
    {
      title: 'sorted, one',
      form: { page_num: 1, limit_num: 1, sort_order_field: 'title', sort_order: 'ASC' },
    },
    { title: 'by status', form: { page_num: 1, status: 6 } },
    { title: 'a status that is none', form: { page_num: 1, status: 7 } },
    { title: 'not allowed', form: { page_num: 1 }, as: 'reseller' },
  ]);
  await transcript(gateway, 'GetToDoItemStatuses', [
    { title: 'counted', form: {} },
    { title: 'not allowed', form: {}, as: 'clerk' },
  ]);
  await db.automationRun.create({
    data: {
      name: 'daily',
      runOn: at('2026-11-21T00:00:00'),
      startedAt: at('2026-11-21T03:00:00'),
      entries: {
        create: {
          namespace: 'invoices',
          runOn: at('2026-11-21T00:00:00'),
          total: 5,
          succeeded: 4,
          failed: 1,
        },
      },
    },
  });
  await transcript(gateway, 'GetAutomationLog', [
    { title: 'today', form: {} },
    { title: 'a day without a run', form: { entry_date: '2026-11-20' } },
    { title: 'no day', form: { entry_date: 'yesterday' } },
    { title: 'not allowed', form: {}, as: 'carol' },
  ]);
});
