import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(thaw);

const ENTRIES = `query ($filter: AuditEntryFilter) { auditEntries(filter: $filter) { totalCount nodes {
  action actor at ip requestId input replay { operation variables isComplete } } } }`;

const entriesOf = async (filter: object) =>
  (await gateway.data(ENTRIES, { filter })).auditEntries as {
    totalCount: number;
    nodes: {
      action: string;
      actor: string;
      requestId: string;
      input: Record<string, unknown>;
      replay: { operation: string; variables: object; isComplete: boolean } | null;
    }[];
  };

it('shows each change with who made it, and its request, which comes to the same today', async () => {
  const input = {
    clientId: `Client:${gateway.carol}`,
    status: 'UNPAID',
    dueOn: '2026-12-05',
    lines: [{ description: 'Advice', unitPrice: '40.00', quantity: '2' }],
  };
  const CREATE = `mutation ($input: CreateInvoiceInput!) { createInvoice(input: $input) { invoice { id } } }`;
  const made = await gateway.ask(CREATE, { input }, 'staff', { 'x-request-id': 'the-request-1' });
  expect(made.errors).toBeUndefined();
  const { nodes } = await entriesOf({ requestId: 'the-request-1' });
  expect(nodes).toHaveLength(1);
  const [{ action, actor, replay }] = nodes as [(typeof nodes)[0]];
  expect(action).toBe('createInvoice');
  expect(actor).toMatch(/^credential:\d+$/);
  expect(replay!.isComplete).toBe(true);
  const again = await gateway.ask(replay!.operation, replay!.variables, 'staff', {
    'dry-run': '1',
  });
  expect(again.errors).toBeUndefined();
  const { effects } = (again as unknown as { extensions: { effects: Record<string, unknown> } })
    .extensions;
  // 2 × 40.00
  expect(effects.invoices).toMatchObject([
    { isNew: true, status: 'UNPAID', total: '80', dueOn: '2026-12-05' },
  ]);
  const { client } = await gateway.data(
    `query ($id: ID!) { client(by: { id: $id }) { invoices { totalCount } } }`,
    { id: `Client:${gateway.carol}` },
  );
  expect(client.invoices.totalCount).toBe(1);
});

it('leaves secrets out, and says that the request is not complete without them', async () => {
  await gateway
    .data(
      `mutation ($input: ClientChangePasswordInput!) { clientChangePassword(input: $input) { __typename } }`,
      { input: { clientId: `Client:${gateway.carol}`, newPassword: 'correct horse battery 1' } },
    )
    .catch(() => {});
  await gateway.rapi('AddUser', {
    first_name: 'Ann',
    last_name: 'Other',
    email: 'ann@users.test',
    password: 'correct horse battery 1',
  });
  const { nodes } = await entriesOf({ action: 'addUser' });
  expect(JSON.stringify(nodes)).not.toContain('correct horse');
  expect(nodes[0]!.replay).toMatchObject({
    isComplete: false,
    variables: { input: { firstName: 'Ann', password: '•••' } },
  });
});

it('has no request for what the gateway does by its own, and finds entries by actor and time', async () => {
  const { app } = gateway;
  await app.db.auditEntry.create({ data: { actor: 'system', action: 'domain.sync', input: {} } });
  const { nodes } = await entriesOf({ actor: 'system' });
  expect(nodes).toMatchObject([{ action: 'domain.sync', replay: null }]);
  const before = await entriesOf({ at: [{ before: '2026-11-20T00:00:00Z' }] });
  expect(before.totalCount).toBe(0);
});

it('is for staff who may read the system', async () => {
  for (const who of ['reseller', 'carol', 'clerk'] as const)
    expect(codeOf(await gateway.ask(ENTRIES, {}, who))).toBe('FORBIDDEN');
});
