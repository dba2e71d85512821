import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { hashToken } from '#core/secret.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { transcript } from '#test/transcript.ts';
import { open, openDesk, PNG } from './desk.ts';

let gateway: Gateway;
/** Ticket ids: two of Carol's, one of the stranger's, one of a guest's. */
let [first, second, foreign, guest] = [0, 0, 0, 0];
const thaw = freeze('2026-11-21T12:00:00Z');

/** What differs at every run: ticket numbers and keys are drawn by lot. */
const varying = ['tid', 'c'];

const files = (...named: [string, Uint8Array | string][]) =>
  Buffer.from(
    JSON.stringify(
      named.map(([name, content]) => ({
        name,
        type: 'application/octet-stream',
        size: Buffer.from(content as string).length,
        tmp_name: Buffer.from(content as string).toString('base64'),
      })),
    ),
  ).toString('base64');

beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
  const id = async (as: 'staff' | 'carol' | 'stranger', input = {}) =>
    (await open(gateway, as, input)).databaseId;
  first = await id('carol', { priority: 'HIGH' });
  second = await id('carol', { subject: 'Another matter' });
  foreign = await id('stranger');
  guest = await id('staff', { name: 'Gustav Guest', email: 'gustav@example.test' });
  await gateway.app.db.apiCredential.create({
    data: {
      kind: 'STAFF',
      name: 'program',
      identifier: 'program',
      tokenHash: hashToken('token-of-program'),
      tokenLast4: 'gram',
      permissions: ['*'],
    },
  });
  await gateway.app.db.contact.create({
    data: { clientId: gateway.carol, firstName: 'Conny', email: 'conny@example.test' },
  });
  const category = await gateway.app.db.predefinedReplyCategory.create({
    data: { name: 'General', replies: { create: [{ name: 'Hello', reply: 'Hello!' }] } },
  });
  await gateway.app.db.predefinedReplyCategory.create({
    data: { name: 'Mail', parentId: category.id },
  });
});
afterAll(thaw);

it('speaks AddTicketReply as it always did', async () => {
  const form = { ticket_id: first, message: 'Restarted the <b>mail server</b>.' };
  await transcript(gateway, 'AddTicketReply', [
    { title: 'of the staff', form: { ...form, admin_id: gateway.adminId } },
    { title: 'of the client', form: { ...form, user_id: gateway.carol } },
    { title: 'of the client, by another spelling', form: { ...form, clientid: gateway.carol } },
    {
      title: 'with files',
      form: { ...form, user_id: gateway.carol, attachments: files(['a.png', PNG], ['b.log', 'x']) },
    },
    { title: 'of a contact', form: { ...form, user_id: gateway.carol, contact_id: 1 } },
    {
      title: 'of a guest, dated, with a status and without emails',
      form: {
        ...form,
        ticket_id: guest,
        name: 'Gustav Guest',
        email: 'gustav@example.test',
        status: 'In Progress',
        entry_date: '2026-11-20 09:30:00',
        noemail: 'true',
      },
    },
    { title: 'a client for itself', form, as: 'carol' },
    { title: 'no such ticket', form: { ...form, ticket_id: 9999 } },
    { title: 'no ticket named', form: { message: 'x' } },
    { title: 'another’s ticket', form, as: 'stranger' },
    { title: 'no such client', form: { ...form, user_id: 9999 } },
    { title: 'another client', form: { ...form, user_id: gateway.stranger } },
    { title: 'no such contact', form: { ...form, user_id: gateway.carol, contact_id: 99 } },
    { title: 'no such staff member', form: { ...form, admin_id: 99 } },
    { title: 'a name without an address', form: { ...form, ticket_id: guest, name: 'Gustav' } },
    { title: 'nothing said', form: { ticket_id: first, admin_id: gateway.adminId } },
    {
      title: 'an address that is none',
      form: { ...form, ticket_id: guest, name: 'Gustav', email: 'gustav' },
    },
    { title: 'a status that is none', form: { ...form, status: 'Sleeping' } },
    { title: 'a date that is none', form: { ...form, entry_date: 'yesterday' } },
    { title: 'a date to come', form: { ...form, entry_date: '2026-12-01 00:00:00' } },
    { title: 'a program in disguise', form: { ...form, attachments: files(['a.png', 'MZ..']) } },
    { title: 'nobody', form, as: null },
    { title: 'staff without the permission', form, as: 'clerk' },
  ]);
});

it('asks a credential of nobody in particular who writes', async () => {
  const body = new URLSearchParams({
    token: 'token-of-program',
    ticket_id: `${first}`,
    message: 'x',
  });
  const response = await fetch(`${gateway.url}/rapi/AddTicketReply`, { method: 'POST', body });
  expect(await response.json()).toEqual({
    result: 'error',
    message: 'Name and email address are required if not a client',
  });
});

it('takes the files of a multipart form, as PHP programs send them', async () => {
  const form = new FormData();
  form.append('token', tokenOf('carol'));
  form.append('ticket_id', String(second));
  form.append('message', 'See the picture.');
  form.append('attachments[]', new Blob([PNG]), 'screen.png');
  const response = await fetch(`${gateway.url}/rapi/AddTicketReply`, {
    method: 'POST',
    body: form,
  });
  const reply = (await response.json()) as { result: string; reply_id: string };
  expect(reply.result).toBe('success');
  const got = await gateway.rapi('GetTicketAttachment', {
    ticket_id: second,
    reply_id: reply.reply_id,
  });
  expect(got).toMatchObject({ filename: 'screen.png', data: PNG.toString('base64') });
});

it('speaks AddTicketNote as it always did', async () => {
  const form = { ticket_id: first, admin_id: gateway.adminId, message: 'Called the client.' };
  await transcript(gateway, 'AddTicketNote', [
    { title: 'a note', form },
    {
      title: 'with a file, dated',
      form: { ...form, attachments: files(['n.txt', 'note']), entry_date: '2026-11-20 10:00:00' },
    },
    { title: 'no such ticket', form: { ...form, ticket_id: 9999 } },
    { title: 'no ticket named', form: { admin_id: gateway.adminId, message: 'x' } },
    { title: 'no such staff member', form: { ...form, admin_id: 99 } },
    { title: 'nobody said to write', form: { ticket_id: first, message: 'x' } },
    { title: 'nothing said', form: { ticket_id: first, admin_id: gateway.adminId } },
    { title: 'a date that is none', form: { ...form, entry_date: '21st' } },
    { title: 'a date to come', form: { ...form, entry_date: '2026-12-01 00:00:00' } },
    { title: 'a customer', form, as: 'carol' },
  ]);
});

it('speaks GetTicket as it always did', async () => {
  await transcript(
    gateway,
    'GetTicket',
    [
      { title: 'with everything', form: { ticket_id: first } },
      { title: 'a guest’s', form: { ticket_id: guest } },
      { title: 'nothing asked for', form: {} },
      { title: 'no such ticket', form: { ticket_id: 9999 } },
      { title: 'another’s', form: { ticket_id: first }, as: 'stranger' },
      { title: 'staff without the permission', form: { ticket_id: first }, as: 'clerk' },
    ],
    varying,
  );
  const mine = await gateway.rapi('GetTicket', { ticket_id: second }, 'carol');
  expect(mine).toMatchObject({ result: 'success', notes: { note: [] } });
  const { number } = await gateway.app.db.ticket.findUniqueOrThrow({ where: { id: second } });
  expect(await gateway.rapi('GetTicket', { ticketnum: number })).toMatchObject({ tid: number });
});

it('speaks GetTickets as it always did', async () => {
  await gateway.app.db.ticket.update({
    where: { id: second },
    data: { flaggedAdminId: gateway.adminId },
  });
  await transcript(
    gateway,
    'GetTickets',
    [
      { title: 'all, by id', form: { page_num: 1, sort_order_field: 'id', sort_order: 'ASC' } },
      { title: 'the second page of one', form: { page_num: 2, limit_num: 1, sort_order: 'id' } },
      { title: 'of a department', form: { page_num: 1, department_id: 9999 } },
      { title: 'of a client', form: { page_num: 1, user_id: gateway.stranger } },
      { title: 'of a guest', form: { page_num: 1, email: 'Gustav@example.test' } },
      { title: 'in a status', form: { page_num: 1, status: 'in progress', limit_num: 1 } },
      {
        title: 'that wait',
        form: { page_num: 1, status: 'Awaiting Reply', user_id: gateway.stranger },
      },
      {
        title: 'active ones',
        form: { page_num: 1, status: 'All Active Tickets', limit_num: 1, sort_order: 'id' },
      },
      { title: 'flagged for the caller', form: { page_num: 1, status: 'My Flagged Tickets' } },
      { title: 'by words of the subject', form: { page_num: 1, subject: 'matter another' } },
      { title: 'a client’s own', form: { page_num: 1, user_id: foreign }, as: 'carol' },
      { title: 'a page that is none', form: { page_num: 0 } },
    ],
    varying,
  );
});

it('speaks GetTicketNotes as it always did', async () => {
  await transcript(gateway, 'GetTicketNotes', [
    { title: 'two notes', form: { ticket_id: first } },
    { title: 'none', form: { ticket_id: foreign } },
    { title: 'no such ticket', form: { ticket_id: 9999 } },
    { title: 'no ticket named', form: {} },
  ]);
  const asClient = await gateway.rapi('GetTicketNotes', { ticket_id: first }, 'carol');
  expect(asClient).toMatchObject({ result: 'success', totalresults: 0, notes: { note: [] } });
});

it('speaks GetTicketAttachment as it always did', async () => {
  const reply = await gateway.app.db.attachment.findFirstOrThrow({
    where: { fileName: 'b.log' },
  });
  const form = { ticket_id: first, reply_id: reply.replyId! };
  await gateway.app.db.attachment.updateMany({
    where: { fileName: 'a.png' },
    data: { removedAt: new Date() },
  });
  await transcript(gateway, 'GetTicketAttachment', [
    { title: 'by its id', form: { ...form, attachment_id: reply.id } },
    { title: 'a removed one by its id', form: { ...form, attachment_id: 1 } },
    { title: 'a removed one by its place', form: { ...form, attachment_id: 0 } },
    { title: 'which one', form },
    { title: 'no such one', form: { ...form, attachment_id: 77 } },
    { title: 'a ticket without any', form: { ticket_id: first } },
    { title: 'a reply of another ticket', form: { ...form, ticket_id: second } },
    { title: 'no such ticket', form: { ticket_id: 9999 } },
    { title: 'no ticket named', form: {} },
    { title: 'another’s', form: { ...form, attachment_id: reply.id }, as: 'stranger' },
  ]);
});

it('speaks DeleteTicketReply and DeleteTicketNote as it always did', async () => {
  const form = { ticket_id: first, reply_id: 1 };
  await transcript(gateway, 'DeleteTicketReply', [
    { title: 'of another ticket', form: { ...form, ticket_id: second } },
    { title: 'of no ticket', form: { ...form, ticket_id: 9999 } },
    { title: 'a reply', form },
    { title: 'once more', form },
    { title: 'without its ticket', form: { reply_id: 2 } },
    { title: 'no reply named', form: { ticket_id: first } },
    { title: 'a reseller, another’s', form: { reply_id: 3 }, as: 'reseller' },
    { title: 'a customer', form: { reply_id: 3 }, as: 'carol' },
  ]);
  await transcript(gateway, 'DeleteTicketNote', [
    { title: 'a note', form: { note_id: 1 } },
    { title: 'once more', form: { note_id: 1 } },
    { title: 'no note named', form: {} },
    { title: 'a reseller, another’s', form: { note_id: 2 }, as: 'reseller' },
    { title: 'a customer', form: { note_id: 2 }, as: 'carol' },
  ]);
});
