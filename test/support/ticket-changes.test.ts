import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { open, OPEN, openDesk, REPLY } from './desk.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
});
afterAll(thaw);

const TICKET = `query ($id: ID!) { ticket(by: { id: $id }) {
  subject status { title } priority closedAt isClientUnread assigneeName tags watcherIds
  mergedInto { id } replies { totalCount edges { node { message staffName } } }
  notes { message } log { action } } }`;

const ticketOf = async (id: string, as: Parameters<Gateway['data']>[2] = 'staff') =>
  (await gateway.data(TICKET, { id }, as)).ticket;

const replied = (input: object, as: Parameters<Gateway['ask']>[2] = 'staff') =>
  gateway.ask(REPLY, { input }, as);

it('changes status, priority, department, assignee, subject and tags, and writes it down', async () => {
  const { id, databaseId } = await open(gateway, 'carol');
  const { id: sales } = await gateway.app.db.department.create({ data: { name: 'Sales' } });
  const UPDATE = `mutation ($input: UpdateTicketInput!) { updateTicket(input: $input) {
    ticket { department { name } } } }`;
  const input = {
    ticketId: id,
    status: 'In Progress',
    priority: 'LOW',
    departmentId: `Department:${sales}`,
    assigneeId: `Admin:${gateway.adminId}`,
    subject: 'Mail arrives late',
    tags: ['Mail', 'mail', 'vip'],
  };
  const { updateTicket } = await gateway.data(UPDATE, { input });
  expect(updateTicket.ticket.department.name).toBe('Sales');
  expect(await ticketOf(id)).toMatchObject({
    subject: 'Mail arrives late',
    status: { title: 'In Progress' },
    priority: 'LOW',
    assigneeName: 'Ada Admin',
    tags: ['mail', 'vip'],
  });
  expect((await ticketOf(id)).log).toHaveLength(5);
  await gateway.data(UPDATE, { input: { ticketId: id, assigneeId: null } });
  expect(await ticketOf(id)).toMatchObject({ assigneeName: '' });
  const [event] = await gateway.app.db.outboxEvent.findMany({
    where: { type: 'ticket.changed', subjectId: databaseId },
    orderBy: { id: 'asc' },
  });
  expect(event).toMatchObject({ clientId: gateway.carol, departmentId: sales });
  expect(codeOf(await gateway.ask(UPDATE, { input }, 'carol'))).toBe('FORBIDDEN');
  const unknown = await gateway.ask(UPDATE, { input: { ticketId: id, assigneeId: 'Admin:99' } });
  expect(codeOf(unknown)).toBe('STAFF_MEMBER_NOT_FOUND');
});

it('lets the client close its ticket, and open it again by writing', async () => {
  const { id } = await open(gateway, 'carol');
  const CLOSE = `mutation ($input: CloseTicketInput!) { closeTicket(input: $input) {
    ticket { status { title } closedAt } } }`;
  const { closeTicket } = await gateway.data(CLOSE, { input: { ticketId: id } }, 'carol');
  expect(closeTicket.ticket).toEqual({
    status: { title: 'Closed' },
    closedAt: '2026-11-21T12:00:00.000Z',
  });
  await replied({ ticketId: id, message: 'Not quite.' }, 'carol');
  expect(await ticketOf(id)).toMatchObject({ status: { title: 'Customer-Reply' }, closedAt: null });
});

it('shows staff notes, watchers and the log to the back office only', async () => {
  const { id } = await open(gateway, 'carol');
  const NOTE = `mutation ($input: AddTicketNoteInput!) { addTicketNote(input: $input) {
    ticketNote { id staffName } } }`;
  const { addTicketNote } = await gateway.data(NOTE, { input: { ticketId: id, message: 'Rude.' } });
  expect(addTicketNote.ticketNote.staffName).toBe('Ada Admin');
  await gateway.data(
    'mutation ($input: WatchTicketInput!) { watchTicket(input: $input) { ticket { id } } }',
    { input: { ticketId: id } },
  );
  expect(await ticketOf(id)).toMatchObject({
    notes: [{ message: 'Rude.' }],
    watcherIds: [`Admin:${gateway.adminId}`],
  });
  expect(await ticketOf(id, 'carol')).toMatchObject({
    notes: [],
    log: [],
    watcherIds: null,
    tags: null,
    assigneeName: null,
  });
  const own = { ticketId: id, message: 'x' };
  expect(codeOf(await gateway.ask(NOTE, { input: own }, 'carol'))).toBe('FORBIDDEN');
  const received = await gateway.data('{ events(types: [TICKET_NOTED]) { type } }', {}, 'carol');
  expect(received.events).toEqual([]);
});

it('lets only the client rate an answer, and only an answer of the staff', async () => {
  await gateway.rapi('SetConfigurationValue', { setting: 'TicketRatingEnabled', value: 'on' });
  const { id } = await open(gateway, 'carol');
  const RATE = `mutation ($input: RateTicketReplyInput!) { rateTicketReply(input: $input) {
    ticketReply { rating } } }`;
  const mine = await replied({ ticketId: id, message: 'Hello?' }, 'carol');
  const theirs = await replied({ ticketId: id, message: 'Hello.' });
  const replyId = theirs.data.addTicketReply.ticketReply.id;
  const rate = (input: object, as: Parameters<Gateway['ask']>[2]) =>
    gateway.ask(RATE, { input }, as);
  expect(
    (await rate({ replyId, rating: 5 }, 'carol')).data.rateTicketReply.ticketReply.rating,
  ).toBe(5);
  expect(codeOf(await rate({ replyId, rating: 6 }, 'carol'))).toBe('BAD_INPUT');
  expect(codeOf(await rate({ replyId, rating: 5 }, 'staff'))).toBe('FORBIDDEN');
  expect(codeOf(await rate({ replyId, rating: 5 }, 'stranger'))).toBe('TICKET_REPLY_NOT_FOUND');
  const own = { replyId: mine.data.addTicketReply.ticketReply.id, rating: 5 };
  expect(codeOf(await rate(own, 'carol'))).toBe('TICKET_REPLY_NOT_FOUND');
});

it('merges tickets of one client, and never one client’s into another’s', async () => {
  const MERGE = `mutation ($input: MergeTicketInput!) { mergeTicket(input: $input) {
    ticket { thread { message } } mergedTickets { id status { title } mergedInto { id } } } }`;
  const [stays, ends] = [await open(gateway, 'carol'), await open(gateway, 'carol')];
  const foreign = await open(gateway, 'stranger');
  await replied({ ticketId: ends.id, message: 'More of it.' }, 'carol');
  const mixed = { ticketId: stays.id, mergeTicketIds: [ends.id, foreign.id] };
  const failure = await gateway.ask(MERGE, { input: mixed });
  expect(codeOf(failure)).toBe('TICKET_NOT_MERGEABLE');
  expect(failure.errors?.[0]?.extensions.ticketIds).toEqual([foreign.databaseId]);
  const { mergeTicket } = await gateway.data(MERGE, {
    input: { ticketId: stays.id, mergeTicketIds: [ends.id] },
  });
  expect(mergeTicket.ticket.thread.map((post: { message: string }) => post.message)).toEqual(
    expect.arrayContaining(['Since this morning.', 'More of it.']),
  );
  expect(mergeTicket.mergedTickets).toEqual([
    { id: ends.id, status: { title: 'Closed' }, mergedInto: { id: stays.id } },
  ]);
  expect(await ticketOf(ends.id, 'staff')).toMatchObject({
    status: { title: 'Closed' },
    mergedInto: { id: stays.id },
  });
  expect(codeOf(await replied({ ticketId: ends.id, message: 'x' }, 'carol'))).toBe('TICKET_MERGED');
});

it('finishes two merges the other way round at once without a ring', async () => {
  const MERGE = `mutation ($input: MergeTicketInput!) { mergeTicket(input: $input) {
    ticket { id } } }`;
  const [one, other] = [await open(gateway, 'carol'), await open(gateway, 'carol')];
  const answers = await Promise.all([
    gateway.ask(MERGE, { input: { ticketId: one.id, mergeTicketIds: [other.id] } }),
    gateway.ask(MERGE, { input: { ticketId: other.id, mergeTicketIds: [one.id] } }),
  ]);
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
});

it('lets a blocked sender neither open nor answer', async () => {
  const { id } = await open(gateway, 'stranger');
  const ADD = `mutation ($input: CreateBlockedSenderInput!) { createBlockedSender(input: $input) {
    blockedSender { id } } }`;
  await gateway.data(ADD, { input: { kind: 'SENDER', value: 'Stefan@example.test' } });
  const input = { departmentId: 'Department:1', subject: 'x', message: 'y' };
  expect(codeOf(await gateway.ask(OPEN, { input }, 'stranger'))).toBe('TICKET_SENDER_BLOCKED');
  expect(codeOf(await replied({ ticketId: id, message: 'x' }, 'stranger'))).toBe(
    'TICKET_SENDER_BLOCKED',
  );
  const { createBlockedSender } = await gateway.data(ADD, {
    input: { kind: 'PHRASE', value: 'Cheap Watches' },
  });
  const spam = await replied(
    { ticketId: (await open(gateway, 'carol')).id, message: 'Buy CHEAP watches!' },
    'carol',
  );
  expect(codeOf(spam)).toBe('TICKET_SENDER_BLOCKED');
  await gateway.data(
    'mutation ($input: DeleteBlockedSenderInput!) { deleteBlockedSender(input: $input) { deletedId } }',
    { input: { blockedSenderId: createBlockedSender.blockedSender.id } },
  );
  const { blockedSenders } = await gateway.data('{ blockedSenders { totalCount } }');
  expect(blockedSenders.totalCount).toBe(1);
});

it('shows each kind of actor its own tickets only', async () => {
  for (const who of ['carol', 'rob'] as const) await open(gateway, who);
  const LIST = '{ tickets(first: 100) { totalCount edges { node { client { databaseId } } } } }';
  for (const [who, id] of [
    ['carol', gateway.carol],
    ['rob', gateway.rob],
    ['reseller', gateway.rob],
  ] as const) {
    const { tickets } = await gateway.data(LIST, {}, who);
    expect(tickets.totalCount).toBeGreaterThan(0);
    const owners = tickets.edges.map(
      ({ node }: { node: { client: { databaseId: number } } }) => node.client.databaseId,
    );
    expect(new Set(owners)).toEqual(new Set([id]));
  }
  expect(codeOf(await gateway.ask(LIST, {}, 'clerk'))).toBe('FORBIDDEN');
  expect(codeOf(await gateway.ask(LIST, {}, null))).toBe('UNAUTHENTICATED');
});

it('deletes several tickets or none', async () => {
  const DELETE = `mutation ($input: DeleteTicketInput!) { deleteTicket(input: $input) {
    deletedCount } }`;
  const [mine, foreign] = [await open(gateway, 'rob'), await open(gateway, 'carol')];
  const both = { ticketIds: [mine.id, foreign.id] };
  expect(codeOf(await gateway.ask(DELETE, { input: both }, 'reseller'))).toBe('TICKET_NOT_FOUND');
  expect(await ticketOf(mine.id)).not.toBeNull();
  const { deleteTicket } = await gateway.data(DELETE, { input: both });
  expect(deleteTicket.deletedCount).toBe(2);
  expect(await ticketOf(mine.id)).toBeNull();
});
