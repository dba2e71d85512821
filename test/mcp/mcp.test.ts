import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import Ajv from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { startMail } from '#modules/mail/start-mail.ts';
import { type RunningServer, startServer } from '#server.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf, type Who } from '#test/people.ts';

let gateway: Gateway;
let planning: RunningServer;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway(startMail);
  const { app } = gateway;
  planning = await startServer({ ...app, config: { ...app.config, mcp: 'plan' } });
});
afterAll(async () => {
  thaw();
  await planning.stop();
});

/** The protocol's own client. */
async function connect(url: string, who: Who): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' });
  const requestInit = { headers: { authorization: `Bearer ${tokenOf(who)}` } };
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit });
  await client.connect(transport as never);
  return client;
}

async function allTools(client: Client) {
  const tools = [];
  let cursor: string | undefined;
  do {
    const page = await client.listTools({ cursor });
    tools.push(...page.tools);
    cursor = page.nextCursor;
  } while (cursor);
  return tools;
}

// oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
const call = (client: Client, name: string, args: object): Promise<any> =>
  client.callTool({ name, arguments: args as Record<string, unknown> });

const invoiceFor = (client: number, unitPrice: string) => ({
  input: {
    clientId: `Client:${client}`,
    status: 'UNPAID',
    sendEmail: true,
    lines: [{ description: 'Advice', unitPrice, quantity: '2' }],
  },
});

const invoiceCount = async (client: number) =>
  (
    await gateway.data(`query ($id: ID!) { client(by: { id: $id }) { invoices { totalCount } } }`, {
      id: `Client:${client}`,
    })
  ).client.invoices.totalCount;

it('lists to the last page what a key may read, and no change unless changes are allowed', async () => {
  const staff = await connect(gateway.url, 'staff');
  const tools = await allTools(staff);
  const names = tools.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['GetClients', 'GetInvoices', 'CustomerPrice']));
  expect(new Set(names).size).toBe(names.length);
  expect(names).not.toContain('CreateInvoice');
  expect(names).not.toContain('confirm');
  // The clerk of the cast holds no permission; what remains asks for none.
  const clerk = await allTools(await connect(gateway.url, 'clerk'));
  expect(clerk.map(({ name }) => name)).toEqual(['ValidateApi']);
  const rita = (await allTools(await connect(gateway.url, 'reseller'))).map(({ name }) => name);
  expect(rita).toContain('GetClients');
  expect(rita).not.toContain('GetAdminUsers');
  const planners = await allTools(await connect(planning.url, 'staff'));
  expect(planners.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['GetClients', 'CreateInvoice', 'confirm']),
  );
});

it('describes the arguments of every tool by a valid JSON Schema', async () => {
  const ajv = new Ajv.default({ strict: false });
  for (const { name, inputSchema, description } of await allTools(
    await connect(planning.url, 'staff'),
  )) {
    const check = ajv.compile(inputSchema);
    expect(description, name).toBeTruthy();
    if (name !== 'CreateInvoice') continue;
    expect(check(invoiceFor(gateway.carol, '1.00'))).toBe(true);
    expect(check({ input: { clientId: 7 } })).toBe(false);
    expect(check({ inputs: {} })).toBe(false);
  }
});

it('reads what the key may see', async () => {
  const rita = await connect(gateway.url, 'reseller');
  const { structuredContent, content } = await call(rita, 'GetClients', { first: 10 });
  const emails = structuredContent.data.clients.edges.map(
    ({ node }: { node: { email: string } }) => node.email,
  );
  expect(emails).toEqual(['rob@example.test']);
  expect(JSON.parse(content[0].text)).toEqual(structuredContent.data);
});

it('plans a change, says amounts and addressees, and makes it once a person confirmed', async () => {
  const staff = await connect(planning.url, 'staff');
  const args = invoiceFor(gateway.carol, '40.00');
  const planned = await call(staff, 'CreateInvoice', args);
  expect(planned.isError).toBeUndefined();
  const { plan } = planned.structuredContent;
  // 2 × 40.00
  expect(planned.content[0].text).toContain(
    `New invoice of Client:${gateway.carol}: 80 USD, UNPAID`,
  );
  expect(planned.content[0].text).toContain('to carol@example.test');
  expect(await invoiceCount(gateway.carol)).toBe(0);
  // Another change than the planned one is not made by its plan.
  const other = { tool: 'CreateInvoice', arguments: invoiceFor(gateway.carol, '1.00'), plan };
  const refused = await call(staff, 'confirm', other);
  expect(refused.isError).toBe(true);
  expect(refused.structuredContent.error.code).toBe('PLAN_FOR_ANOTHER_REQUEST');
  expect(await invoiceCount(gateway.carol)).toBe(0);
  const made = await call(staff, 'confirm', { tool: 'CreateInvoice', arguments: args, plan });
  expect(made.isError).toBeUndefined();
  expect(made.structuredContent.data.createInvoice.invoice.databaseId).toBeGreaterThan(0);
  expect(await invoiceCount(gateway.carol)).toBe(1);
});

it('says what was asked for, each value in a line of its own, and no secret', async () => {
  const staff = await connect(planning.url, 'staff');
  const text = async (tool: string, args: object) =>
    (await call(staff, tool, args)).content[0].text as string;
  const user = {
    firstName: 'Ann\n- Posting to CASH: 0.00',
    lastName: 'Other',
    email: 'ann@example.test',
    password: 'correct horse battery 1',
  };
  const lines = (await text('AddUser', { input: user })).split('\n');
  expect(lines.slice(0, 5)).toEqual([
    'AddUser is asked for with:',
    '- input.firstName: Ann - Posting to CASH: 0.00',
    '- input.lastName: Other',
    '- input.email: ann@example.test',
    '- input.password: •••',
  ]);
  const bans = await text('AddBannedIp', {
    input: { address: '203.0.113.9', reason: 'Too many', days: 3, expiresAt: null },
  });
  expect(bans).toContain('- input.days: 3\n- input.expiresAt: null\nIt would do this:');
});

it('makes no change without its plan, also where that came empty', async () => {
  const staff = await connect(planning.url, 'staff');
  const args = invoiceFor(gateway.carol, '40.00');
  const before = await invoiceCount(gateway.carol);
  for (const plan of ['', ' ', [], null, undefined, 0]) {
    const refused = await call(staff, 'confirm', { tool: 'CreateInvoice', arguments: args, plan });
    expect([plan, refused.isError]).toEqual([plan, true]);
    expect(refused.structuredContent.error.code).toBe('PLAN_INVALID');
  }
  expect(await invoiceCount(gateway.carol)).toBe(before);
});

it('refuses what the key may not do, without a key, and what is no message', async () => {
  const clerk = await connect(planning.url, 'clerk');
  const refused = await call(clerk, 'CreateInvoice', invoiceFor(gateway.carol, '40.00'));
  expect(refused.isError).toBe(true);
  const reading = await connect(gateway.url, 'staff');
  const change = await call(reading, 'CreateInvoice', invoiceFor(gateway.carol, '40.00'));
  expect(change.isError).toBe(true);
  expect(await invoiceCount(gateway.carol)).toBe(1);
  const post = (body: string, headers = {}) =>
    fetch(`${gateway.url}/mcp`, { method: 'POST', body, headers });
  const nobody = await post('{}');
  expect(nobody.status).toBe(401);
  expect(nobody.headers.get('www-authenticate')).toBe('Bearer');
  const authorization = `Bearer ${tokenOf('staff')}`;
  expect((await post('{', { authorization })).status).toBe(400);
  expect((await post('x'.repeat(2 << 20), { authorization })).status).toBe(413);
});

it('offers no stream of its own, which would hold up a stop', async () => {
  // Streamable HTTP, "Listening for Messages from the Server": an event stream, or 405.
  for (const method of ['GET', 'DELETE']) {
    const answer = await fetch(`${gateway.url}/mcp`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  }
});

it('is not there where it is switched off', async () => {
  const { app } = gateway;
  const closed = await startServer({ ...app, config: { ...app.config, mcp: 'off' } });
  expect((await fetch(`${closed.url}/mcp`, { method: 'POST' })).status).toBe(404);
  await closed.stop();
});
