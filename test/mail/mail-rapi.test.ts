import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { estateOf } from '#test/access/estate.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';

let gateway: Gateway;
/** Template ids by name, and rows of Carol's to write about. */
let templates: Record<string, number> = {};
let [service, domain, invoice] = [0, 0, 0];
const thaw = freeze('2026-11-21T12:00:00Z');

beforeAll(async () => {
  gateway = await openGateway();
  const { db } = gateway.app;
  const rows = await db.emailTemplate.findMany({ select: { id: true, name: true } });
  templates = Object.fromEntries(rows.map(({ id, name }) => [name, id]));
  const estate = estateOf(db, { clientId: gateway.carol, resellerId: null });
  service = await estate.rowOf('Service');
  domain = await estate.rowOf('Domain');
  invoice = await estate.rowOf('Invoice');
  await db.product.updateMany({ data: { name: 'Basic Hosting' } });
  await db.service.updateMany({ data: { domainName: 'carol.test', username: 'carol' } });
  await db.domain.updateMany({ data: { name: 'carol.test', unicodeName: 'carol.test' } });
  await db.invoice.updateMany({ data: { number: '2026-1', total: '15.95', balance: '15.95' } });
  await db.department.createMany({ data: [{ name: 'Sales' }, { name: 'Empty' }] });
  await db.adminDepartment.create({ data: { adminId: gateway.adminId, departmentId: 1 } });
});
afterAll(thaw);

it('speaks SendEmail as it always did', async () => {
  const own = {
    id: gateway.carol,
    subject: 'Hello {{ client.first_name }}',
    message: '<p>Hi!</p>',
  };
  const customvars = Buffer.from('a:1:{s:4:"code";s:3:"abc";}').toString('base64');
  await transcript(gateway, 'SendEmail', [
    { title: 'words of one’s own', form: own },
    { title: 'and of the type custom', form: { ...own, type: 'custom', template: 1 } },
    {
      title: 'with values of one’s own',
      form: { ...own, subject: 'Code {{ custom.code }}', customvars },
    },
    {
      title: 'a template about the client',
      form: { type: 'general', template: templates.Welcome!, id: gateway.carol },
    },
    {
      title: 'about a service',
      form: { type: 'product', template: templates['Service Welcome']!, id: service },
    },
    {
      title: 'about a domain',
      form: { type: 'domain', template: templates['Domain Renewed']!, id: domain },
    },
    {
      title: 'about an invoice',
      form: { type: 'invoice', template: templates['Invoice Created']!, id: invoice },
    },
    {
      title: 'own words about an invoice',
      form: {
        type: 'invoice',
        id: invoice,
        subject: 'About {{ invoice.number }}',
        message: '<p>{{ invoice.balance }}</p>',
      },
    },
    { title: 'a type and nothing else', form: { type: 'invoice', id: invoice } },
    { title: 'a type that is none', form: { ...own, type: 'telegram' } },
    {
      title: 'a template of another type',
      form: { type: 'invoice', template: templates.Welcome!, id: invoice },
    },
    { title: 'no subject', form: { id: gateway.carol, message: '<p>x</p>' } },
    { title: 'no text', form: { id: gateway.carol, subject: 'x' } },
    { title: 'no id', form: { subject: 'x', message: '<p>x</p>' } },
    { title: 'values that are none', form: { ...own, customvars: 'O:8:"stdClass":0:{}' } },
    { title: 'no such template', form: { type: 'general', template: 9999, id: gateway.carol } },
    {
      title: 'a template of the company',
      form: { type: 'general', template: templates['New Order (Staff)']!, id: gateway.carol },
    },
    { title: 'words that cannot be read', form: { ...own, message: '{% if %}' } },
    { title: 'nobody with that id', form: { ...own, id: 9999 } },
    { title: 'another’s client', form: own, as: 'reseller' },
    { title: 'a customer', form: own, as: 'carol' },
    { title: 'nobody', form: own, as: null },
  ]);
  await gateway.app.db.emailTemplate.updateMany({
    where: { name: 'Quote' },
    data: { isDisabled: true },
  });
  const off = { type: 'quote', template: templates.Quote!, id: 1 };
  expect(await gateway.rapi('SendEmail', off)).toEqual({
    result: 'error',
    message: 'Email Template is disabled',
  });
});

it('speaks GetEmails as it always did', async () => {
  await transcript(gateway, 'GetEmails', [
    { title: 'the first two', form: { user_id: gateway.carol, page_num: 1, limit_num: 2 } },
    {
      title: 'by subject, the last page first',
      form: {
        user_id: gateway.carol,
        page_num: 2,
        limit_num: 3,
        sort_order_field: 'DESC',
        sort_order: 'subject',
      },
    },
    { title: 'by words', form: { user_id: gateway.carol, page_num: 1, subject: 'renewed carol' } },
    {
      title: 'of a day',
      form: { user_id: gateway.carol, page_num: 1, datetime: '2026-11-20 10:00:00' },
    },
    {
      title: 'a client’s own',
      form: { clientid: gateway.carol, page_num: 1, limit_num: 1 },
      as: 'carol',
    },
    { title: 'another’s', form: { user_id: gateway.carol, page_num: 1 }, as: 'stranger' },
    { title: 'no such client', form: { user_id: 9999, page_num: 1 } },
    { title: 'no client named', form: { page_num: 1 } },
    { title: 'staff without the permission', form: { user_id: gateway.carol }, as: 'clerk' },
  ]);
});

it('speaks GetEmailInfo as it always did', async () => {
  await transcript(gateway, 'GetEmailInfo', [
    { title: 'an email', form: { id: 1 } },
    { title: 'to its client', form: { id: 1 }, as: 'carol' },
    { title: 'another’s', form: { id: 1 }, as: 'stranger' },
    { title: 'no such email', form: { id: 9999 } },
    { title: 'none named', form: {} },
    { title: 'nobody', form: { id: 1 }, as: null },
  ]);
});

it('speaks GetEmailTemplates as it always did', async () => {
  await transcript(gateway, 'GetEmailTemplates', [
    { title: 'about invoices', form: { type: 'invoice' } },
    { title: 'by its name', form: { command: 'service welcome' } },
    { title: 'by its id', form: { id: templates.Welcome! } },
    { title: 'for welcoming', form: { welcome_email: 'YES' } },
    { title: 'not for welcoming, about quotes', form: { welcome_email: 'NO', type: 'quote' } },
    { title: 'a type that is none', form: { type: 'telegram' } },
    { title: 'a customer', form: {}, as: 'carol' },
  ]);
});

it('speaks SendAdminEmail as it always did', async () => {
  const form = { subject: 'Backup failed', message: '<p>Look at <b>it</b>.</p>' };
  await transcript(gateway, 'SendAdminEmail', [
    { title: 'to everybody', form },
    { title: 'to a department', form: { ...form, department_id: 1 } },
    { title: 'to one that nobody is in', form: { ...form, department_id: 2 } },
    { title: 'to none', form: { ...form, department_id: 99 } },
    { title: 'no subject', form: { message: 'x' } },
    { title: 'no text', form: { subject: 'x' } },
    { title: 'a reseller', form, as: 'reseller' },
    { title: 'a customer', form, as: 'carol' },
    { title: 'nobody', form, as: null },
  ]);
  expect(await gateway.app.db.email.count({ where: { to: 'ada@house.test' } })).toBe(2);
});
