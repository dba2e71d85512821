import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
let thaw = freeze('2028-02-28T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => thaw());

const CREATE = `mutation ($input: CreateQuoteInput!) { createQuote(input: $input) { quote { id } } }`;
const ask = (name: string, quoteId: string) => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  return gateway.ask(`mutation ($input: ${type}!) { ${name}(input: $input) { quote { stage } } }`, {
    input: { quoteId },
  });
};
const quoteOf = async (recipient: object, validUntilOn = '2028-02-29') => {
  const lines = [{ description: 'Work', unitPrice: '40' }];
  const input = { subject: 'Offer', stage: 'DELIVERED', validUntilOn, lines, ...recipient };
  return (await gateway.data(CREATE, { input })).createQuote.quote.id as string;
};

it('expires a quote after its last day; then it can be neither accepted nor sent', async () => {
  const clientId = `Client:${gateway.carol}`;
  const quote = await quoteOf({ clientId });
  const other = await quoteOf({ clientId }, '2028-03-31');
  const stages = async () => {
    const { quotes } = await gateway.data(`{ quotes(first: 9) { edges { node { stage } } } }`);
    return quotes.edges.map(({ node }: { node: { stage: string } }) => node.stage);
  };
  thaw();
  thaw = freeze('2028-02-29T23:30:00Z');
  await dailyRun(gateway.app);
  expect(await stages()).toEqual(['DELIVERED', 'DELIVERED']);
  thaw();
  thaw = freeze('2028-03-01T00:30:00Z');
  // Before the daily run has come by, the clock decides already.
  expect(codeOf(await ask('acceptQuote', quote))).toBe('QUOTE_EXPIRED');
  await dailyRun(gateway.app);
  await dailyRun(gateway.app);
  expect(await stages()).toEqual(['EXPIRED', 'DELIVERED']);
  expect(codeOf(await ask('acceptQuote', quote))).toBe('QUOTE_EXPIRED');
  expect(codeOf(await ask('sendQuote', quote))).toBe('QUOTE_EXPIRED');
  const received = await gateway.app.db.outboxEvent.count({ where: { type: 'quote.expired' } });
  expect(received).toBe(1);
  expect((await ask('acceptQuote', other)).errors).toBeUndefined();
});

it('makes a prospect one client with one invoice, however often at once it is accepted', async () => {
  const prospect = { firstName: 'Petra', lastName: 'Prospect', email: 'petra@example.test' };
  const quote = await quoteOf({ prospect: { ...prospect, countryCode: 'DE' } }, '2028-03-31');
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask('acceptQuote', quote)));
  const codes = answers.map((answer) => codeOf(answer) ?? 'accepted').toSorted();
  expect(codes).toEqual([...Array.from({ length: 9 }, () => 'QUOTE_CLOSED'), 'accepted']);
  const petra = await gateway.app.db.client.findUniqueOrThrow({
    where: { email: 'petra@example.test' },
    include: { invoices: true },
  });
  expect(petra.invoices.map(({ status, total }) => [status, total.toFixed(2)])).toEqual([
    ['UNPAID', '40.00'],
  ]);
});
