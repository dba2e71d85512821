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
  subject status { title } priority closedAt isClientUnread isStaffUnread assigneeName tags watcherIds
  mergedInto { id } replies { totalCount edges { node { message staffName } } }
  notes { message } log { action } } }`;

const ticketOf = async (id: string, as: Parameters<Gateway['data']>[2] = 'staff') =>
  (await gateway.data(TICKET, { id }, as)).ticket;

const replied = (input: object, as: Parameters<Gateway['ask']>[2] = 'staff') =>
  gateway.ask(REPLY, { input }, as);

it('lets a customer open a ticket as itself, under a number of six digits', async () => {
  const ticket = await open(gateway, 'carol', { priority: 'HIGH' });
  expect(ticket).toMatchObject({
    subject: 'Mail does not arrive',
    status: { title: 'Open' },
    priority: 'HIGH',
    requestorName: 'Carol Customer',
    requestorEmail: 'carol@example.test',
    requestorType: 'OWNER',
    client: { databaseId: gateway.carol },
  });
  expect(ticket.number).toMatch(/^\d{6}$/);
});

it('gives fifty tickets opened at once fifty numbers', async () => {
  const opened = await Promise.all(Array.from({ length: 50 }, () => open(gateway, 'stranger')));
  expect(new Set(opened.map(({ number }) => number)).size).toBe(50);
});

it('lets staff open a ticket for a client, as its own first post or the client’s', async () => {
  const clientId = `Client:${gateway.carol}`;
  const own = await open(gateway, 'staff', { clientId, isByStaff: true });
  expect(await ticketOf(own.id)).toMatchObject({
    status: { title: 'Answered' },
    isClientUnread: true,
  });
  const passedOn = await open(gateway, 'staff', { clientId });
  expect(await ticketOf(passedOn.id)).toMatchObject({ status: { title: 'Open' } });
});

it('lets staff open a ticket for somebody who is no client, and only with both name and address', async () => {
  const guest = { name: 'Gustav Guest', email: 'GUSTAV@Example.test' };
  expect(await open(gateway, 'staff', guest)).toMatchObject({
    client: null,
    requestorType: 'GUEST',
    requestorName: 'Gustav Guest',
    requestorEmail: 'gustav@example.test',
  });
  const input = { departmentId: 'Department:1', subject: 'x', message: 'y' };
  const half = await gateway.ask(OPEN, { input: { ...input, name: 'Gustav' } });
  expect(codeOf(half)).toBe('TICKET_AUTHOR_REQUIRED');
  const forged = await gateway.ask(OPEN, { input: { ...input, ...guest } }, 'carol');
  expect(codeOf(forged)).toBe('FORBIDDEN');
});

it('refuses what is another’s in the input of a new ticket as if it were not there', async () => {
  const domain = await gateway.app.db.domain.create({
    data: {
      clientId: gateway.stranger,
      currencyCode: 'USD',
      name: 'foreign.test',
      unicodeName: 'foreign.test',
    },
  });
  const input = { departmentId: 'Department:1', subject: 'x', message: 'y' };
  const foreignClient = { ...input, clientId: `Client:${gateway.stranger}` };
  expect(codeOf(await gateway.ask(OPEN, { input: foreignClient }, 'carol'))).toBe(
    'CLIENT_NOT_FOUND',
  );
  const [foreign, absent] = await Promise.all(
    [`Domain:${domain.id}`, 'Domain:9999'].map((relatedId) =>
      gateway.ask(OPEN, { input: { ...input, relatedId } }, 'carol'),
    ),
  );
  expect(codeOf(foreign!)).toBe('TICKET_SUBJECT_NOT_FOUND');
  expect(foreign!.errors).toEqual(absent!.errors);
  const own = await open(gateway, 'stranger', { relatedId: `Domain:${domain.id}` });
  expect(own.number).toMatch(/^\d{6}$/);
  const nowhere = { ...input, departmentId: 'Department:9999' };
  expect(codeOf(await gateway.ask(OPEN, { input: nowhere }, 'carol'))).toBe('DEPARTMENT_NOT_FOUND');
});

it('keeps hidden departments from customers, and those for clients from guests', async () => {
  const { id: hidden } = await gateway.app.db.department.create({
    data: { name: 'Abuse', isHidden: true, isClientsOnly: true },
  });
  const input = { departmentId: `Department:${hidden}`, subject: 'x', message: 'y' };
  expect(codeOf(await gateway.ask(OPEN, { input }, 'carol'))).toBe('DEPARTMENT_NOT_FOUND');
  const guest = { ...input, name: 'Gustav', email: 'g@example.test' };
  expect(codeOf(await gateway.ask(OPEN, { input: guest }))).toBe('DEPARTMENT_CLIENTS_ONLY');
  const { departments } = await gateway.data('{ departments { name } }', {}, 'carol');
  expect(departments).toEqual([{ name: 'Support' }]);
});

it('moves a ticket to Customer-Reply and to Answered as people write', async () => {
  const { id } = await open(gateway, 'carol');
  const ask = await replied({ ticketId: id, message: 'Any news?' }, 'carol');
  expect(ask.data.addTicketReply.ticketReply).toMatchObject({
    isByStaff: false,
    requestorName: 'Carol Customer',
    client: { databaseId: gateway.carol },
  });
  expect(await ticketOf(id)).toMatchObject({ status: { title: 'Customer-Reply' } });
  const answer = await replied({ ticketId: id, message: 'Done.' });
  expect(answer.data.addTicketReply.ticketReply).toMatchObject({
    isByStaff: true,
    staffName: 'Ada Admin',
    client: null,
  });
  expect(await ticketOf(id)).toMatchObject({ status: { title: 'Answered' }, isClientUnread: true });
  await replied({ ticketId: id, message: 'Parked.', status: 'on hold' });
  expect(await ticketOf(id)).toMatchObject({ status: { title: 'On Hold' } });
});

it('says who has not read the latest post, and lets each side say so for itself', async () => {
  const { id } = await open(gateway, 'carol');
  const read = (as: 'staff' | 'carol') =>
    gateway.data('mutation($id:ID!){markTicketRead(input:{ticketId:$id}){ticket{id}}}', { id }, as);
  const unread = async () => {
    const { isStaffUnread, isClientUnread } = await ticketOf(id);
    return { isStaffUnread, isClientUnread };
  };
  const found = async (as: 'staff' | 'carol') => {
    const document =
      'query($id:ID!){tickets(filter:{client:[$id],isStaffUnread:true},first:100){nodes{id}}}';
    const { tickets } = await gateway.data(document, { id: `Client:${gateway.carol}` }, as);
    return tickets.nodes.some((node: any) => node.id === id);
  };
  expect(await unread()).toEqual({ isStaffUnread: true, isClientUnread: false });
  // Customers are not told what staff have read, by no filter either.
  expect([await found('staff'), await found('carol')]).toEqual([true, false]);
  expect((await ticketOf(id, 'carol')).isStaffUnread).toBeNull();
  await read('staff');
  expect(await unread()).toEqual({ isStaffUnread: false, isClientUnread: false });
  expect(await found('staff')).toBe(false);
  await replied({ ticketId: id, message: 'Done.' });
  expect(await unread()).toEqual({ isStaffUnread: false, isClientUnread: true });
  // That staff look at it again reads nothing for the client.
  await read('staff');
  expect(await unread()).toEqual({ isStaffUnread: false, isClientUnread: true });
  await read('carol');
  expect(await unread()).toEqual({ isStaffUnread: false, isClientUnread: false });
  await replied({ ticketId: id, message: 'Thanks.' }, 'carol');
  expect(await unread()).toEqual({ isStaffUnread: true, isClientUnread: false });
});

it('lets a reseller answer its own customers under its brand, and nobody else’s', async () => {
  const { id } = await open(gateway, 'rob');
  const answer = await replied({ ticketId: id, message: 'Looking.' }, 'reseller');
  expect(answer.data.addTicketReply.ticketReply).toMatchObject({ staffName: 'Rita Hosting' });
  const posing = { ticketId: id, message: 'x', adminId: `Admin:${gateway.adminId}` };
  expect(codeOf(await replied(posing, 'reseller'))).toBe('STAFF_MEMBER_NOT_FOUND');
  const foreign = await open(gateway, 'carol');
  const [one, other] = await Promise.all([
    replied({ ticketId: foreign.id, message: 'x' }, 'reseller'),
    replied({ ticketId: 'Ticket:99999', message: 'x' }, 'reseller'),
  ]);
  expect(codeOf(one)).toBe('TICKET_NOT_FOUND');
  expect(one.errors).toEqual(other.errors);
});

it('does not let a client’s words into another client’s ticket', async () => {
  const { id } = await open(gateway, 'carol');
  const input = { ticketId: id, message: 'x', clientId: `Client:${gateway.stranger}` };
  expect(codeOf(await replied(input))).toBe('CLIENT_NOT_FOUND');
  expect(codeOf(await replied(input, 'carol'))).toBe('CLIENT_NOT_FOUND');
});

it('refuses a customer what only staff may say about a reply', async () => {
  const { id } = await open(gateway, 'carol');
  for (const extra of [
    { status: 'Closed' },
    { writtenAt: '2026-11-01T00:00:00Z' },
    { adminId: 'Admin:1' },
    { name: 'Ada', email: 'ada@house.test' },
  ])
    expect(codeOf(await replied({ ticketId: id, message: 'x', ...extra }, 'carol'))).toBe(
      'FORBIDDEN',
    );
});

it('shows markup as the text it is (R18, G20)', async () => {
  const { id } = await open(gateway, 'carol');
  const evil =
    '<b>hi</b><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:x">y</a>';
  const { data } = await replied({ ticketId: id, message: evil }, 'carol');
  const { message, messageHtml } = data.addTicketReply.ticketReply;
  expect(message).toBe(evil);
  // The input is Markdown or plain text, so angle brackets are text.
  expect(messageHtml).toBe(
    '&lt;b&gt;hi&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&lt;a href=&quot;javascript:x&quot;&gt;y&lt;/a&gt;',
  );
  const plain = await replied({ ticketId: id, message: '1 < 2 & 3\nnext' }, 'carol');
  expect(plain.data.addTicketReply.ticketReply.messageHtml).toBe('1 &lt; 2 &amp; 3<br />\nnext');
});
