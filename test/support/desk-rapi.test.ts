import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';
import { open, openDesk } from './desk.ts';

let gateway: Gateway;
/** Ticket ids: two of Carol's, one of the stranger's, one of a guest's. */
let [first, second, foreign, guest] = [0, 0, 0, 0];
const thaw = freeze('2026-11-21T12:00:00Z');

beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
  const id = async (as: 'staff' | 'carol' | 'stranger', input = {}) =>
    (await open(gateway, as, input)).databaseId;
  first = await id('carol', { priority: 'HIGH' });
  second = await id('carol', { subject: 'Another matter' });
  foreign = await id('stranger');
  guest = await id('staff', { name: 'Gustav Guest', email: 'gustav@example.test' });
  await gateway.app.db.ticket.update({
    where: { id: second },
    data: { flaggedAdminId: gateway.adminId },
  });
  const category = await gateway.app.db.predefinedReplyCategory.create({
    data: { name: 'General', replies: { create: [{ name: 'Hello', reply: 'Hello!' }] } },
  });
  await gateway.app.db.predefinedReplyCategory.create({
    data: { name: 'Mail', parentId: category.id },
  });
});
afterAll(thaw);

it('speaks the commands about the desk as it always did', async () => {
  await transcript(gateway, 'GetTicketCounts', [
    { title: 'for staff', form: {} },
    { title: 'for a client', form: {}, as: 'stranger' },
    { title: 'staff without the permission', form: {}, as: 'clerk' },
  ]);
  await transcript(gateway, 'GetSupportDepartments', [
    { title: 'all', form: {} },
    { title: 'as a client sees them', form: {}, as: 'stranger' },
    { title: 'nobody', form: {}, as: null },
  ]);
  await transcript(gateway, 'GetSupportStatuses', [
    { title: 'all', form: {} },
    { title: 'nobody', form: {}, as: null },
  ]);
  await transcript(gateway, 'GetTicketPredefinedCats', [
    { title: 'all', form: {} },
    { title: 'a customer', form: {}, as: 'carol' },
  ]);
  await transcript(gateway, 'GetTicketPredefinedReplies', [
    { title: 'of a category', form: { category_id: 1 } },
    { title: 'of an empty one', form: { category_id: 2 } },
    { title: 'no category named', form: {} },
    { title: 'a customer', form: { category_id: 1 }, as: 'carol' },
  ]);
});

it('speaks MergeTicket as it always did', async () => {
  await transcript(gateway, 'MergeTicket', [
    { title: 'of two clients', form: { ticket_id: first, merge_ticket_id: foreign } },
    { title: 'with itself', form: { ticket_id: first, merge_ticket_id: first } },
    { title: 'several that are none', form: { ticket_id: first, merge_ticket_id: '9998, 9999' } },
    { title: 'no such ticket', form: { ticket_id: 9999, merge_ticket_id: second } },
    { title: 'no ticket named', form: { merge_ticket_id: second } },
    { title: 'nothing to merge', form: { ticket_id: first } },
    { title: 'two of a client', form: { ticket_id: first, merge_ticket_id: second } },
    { title: 'once more', form: { ticket_id: first, merge_ticket_id: second } },
    { title: 'a customer', form: { ticket_id: first, merge_ticket_id: second }, as: 'carol' },
  ]);
});

it('speaks BlockTicketSender as it always did', async () => {
  await transcript(gateway, 'BlockTicketSender', [
    { title: 'and keep the ticket', form: { ticket_id: guest, delete: 'NO' } },
    { title: 'by default too', form: { ticket_id: guest } },
    { title: 'and delete the ticket', form: { ticket_id: guest, delete: 'YES' } },
    { title: 'no such ticket', form: { ticket_id: guest } },
    { title: 'no ticket named', form: {} },
    { title: 'neither yes nor no', form: { ticket_id: foreign, delete: 'perhaps' } },
    { title: 'a customer', form: { ticket_id: foreign }, as: 'stranger' },
  ]);
  const input = { ticket_id: foreign, message: 'x', name: 'G', email: 'gustav@example.test' };
  expect((await gateway.rapi('GetTickets', { email: input.email })).totalresults).toBe('0');
});

it('speaks DeleteTicket as it always did', async () => {
  const third = (await open(gateway, 'carol')).databaseId;
  await transcript(gateway, 'DeleteTicket', [
    { title: 'one that is none', form: { ticket_id: `${third},9999` } },
    { title: 'no ticket named', form: {} },
    { title: 'a customer', form: { ticket_id: third }, as: 'carol' },
    { title: 'a reseller, another’s', form: { ticket_id: third }, as: 'reseller' },
    { title: 'several', form: { ticket_id: `${first}, ${third}` } },
    { title: 'once more', form: { ticket_id: third } },
  ]);
});
