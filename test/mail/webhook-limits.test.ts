import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWebhooks } from '#modules/mail/start-webhooks.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import type { Who } from '#test/people.ts';
import { until } from './post.ts';
import { openReceiver, type Receiver } from './receiver.ts';

let gateway: Gateway;
let receiver: Receiver;
beforeAll(async () => {
  gateway = await openGateway(startWebhooks);
  gateway.app.config.privateWebhooks = true;
  receiver = await openReceiver();
});
afterAll(async () => {
  gateway.app.config.privateWebhooks = false;
  await receiver.stop();
});

const ADD = `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } } }`;
const add = (as: Who, more: object = {}) =>
  gateway.ask(ADD, { input: { url: receiver.url, ...more } }, as);
const heardBy = async (id: string) => {
  const { webhook } = await gateway.data(
    `query ($id: ID!) { webhook(id: $id) { deliveries { nodes { type payload } } } }`,
    { id },
  );
  return webhook.deliveries.nodes.map(
    ({ type, payload }: { type: string; payload: { data: { invoiceId?: number } } }) =>
      `${type} ${payload.data.invoiceId}`,
  ) as string[];
};
const invoice = async (status: string): Promise<number> => {
  const lines = [{ description: 'x', unitPrice: '1.00' }];
  const input = { clientId: `Client:${gateway.carol}`, status, lines };
  const { createInvoice } = await gateway.data(
    `mutation ($input: CreateInvoiceInput!) {
      createInvoice(input: $input) { invoice { databaseId } } }`,
    { input },
  );
  return createInvoice.invoice.databaseId;
};

it('tells a client of no draft, and of the invoice once it is published (G42)', async () => {
  const types = { eventTypes: ['invoice.*'] };
  const own = (await add('carol', types)).data.createWebhook.webhook.id;
  const company = (await add('staff', types)).data.createWebhook.webhook.id;
  const draft = await invoice('DRAFT');
  const owed = await invoice('UNPAID');
  await until(async () => (await heardBy(own)).includes(`invoice.created ${owed}`));
  expect((await heardBy(own)).filter((event) => event.endsWith(` ${draft}`))).toEqual([]);
  expect(await heardBy(company)).toContain(`invoice.created ${draft}`);
  await gateway.data(
    `mutation ($input: PublishInvoiceInput!) { publishInvoice(input: $input) { invoice { id } } }`,
    { input: { invoiceId: `Invoice:${draft}` } },
  );
  await until(async () => (await heardBy(own)).includes(`invoice.published ${draft}`));
  expect(await heardBy(own)).not.toContain(`invoice.created ${draft}`);
});

it('takes twenty of each owner, thirty asked for at once included, and refuses the others', async () => {
  const before = await gateway.app.db.webhookEndpoint.count({
    where: { clientId: gateway.carol },
  });
  const answers = await Promise.all(Array.from({ length: 30 }, () => add('carol')));
  const codes = answers.map((answer) => codeOf(answer) ?? 'taken');
  expect(codes.filter((code) => code === 'taken')).toHaveLength(20 - before);
  expect(codes.filter((code) => code === 'TOO_MANY_WEBHOOKS')).toHaveLength(10 + before);
  // Nobody else's are counted with hers.
  for (const other of ['stranger', 'reseller', 'staff'] as const)
    expect(codeOf(await add(other))).toBeUndefined();
});

it.each([
  ['an address of 2,001 characters', { url: `https://example.com/${'a'.repeat(1_981)}` }, 'url'],
  ['no address', { url: ' ' }, 'url'],
  ['words about it of 251 characters', { description: 'a'.repeat(251) }, 'description'],
  ['101 kinds of events', { eventTypes: Array(101).fill('invoice.paid') }, 'eventTypes'],
  ['a kind that is none', { eventTypes: ['invoice.eaten'] }, 'eventTypes'],
])('refuses %s by its name', async (_title, more, field) => {
  const { errors } = await add('stranger', more);
  expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_INPUT' });
  const [issue] = errors![0]!.extensions.issues as { path: string[] }[];
  expect(issue!.path).toContain(field);
});
