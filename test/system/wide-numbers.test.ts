import { beforeAll, expect, it } from 'vitest';
import { startMail } from '#modules/mail/start-mail.ts';
import { startWebhooks } from '#modules/mail/start-webhooks.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

/** The last number of PostgreSQL's integer, 2³¹ − 1, is seven further. */
const NEAR_THE_END = 2_147_483_640;

/** The tables that get a row, or use a number up, with nearly every request. */
const LOGS = [
  'account_balances',
  'activity_entries',
  'api_usages',
  'audit_entries',
  'emails',
  'idempotency_keys',
  'journal_entries',
  'outbox_events',
  'tasks',
  'webhook_deliveries',
];

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway(startMail, startWebhooks);
  for (const table of LOGS)
    await gateway.app.database.query({
      text: `select setval(pg_get_serial_sequence($1, 'id'), $2::bigint)`,
      values: [table, NEAR_THE_END],
    });
});

const ADD = `mutation ($input: AddCreditInput!) { addCredit(input: $input) { credit { id } } }`;
const SEND = `mutation ($input: SendEmailInput!) {
  sendEmail(input: $input) { emails { id databaseId } } }`;
const carol = () => `Client:${gateway.carol}`;

it('goes on past 2³¹ in every log, and shows its numbers whole (F47)', async () => {
  for (let change = 0; change < 10; change += 1) {
    const input = { clientId: carol(), amount: '1.00', description: `Change ${change}` };
    const answer = await gateway.ask(ADD, { input }, 'staff', { 'idempotency-key': `w${change}` });
    expect([change, answer.errors]).toEqual([change, undefined]);
    const again = await gateway.ask(ADD, { input }, 'staff', { 'idempotency-key': `w${change}` });
    expect(again.data).toEqual(answer.data);
  }
  const READ = `{
    auditEntries(first: 1) { nodes { id databaseId } }
    activity(last: 1) { nodes { id databaseId } }
    journalSets(first: 1) { nodes { entries { id } } }
  }`;
  const { auditEntries, activity, journalSets } = await gateway.data(READ);
  const [audit] = auditEntries.nodes;
  const [line] = activity.nodes;
  expect(Number(audit.databaseId)).toBeGreaterThanOrEqual(NEAR_THE_END + 10);
  expect(audit.id).toBe(`AuditEntry:${audit.databaseId}`);
  expect(line.id).toBe(`ActivityEntry:${line.databaseId}`);
  const ids = [audit.id, line.id, journalSets.nodes[0].entries[0].id];
  const { nodes } = await gateway.data('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  expect(nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
  // A page that begins behind such a number.
  const page = `query ($after: String) { auditEntries(first: 3, after: $after) {
    nodes { databaseId } pageInfo { endCursor } } }`;
  const first = (await gateway.data(page)).auditEntries;
  const next = (await gateway.data(page, { after: first.pageInfo.endCursor })).auditEntries;
  const [last] = first.nodes.slice(-1);
  expect(next.nodes[0].databaseId).toBe(String(Number(last.databaseId) - 1));
});

it('finds and changes an email and a delivery by such a number (F47)', async () => {
  const webhook = { url: 'https://hooks.example.test/', eventTypes: ['credit.*'] };
  await gateway.app.db.webhookEndpoint.create({
    data: { url: webhook.url, events: webhook.eventTypes, secretEncrypted: '', isActive: false },
  });
  let mailed = { id: '', databaseId: '' };
  for (let change = 0; change < 10; change += 1) {
    const input = { relatedId: carol(), subject: `Letter ${change}`, html: '<p>Hello</p>' };
    [mailed] = (await gateway.data(SEND, { input })).sendEmail.emails;
  }
  const number = Number(mailed.databaseId);
  expect(number).toBeGreaterThanOrEqual(NEAR_THE_END + 10);
  const email = await gateway.data('query ($id: ID!) { email(id: $id) { subject } }', mailed);
  expect(email.email.subject).toBe('Letter 9');
  const old = await gateway.rapi('GetEmailInfo', { id: mailed.databaseId });
  expect(old.email).toMatchObject({ id: number, subject: 'Letter 9' });
  const resend = `mutation ($input: ResendEmailInput!) { resendEmail(input: $input) { email { id } } }`;
  const { resendEmail } = await gateway.data(resend, { input: { emailId: mailed.id } });
  expect(resendEmail.email.id).toBe(mailed.id);
  const replay = `mutation ($input: ReplayWebhookDeliveryInput!) {
    replayWebhookDelivery(input: $input) { delivery { id } } }`;
  const none = { deliveryId: `WebhookDelivery:${NEAR_THE_END + 99}` };
  expect(codeOf(await gateway.ask(replay, { input: none }))).toBe('WEBHOOK_NOT_FOUND');
  const tooLarge = await gateway.ask('{ email(id: "Email:99999999999999999") { id } }');
  expect(codeOf(tooLarge)).toBe('BAD_INPUT');
});

it('has no table of those whose numbers end at 2³¹ (F47)', async () => {
  const rows = await gateway.app.database.query<{ name: string }>({
    text: `select s.sequencename as name from pg_sequences s
           where s.schemaname = 'public' and s.max_value < 9007199254740991
             and s.sequencename = any ($1)`,
    values: [LOGS.map((table) => `${table}_id_seq`)],
  });
  expect(rows).toEqual([]);
});
