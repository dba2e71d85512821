import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advance, freeze } from '#core/clock.ts';
import { domainsDaily } from '#modules/domains/life/daily.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { CREATE } from '#test/billing/books.ts';
import { sell, waiting } from '#test/domains/cast.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { lettersOf } from './probes/pdf.ts';
import { open, openDesk, REPLY, upload } from '#test/support/desk.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
});
afterAll(thaw);

const set = async (setting: string, value: string | number) => {
  const { result } = await gateway.rapi('SetConfigurationValue', { setting, value });
  expect(result).toBe('success');
};

const person = (email: string) => ({
  first_name: 'Nora',
  last_name: 'New',
  email,
  address1: '1 Road',
  city: 'London',
  state: 'London',
  postcode: 'N1 1AA',
  country: 'GB',
  phonenumber: '+442079460001',
});
const user = (email: string, more = {}) => ({
  first_name: 'Uma',
  last_name: 'User',
  email,
  password: 'password1',
  ...more,
});

describe('RequiredPasswordStrength (R14)', () => {
  it('refuses a weaker password wherever one is chosen, naming it (R14)', async () => {
    await set('RequiredPasswordStrength', 100);
    const param = { password: 'password1' };
    const weak = [
      await gateway.rapi('AddUser', user('weak@example.com')),
      await gateway.rapi('AddClient', { ...person('weak@example.com'), ...param }),
      await gateway.rapi('AddContact', {
        user_id: gateway.carol,
        first_name: 'Kon',
        email: 'weak@example.com',
        ...param,
      }),
    ];
    for (const reply of weak) {
      expect(reply.result).toBe('error');
      expect(reply.message).toMatch(/^password\b/);
    }
    const { adminRoles } = await gateway.data('{ adminRoles { id } }');
    const staff = await gateway.ask(
      `mutation ($input: CreateAdminInput!) { createAdmin(input: $input) { admin { id } } }`,
      {
        input: {
          username: 'weak',
          firstName: 'W',
          email: 'weak@example.com',
          password: 'password12',
          roleId: adminRoles[0].id,
        },
      },
    );
    expect(staff.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', field: 'password' });
  });

  it('takes a strong one at 100, and any of eight characters at 0 (R14)', async () => {
    await set('RequiredPasswordStrength', 100);
    const strong = user('strong@example.com', { password: 'Tr0ub4dor & three more' });
    expect((await gateway.rapi('AddUser', strong)).result).toBe('success');
    await set('RequiredPasswordStrength', 0);
    const eight = user('eight@example.com', { password: 'aaaaaaaa' });
    expect((await gateway.rapi('AddUser', eight)).result).toBe('success');
    await set('RequiredPasswordStrength', 50);
  });
});

it('RegistrationEnabled off closes ClientSignup, and AddClient works on (R14)', async () => {
  await set('RegistrationEnabled', 'off');
  const SIGNUP = `mutation ($input: ClientSignupInput!) { clientSignup(input: $input) { ownerUserId } }`;
  const {
    first_name: firstName,
    last_name: lastName,
    phonenumber,
    ...rest
  } = person('closed@example.com');
  const input = { ...rest, firstName, lastName, phoneNumber: phonenumber };
  expect(codeOf(await gateway.ask(SIGNUP, { input }))).toBe('SIGNUP_CLOSED');
  const signup = await gateway.rapi('ClientSignup', person('closed@example.com'));
  expect(signup.result).toBe('error');
  expect((await gateway.rapi('AddClient', person('closed@example.com'))).result).toBe('success');
  await set('RegistrationEnabled', 'on');
  expect((await gateway.rapi('ClientSignup', person('open@example.com'))).result).toBe('success');
});

it('TicketAllowedFileTypes holds for customers on every way, and not for staff (R14)', async () => {
  const pdf = Buffer.from('%PDF-1.4 nothing');
  await set('TicketAllowedFileTypes', '.txt');
  const refused = await upload(gateway, 'carol', { 'a.pdf': pdf });
  expect(JSON.stringify(refused.body)).toContain('ATTACHMENT_TYPE_REFUSED');
  const { id } = await open(gateway, 'carol');
  const attachments = [{ fileName: 'a.pdf', content: pdf.toString('base64') }];
  const reply = { ticketId: id, message: 'see', attachments };
  expect(codeOf(await gateway.ask(REPLY, { input: reply }, 'carol'))).toBe(
    'ATTACHMENT_TYPE_REFUSED',
  );
  expect(codeOf(await gateway.ask(REPLY, { input: reply }, 'staff'))).toBeUndefined();
  expect((await upload(gateway, 'staff', { 'a.pdf': pdf })).status).toBe(201);
  await set('TicketAllowedFileTypes', '');
  expect((await upload(gateway, 'carol', { 'a.pdf': pdf })).status).toBe(201);
});

it('SupportTicketOrder DESC shows the newest post of GetTicket first (R14)', async () => {
  const { id, databaseId } = await open(gateway, 'carol');
  for (const message of ['second', 'third'])
    await gateway.ask(REPLY, { input: { ticketId: id, message } }, 'carol');
  const posts = async () =>
    (await gateway.rapi('GetTicket', { ticket_id: databaseId })).replies.reply.map(
      ({ message }: { message: string }) => message,
    );
  expect(await posts()).toEqual(['Since this morning.', 'second', 'third']);
  await set('SupportTicketOrder', 'DESC');
  expect(await posts()).toEqual(['third', 'second', 'Since this morning.']);
  await set('SupportTicketOrder', 'ASC');
});

it('CloseInactiveTickets closes answered tickets that were silent so long, 0 none (R14)', async () => {
  const answered = await open(gateway, 'carol');
  await gateway.ask(REPLY, { input: { ticketId: answered.id, message: 'Done.' } }, 'staff');
  const waits = await open(gateway, 'carol');
  const statusOf = async ({ id }: { id: string }) =>
    (await gateway.data(`query ($id: ID!) { ticket(by: { id: $id }) { status { key } } }`, { id }))
      .ticket.status.key;
  advance({ hours: 47 });
  await set('CloseInactiveTickets', 48);
  await dailyRun(gateway.app);
  expect(await statusOf(answered)).toBe('answered');
  advance({ hours: 2 });
  await set('CloseInactiveTickets', 0);
  await dailyRun(gateway.app);
  expect(await statusOf(answered)).toBe('answered');
  await set('CloseInactiveTickets', 48);
  await dailyRun(gateway.app);
  expect([await statusOf(answered), await statusOf(waits)]).toEqual(['closed', 'open']);
  await set('CloseInactiveTickets', 0);
});

it('InvalidLoginBanLength is how long ten wrong passwords lock an account (R14)', async () => {
  const who = user('locked@example.com', { password: 'kontakt-123' });
  await gateway.rapi('AddUser', who);
  await set('InvalidLoginBanLength', 60);
  const signIn = (password: string) =>
    gateway.rapi('ValidateLogin', { email: who.email, password });
  for (let tries = 0; tries < 10; tries += 1) await signIn('wrong');
  advance({ minutes: 59 });
  expect((await signIn(who.password)).result).toBe('error');
  advance({ minutes: 2 });
  expect((await signIn(who.password)).result).toBe('success');
  await set('InvalidLoginBanLength', 15);
});

it('DomainSyncEnabled off asks no registrar (R14, D54)', async () => {
  await sell(gateway, 'com');
  const id = await waiting(gateway, 'quiet.com', { status: 'ACTIVE' });
  const requested = async () =>
    (await gateway.app.db.domain.findUniqueOrThrow({ where: { id } })).lastSyncAt !== null;
  await set('DomainSyncEnabled', 'off');
  expect((await domainsDaily(gateway.app)).synced).toBe(0);
  expect(await requested()).toBe(false);
  await set('DomainSyncEnabled', 'on');
  expect((await domainsDaily(gateway.app)).synced).toBe(1);
  expect(await requested()).toBe(true);
});

it('Language is that of clients, users and staff added without one (R14)', async () => {
  await set('Language', 'german');
  const added = await gateway.rapi('AddClient', person('sprache@example.com'));
  const { client } = await gateway.data(
    `query ($id: ID!) { client(by: { id: $id }) { language } }`,
    { id: `Client:${added.clientid}` },
  );
  expect(client).toEqual({ language: 'german' });
  await gateway.rapi('AddUser', user('sprache2@example.com'));
  const { users } = await gateway.data(
    `{ users(filter: { email: "sprache2@example.com" }) { nodes: edges { node { language } } } }`,
  );
  expect(users.nodes[0].node.language).toBe('german');
  const french = await gateway.rapi('AddClient', {
    ...person('langue@example.com'),
    language: 'French',
  });
  const { client: own } = await gateway.data(
    `query ($id: ID!) { client(by: { id: $id }) { language } }`,
    { id: `Client:${french.clientid}` },
  );
  expect(own.language).toBe('french');
  await set('Language', '');
});

it('TaxCode and CompanyAddress stand on the invoice under the name of the company (R14, G70)', async () => {
  const lines = [{ description: 'Hosting', unitPrice: '15.95' }];
  const input = { clientId: `Client:${gateway.carol}`, status: 'UNPAID', lines };
  const { createInvoice } = await gateway.data(CREATE, { input });
  const letters = async () => {
    const path = `/files/invoices/${createInvoice.invoice.databaseId}.pdf`;
    const response = await fetch(gateway.url + path, {
      headers: { authorization: `Bearer ${tokenOf('carol')}` },
    });
    return lettersOf(Buffer.from(await response.arrayBuffer()));
  };
  const before = await letters();
  await set('TaxCode', 'ZX-J');
  const after = await letters();
  // Letters that stand nowhere else on this page.
  for (const letter of 'ZXJ')
    expect([before.has(letter), after.has(letter)]).toEqual([false, true]);
  await set('CompanyAddress', 'Ŧ Ø');
  const addressed = await letters();
  for (const letter of 'ŦØ')
    expect([after.has(letter), addressed.has(letter)]).toEqual([false, true]);
  await set('CompanyAddress', '');
  await set('TaxCode', '');
});

it('TicketRatingEnabled off, its default, refuses ratings (R14)', async () => {
  const { id } = await open(gateway, 'carol');
  const answer = await gateway.ask(REPLY, { input: { ticketId: id, message: 'Done.' } }, 'staff');
  const replyId = answer.data.addTicketReply.ticketReply.id;
  const RATE = `mutation ($input: RateTicketReplyInput!) { rateTicketReply(input: $input) { ticketReply { rating } } }`;
  const rate = () => gateway.ask(RATE, { input: { replyId, rating: 4 } }, 'carol');
  expect(codeOf(await rate())).toBe('RATINGS_OFF');
  await set('TicketRatingEnabled', 'on');
  expect((await rate()).data.rateTicketReply.ticketReply.rating).toBe(4);
  await set('TicketRatingEnabled', '');
});
