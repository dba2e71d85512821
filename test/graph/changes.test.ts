import { buildSchema, isNonNullType, type GraphQLInputObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { sell, waiting } from '#test/domains/cast.ts';
import { open, openDesk } from '#test/support/desk.ts';

let gateway: Gateway;
let clientId: string;
beforeAll(async () => {
  gateway = await openGateway();
  await openDesk(gateway);
  clientId = `Client:${gateway.carol}`;
});

const change = async (name: string, input: object, fields: string, as?: 'carol') => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`;
  return gateway.ask(query, { input }, as);
};
const must = async (name: string, input: object, fields: string) => {
  const { data, errors } = await change(name, input, fields);
  if (errors) throw new Error(JSON.stringify(errors));
  return data[name];
};

describe('null clears, and absence leaves (G30)', () => {
  it('a to-do item', async () => {
    const adminId = `Admin:${gateway.adminId}`;
    const given = { title: 'x', adminId, dueOn: '2026-12-01', description: 'd' };
    const fields = 'todoItem { id title dueOn admin { id } description }';
    const { todoItem } = await must('createTodoItem', given, fields);
    expect(todoItem).toMatchObject({ admin: { id: adminId }, dueOn: '2026-12-01' });
    const kept = await must('updateTodoItem', { todoItemId: todoItem.id, title: 'y' }, fields);
    expect(kept.todoItem).toEqual({ ...todoItem, title: 'y' });
    const nulls = { todoItemId: todoItem.id, dueOn: null, adminId: null, description: null };
    const cleared = await must('updateTodoItem', nulls, fields);
    expect(cleared.todoItem).toEqual({
      id: todoItem.id,
      title: 'y',
      dueOn: null,
      admin: null,
      description: '',
    });
  });

  it('a client', async () => {
    const { clientGroup } = await must('createClientGroup', { name: 'VIP' }, 'clientGroup { id }');
    const { contact } = await must(
      'addContact',
      { clientId, firstName: 'Bill', lastName: 'B', email: 'bill@example.test' },
      'contact { id }',
    );
    const fields = `client { notes companyName taxId group { id } billingContact { id }
      creditLimit { amount } }`;
    const client = { id: clientId };
    const full = {
      notes: 'n',
      companyName: 'Bakery',
      taxId: 'GB123',
      groupId: clientGroup.id,
      billingContactId: contact.id,
      creditLimit: '50.00',
    };
    const set = await must('updateClient', { client, ...full }, fields);
    expect(set.client).toMatchObject({
      notes: 'n',
      group: { id: clientGroup.id },
      billingContact: { id: contact.id },
      creditLimit: { amount: '50.00' },
    });
    expect((await must('updateClient', { client }, fields)).client).toEqual(set.client);
    const nulls = Object.fromEntries(Object.keys(full).map((name) => [name, null]));
    const cleared = await must('updateClient', { client, ...nulls }, fields);
    expect(cleared.client).toEqual({
      notes: '',
      companyName: '',
      taxId: '',
      group: null,
      billingContact: null,
      creditLimit: { amount: '0.00' },
    });
  });

  it('an API credential that is to end never, a promotion without days, an invoice', async () => {
    const { credential } = await must(
      'createApiCredential',
      {
        kind: 'STAFF',
        name: 'k',
        permissions: ['clients:read'],
        expiresAt: '2099-01-01T00:00:00Z',
      },
      'credential { id expiresAt }',
    );
    expect(credential.expiresAt).not.toBeNull();
    const ended = await must(
      'updateApiCredential',
      { credentialId: credential.id, expiresAt: null },
      'credential { expiresAt }',
    );
    expect(ended.credential.expiresAt).toBeNull();
    const { invoice } = await must(
      'createInvoice',
      { clientId, notes: 'n', lines: [{ description: 'x', unitPrice: '1.00' }] },
      'invoice { id notes }',
    );
    expect(invoice.notes).toBe('n');
    const bare = await must(
      'updateInvoice',
      { invoiceId: invoice.id, notes: null },
      'invoice { notes }',
    );
    expect(bare.invoice.notes).toBe('');
  });

  it('of a ticket: nobody, no further recipients, no tags', async () => {
    const { id } = await open(gateway, 'carol');
    const fields = 'ticket { assigneeId cc tags }';
    const full = { assigneeId: `Admin:${gateway.adminId}`, cc: ['a@example.test'], tags: ['vip'] };
    await must('updateTicket', { ticketId: id, ...full }, fields);
    const nulls = { assigneeId: null, cc: null, tags: null };
    const { ticket } = await must('updateTicket', { ticketId: id, ...nulls }, fields);
    expect(ticket).toEqual({ assigneeId: null, cc: [], tags: [] });
  });
});

describe('null where nothing can be cleared is refused by its path (G31)', () => {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'), { assumeValid: true });
  const updates = Object.values(schema.getMutationType()!.getFields())
    .map(({ name }) => name)
    .filter((name) => name.startsWith('update'));

  it('in every update mutation, for every field that says so, all at once', async () => {
    let count = 0;
    for (const name of updates) {
      const type = schema.getType(
        `${name[0]!.toUpperCase()}${name.slice(1)}Input`,
      ) as GraphQLInputObjectType;
      const fields = Object.values(type.getFields());
      const fixed = fields.filter(({ description }) =>
        description!.endsWith('It cannot be `null`.'),
      );
      const clearing = fields.filter(({ description }) =>
        description!.endsWith('`null` clears it.'),
      );
      const optional = fields.filter((field) => !isNonNullType(field.type));
      // Each field that may be left out says what null does.
      expect(fixed.length + clearing.length, name).toBe(optional.length);
      const needed = fields.filter((field) => isNonNullType(field.type));
      if (!fixed.length || needed.some(({ name: field }) => !field.endsWith('Id'))) continue;
      const ids = needed.map((field) => [field.name, `${idType(field.name)}:2000000000`]);
      const nulls = fixed.map((field) => [field.name, null]);
      const input = Object.fromEntries([...ids, ...nulls]);
      const answer = await change(name, input, '__typename');
      const paths = (answer.errors?.[0]?.extensions.issues as { path: string[] }[]) ?? [];
      const isId = paths.some(({ path }) => ids.some(([field]) => field === path.at(-1)));
      if (isId) continue;
      expect(codeOf(answer), name).toBe('BAD_INPUT');
      expect(paths.map(({ path }) => path.join('.')).toSorted(), name).toEqual(
        fixed.map((field) => `input.${field.name}`).toSorted(),
      );
      count += fixed.length;
    }
    expect(count).toBeGreaterThan(60);
  });

  it('and asks for the same right as a value', async () => {
    for (const field of ['notes', 'creditLimit', 'groupId']) {
      const input = { client: { id: clientId }, [field]: null };
      const answer = await change('updateClient', input, 'client { id }', 'carol');
      expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', field });
    }
  });
});

/** The type whose id a field most likely takes: `ticketId` that of a Ticket. */
const idType = (field: string) => field[0]!.toUpperCase() + field.slice(1).replace(/Id$/, '');

describe('one change to many rows, each with its own outcome (G63)', () => {
  it('closes tickets, and says of each what became of it', async () => {
    const [one, three] = [await open(gateway, 'carol'), await open(gateway, 'carol')];
    const ticketIds = [one.id, 'Ticket:99999', three.id];
    const before = await gateway.app.db.auditEntry.count({ where: { action: 'updateTicket' } });
    const { succeededCount, results } = await must(
      'updateTickets',
      { ticketIds, changes: { status: 'Closed' } },
      'succeededCount results { id ticket { id status { title } } error { code message path } }',
    );
    expect(succeededCount).toBe(2);
    const closed = (id: string) => ({
      id,
      ticket: { id, status: { title: 'Closed' } },
      error: null,
    });
    expect(results).toEqual([
      closed(one.id),
      {
        id: 'Ticket:99999',
        ticket: null,
        error: { code: 'TICKET_NOT_FOUND', message: 'There is no such ticket.', path: null },
      },
      closed(three.id),
    ]);
    const after = await gateway.app.db.auditEntry.count({ where: { action: 'updateTicket' } });
    expect(after - before).toBe(2);
  });

  it('has one effect for one idempotency key, row by row', async () => {
    const draft = () =>
      must(
        'createInvoice',
        { clientId, lines: [{ description: 'x', unitPrice: '1.00' }] },
        'invoice { id }',
      );
    const invoiceIds = [(await draft()).invoice.id, (await draft()).invoice.id];
    const query = `mutation ($input: PublishInvoicesInput!) { publishInvoices(input: $input) {
      succeededCount results { invoice { status } error { code } } } }`;
    const input = { invoiceIds, changes: { sendEmail: false } };
    const send = () => gateway.ask(query, { input }, 'staff', { 'idempotency-key': 'bulk-1' });
    const first = await send();
    expect(first.data.publishInvoices.succeededCount).toBe(2);
    // A second publication would be INVOICE_NOT_DRAFT.
    expect((await send()).data).toEqual(first.data);
    const again = await gateway.ask(query, { input });
    expect(again.data.publishInvoices.results).toEqual(
      invoiceIds.map(() => ({
        invoice: { status: 'UNPAID' },
        error: { code: 'INVOICE_NOT_DRAFT' },
      })),
    );
  });

  it('refuses more than a hundred, and null where nothing can be cleared, for all of them', async () => {
    const many = Array.from({ length: 101 }, (_, at) => `Invoice:${at + 1}`);
    const more = await change('cancelInvoices', { invoiceIds: many }, 'succeededCount');
    expect(more.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_INPUT',
      issues: [{ path: ['input', 'invoiceIds'] }],
    });
    const { id } = await open(gateway, 'carol');
    const nulls = await change(
      'updateTickets',
      { ticketIds: [id], changes: { subject: null } },
      'succeededCount',
    );
    expect(nulls.errors?.[0]?.extensions.issues).toEqual([
      { path: ['input', 'changes', 'subject'], message: 'cannot be empty' },
    ]);
    const foreign = await change(
      'updateDomains',
      { domainIds: ['Domain:1'], changes: { autoRenew: false } },
      'results { error { code } }',
      'carol',
    );
    expect(foreign.data.updateDomains.results).toEqual([{ error: { code: 'DOMAIN_NOT_FOUND' } }]);
  });
});

it('a merged ticket is not opened again (G41)', async () => {
  const [into, from] = [await open(gateway, 'carol'), await open(gateway, 'carol')];
  await must('mergeTicket', { ticketId: into.id, mergeTicketIds: [from.id] }, 'ticket { id }');
  for (const changes of [{ status: 'Open' }, { assigneeId: `Admin:${gateway.adminId}` }]) {
    const answer = await change('updateTicket', { ticketId: from.id, ...changes }, 'ticket { id }');
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'TICKET_MERGED',
      ticketId: into.id,
    });
  }
  expect(codeOf(await change('closeTicket', { ticketId: from.id }, 'ticket { id }'))).toBe(
    'TICKET_MERGED',
  );
});

it('customers set what is theirs of a domain, and nothing that is sold (G65)', async () => {
  await sell(gateway, 'com', {});
  const domainId = `Domain:${await waiting(gateway, 'carols-bakery.com')}`;
  const set = (changes: object, as?: 'carol') =>
    change('updateDomain', { domainId, ...changes }, 'domain { autoRenew }', as);
  for (const autoRenew of [false, true]) {
    const { data } = await set({ autoRenew }, 'carol');
    expect(data.updateDomain.domain).toEqual({ autoRenew });
  }
  expect((await set({ idProtection: true }, 'carol')).errors?.[0]?.extensions).toMatchObject({
    code: 'FORBIDDEN',
    field: 'idProtection',
  });
  const foreign = await gateway.ask(
    `mutation { updateDomain(input: { domainId: "${domainId}", autoRenew: false }) {
      domain { id } } }`,
    {},
    'stranger',
  );
  expect(codeOf(foreign)).toBe('DOMAIN_NOT_FOUND');
});
