import { beforeAll, describe, expect, it, vi } from 'vitest';
import { eventNames } from '#core/events.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { followSocket, followStream, type Heard } from '#test/live.ts';
import { tokenOf, type Who } from '#test/people.ts';
import { open, openDesk, REPLY } from '#test/support/desk.ts';

let gateway: Gateway;
let clientId: string;
beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
  clientId = `Client:${gateway.carol}`;
});

const KEY = `mutation ($input: CreateApiCredentialInput!) {
  createApiCredential(input: $input) { token credential { id } } }`;
async function key(permissions: string[], more: object = {}) {
  const input = { kind: 'STAFF', name: 'k', permissions, ...more };
  const { createApiCredential: made } = await gateway.data(KEY, { input });
  return { token: made.token as string, id: made.credential.id as string };
}
const askAs = async (token: string, query: string) => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  // oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
  return (await response.json()) as any;
};
const latest = async () => {
  await vi.waitFor(async () =>
    expect(await gateway.app.db.outboxEvent.count({ where: { position: null } })).toBe(0),
  );
  const { _max } = await gateway.app.db.outboxEvent.aggregate({ _max: { position: true } });
  return gateway.app.outbox.cursorOf(_max.position!);
};
const update = (ticketId: string, changes: object) =>
  gateway.data(
    'mutation ($input: UpdateTicketInput!) { updateTicket(input: $input) { ticket { id } } }',
    { input: { ticketId, ...changes } },
  );
const types = (heard: Heard[], field: string) => heard.map(({ data }) => data[field].type);
const heardBy = (heard: unknown[], count: number) =>
  vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(count), 5_000);

describe('the log tells of what its reader may read (G4)', () => {
  it('asked by name it is refused, else left out', async () => {
    const { token } = await key(['clients:read']);
    await open(gateway, 'carol');
    await gateway.data(
      'mutation ($input: UpdateClientInput!) { updateClient(input: $input) { client { id } } }',
      { input: { client: { id: clientId }, companyName: 'Bakery' } },
    );
    const named = await askAs(token, '{ events(after: "0", types: [INVOICE_PAID]) { type } }');
    expect(named.errors[0].extensions).toMatchObject({
      code: 'FORBIDDEN',
      permission: 'billing:read',
    });
    await latest();
    const { data } = await askAs(token, '{ events(after: "0") { type subject { id } } }');
    const nouns = new Set(data.events.map(({ type }: { type: string }) => type.split('_')[0]));
    expect([...nouns]).toEqual(['CLIENT']);
    expect(data.events.at(-1)).toEqual({ type: 'CLIENT_CHANGED', subject: { id: clientId } });
  });

  it('a customer hears nothing of what it does not see: drafts, notes, other people (G42)', async () => {
    const after = await latest();
    const { createInvoice } = await gateway.data(
      `mutation ($id: ID!) { createInvoice(input: { clientId: $id, status: DRAFT,
         lines: [{ description: "x", unitPrice: "1.00" }] }) { invoice { id } } }`,
      { id: clientId },
    );
    expect(createInvoice.invoice.id).toMatch(/^Invoice:/);
    await open(gateway, 'stranger');
    await gateway.data(
      `mutation ($id: ID!) { addClientNote(input: { clientId: $id, text: "x" }) {
        clientNote { id } } }`,
      { id: clientId },
    );
    await latest();
    const list = `query ($after: String) { events(after: $after) { type } }`;
    expect((await gateway.data(list, { after }, 'carol')).events).toEqual([]);
    expect((await gateway.data(list, { after })).events.length).toBeGreaterThanOrEqual(3);
  });

  it('names no field of a change that the customer does not see (G42)', async () => {
    const ticket = await open(gateway, 'carol');
    const after = await latest();
    const stream = await followStream(
      gateway,
      tokenOf('carol'),
      'subscription ($after: String) { ticketUpdated(after: $after) { type changed } }',
      { variables: { after } },
    );
    const adminId = `Admin:${gateway.adminId}`;
    await update(ticket.id, { assigneeId: adminId, tags: ['vip'] });
    await gateway.data(
      'mutation ($input: WatchTicketInput!) { watchTicket(input: $input) { ticket { id } } }',
      { input: { ticketId: ticket.id, adminId } },
    );
    await update(ticket.id, { subject: 'S', tags: ['x'] });
    await heardBy(stream.heard, 1);
    stream.stop();
    expect(stream.heard.map(({ data }) => data.ticketUpdated)).toEqual([
      { type: 'TICKET_CHANGED', changed: ['subject'] },
    ]);
  });
});

describe('everything that changes can be followed (G61)', () => {
  const FOLLOW = `subscription ($types: [EventType!], $after: String) {
    events(types: $types, after: $after) {
      cursor previousCursor type subject { __typename id } actor { __typename id } } }`;

  it('by type, with what it is about and whose change it was, and no gap between', async () => {
    const ticket = await open(gateway, 'carol');
    await gateway.data(REPLY, { input: { ticketId: ticket.id, message: 'x' } });
    const after = await latest();
    const wanted = ['TICKET_READ', 'TODO_ADDED', 'TODO_CHANGED', 'CART_CHANGED', 'QUOTE_CREATED'];
    const stream = await followStream(gateway, tokenOf('staff'), FOLLOW, {
      variables: { types: wanted, after },
    });
    await gateway.data(
      'mutation ($id: ID!) { markTicketRead(input: { ticketId: $id }) { ticket { id } } }',
      { id: ticket.id },
      'carol',
    );
    const { createTodoItem } = await gateway.data(
      'mutation { createTodoItem(input: { title: "x" }) { todoItem { id } } }',
    );
    const todoItemId = createTodoItem.todoItem.id;
    await gateway.data(
      `mutation ($id: ID!) { updateTodoItem(input: { todoItemId: $id, title: "y" }) {
        todoItem { id } } }`,
      { id: todoItemId },
    );
    const { createQuote } = await gateway.data(
      `mutation ($id: ID!) { createQuote(input: { clientId: $id, subject: "q", stage: DRAFT,
        validUntilOn: "2030-01-01", lines: [{ description: "x", unitPrice: "1.00" }] }) {
        quote { id } } }`,
      { id: clientId },
    );
    await heardBy(stream.heard, 4);
    stream.stop();
    const heard = stream.heard.map(({ data }) => data.events);
    expect(heard.map(({ type, subject }) => [type, subject.id])).toEqual([
      ['TICKET_READ', ticket.id],
      ['TODO_ADDED', todoItemId],
      ['TODO_CHANGED', todoItemId],
      ['QUOTE_CREATED', createQuote.quote.id],
    ]);
    // Carol's key belongs to no person; that of the staff to an admin.
    expect(heard.map(({ actor }) => actor.__typename)).toEqual([
      'ApiCredential',
      ...Array.from({ length: 3 }, () => 'Admin'),
    ]);
    // Each names the one before it, so that a receiver can prove that nothing is missing.
    expect(heard.map(({ previousCursor }) => previousCursor)).toEqual([
      after,
      ...heard.slice(0, -1).map(({ cursor }) => cursor),
    ]);
  });

  it('by noun: each subscription hears what is about its noun, and refuses what is not there', async () => {
    const { __type } = await gateway.data(
      '{ __type(name: "Subscription") { fields { name args { name } type { name } } } }',
    );
    const fields: { name: string; args: { name: string }[]; type: { name: string } }[] =
      __type.fields.filter(({ name }: { name: string }) => name !== 'events');
    expect(fields.length).toBeGreaterThanOrEqual(21);
    for (const { name, args, type } of fields) {
      const node = type.name.replace(/Event$/, '');
      const idArg = `${name.replace(/Updated$/, '')}Id`;
      expect(args.map((arg) => arg.name)).toContain(idArg);
      const query = `subscription { ${name}(${idArg}: "${node}:2000000000") { cursor } }`;
      const stream = await followStream(gateway, tokenOf('staff'), query);
      expect(await stream.ended, name).toBe('complete');
      expect(stream.heard[0]!.errors[0]!.extensions.code, name).toMatch(/_NOT_FOUND$/);
      const nobody = await followStream(gateway, null, `subscription { ${name} { cursor } }`);
      expect(await nobody.ended, name).toBe('complete');
      expect(nobody.heard[0]!.errors[0]!.extensions.code, name).toBe('UNAUTHENTICATED');
    }
  });

  it('has an event type for every name in the log', async () => {
    const { __type } = await gateway.data(
      '{ __type(name: "EventType") { enumValues { name description } } }',
    );
    expect(__type.enumValues).toHaveLength(eventNames.length);
    for (const { description } of __type.enumValues) expect(description).toMatch(/\.$/);
  });
});

describe('a stream is resumed where it was cut off (G67)', () => {
  it('by Last-Event-ID, whatever `after` says', async () => {
    const ticket = await open(gateway, 'carol');
    const after = await latest();
    const query = `subscription ($after: String) { ticketUpdated(after: $after) { type } }`;
    const first = await followStream(gateway, tokenOf('carol'), query, { variables: { after } });
    for (const subject of ['a', 'b', 'c']) await update(ticket.id, { subject });
    await heardBy(first.heard, 3);
    first.stop();
    const ids = first.heard.map(({ id }) => Number(id));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    const rest = await followStream(gateway, tokenOf('carol'), query, {
      variables: { after },
      headers: { 'last-event-id': first.heard[0]!.id! },
    });
    await heardBy(rest.heard, 2);
    rest.stop();
    expect(rest.heard.map(({ id }) => id)).toEqual(first.heard.slice(1).map(({ id }) => id));
    expect(types(rest.heard, 'ticketUpdated')).toEqual(['TICKET_CHANGED', 'TICKET_CHANGED']);
  });
});

describe('no event comes after the right to it has ended (G10)', () => {
  const query = 'subscription { ticketUpdated { type at changed ticket { subject } } }';
  const subjects = (heard: { ticketUpdated: { ticket: { subject: string } } }[]) =>
    heard.map(({ ticketUpdated }) => ticketUpdated.ticket.subject);

  it('by its credential being revoked: nothing that happened after the answer', async () => {
    const ticket = await open(gateway, 'carol');
    const { token, id } = await key(['support:read']);
    const socket = await followSocket(gateway, token, query);
    const stream = await followStream(gateway, token, query);
    await vi.waitFor(async () => {
      await update(ticket.id, { subject: `before ${socket.heard.length}${stream.heard.length}` });
      expect(socket.heard.length && stream.heard.length).toBeTruthy();
    }, 5_000);
    await gateway.data(
      'mutation ($id: ID!) { revokeApiCredential(input: { credentialId: $id }) { credential { id } } }',
      { id },
    );
    for (const subject of ['late 1', 'late 2']) await update(ticket.id, { subject });
    expect(await socket.closed).toBe(4403);
    await stream.ended;
    const all = [...subjects(socket.heard), ...subjects(stream.heard.map(({ data }) => data))];
    expect(all.length).toBeGreaterThan(1);
    expect(all.filter((subject) => subject.startsWith('late'))).toEqual([]);
  });

  it('by its credential having expired', async () => {
    const ticket = await open(gateway, 'carol');
    const expiresAt = new Date(Date.now() + 2_500);
    const { token } = await key(['support:read'], { expiresAt: expiresAt.toISOString() });
    const socket = await followSocket(gateway, token, query);
    const stream = await followStream(gateway, token, query);
    let isOver = false;
    const changing = (async () => {
      for (let n = 0; !isOver; n += 1) {
        await update(ticket.id, { subject: `at ${n}` });
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    })();
    expect(await socket.closed).toBe(4403);
    await stream.ended;
    expect(Date.now() - expiresAt.getTime()).toBeLessThan(1_500);
    isOver = true;
    await changing;
    const times = [...socket.heard, ...stream.heard.map(({ data }) => data)].map(
      ({ ticketUpdated }) => Date.parse(ticketUpdated.at),
    );
    expect(times.length).toBeGreaterThan(1);
    expect(Math.max(...times)).toBeLessThan(expiresAt.getTime());
  });

  it.each([
    [
      'a staff member being disabled',
      () => gateway.app.db.admin.updateMany({ data: { isDisabled: true } }),
      () => gateway.app.db.admin.updateMany({ data: { isDisabled: false } }),
      'staff',
    ],
    [
      'a client being closed',
      () =>
        gateway.app.db.client.update({ where: { id: gateway.carol }, data: { status: 'CLOSED' } }),
      () =>
        gateway.app.db.client.update({ where: { id: gateway.carol }, data: { status: 'ACTIVE' } }),
      'carol',
    ],
    [
      'a permission being taken away',
      () => permit('carol', ['clients:read']),
      () => permit('carol', ['*']),
      'carol',
    ],
    [
      'a reseller being closed',
      () => gateway.app.db.reseller.updateMany({ data: { status: 'CLOSED' } }),
      () => gateway.app.db.reseller.updateMany({ data: { status: 'ACTIVE' } }),
      'reseller',
    ],
    [
      'an address being banned',
      () => gateway.app.db.bannedAddress.create({ data: { cidr: '127.0.0.1/32' } }),
      () => gateway.app.db.bannedAddress.deleteMany({ where: { cidr: '127.0.0.1/32' } }),
      'rob',
    ],
  ] as const)('by %s', async (_way, end, restore, who: Who) => {
    const [socket, stream] = await Promise.all([
      followSocket(gateway, tokenOf(who), query),
      followStream(gateway, tokenOf(who), query),
    ]);
    const at = performance.now();
    await end();
    expect(await socket.closed).toBe(4403);
    await stream.ended;
    // At once, not when the clock looks.
    expect(performance.now() - at).toBeLessThan(2_000);
    await restore();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
  });
});

const permit = (identifier: string, permissions: string[]) =>
  gateway.app.db.apiCredential.updateMany({ where: { identifier }, data: { permissions } });
