import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { startGeneration } from '#modules/billing/daily/invoices.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { until } from '#test/mail/post.ts';
import { booksAreRight } from './books.ts';
import { client, product, service } from './store.ts';

let gateway: Gateway;
// Behind the real clock, so that the jobs of the gateway come due.
const thaw = freeze('2026-03-01T12:00:00Z');
afterAll(() => thaw());
beforeAll(async () => {
  gateway = await openGateway(startGeneration);
});

const ALL = `mutation ($input: GenerateInvoicesInput!) {
  generateInvoices(input: $input) { count invoices { id } } }`;
const countOf = (clientId: number) => gateway.app.db.invoice.count({ where: { clientId } });

it('bills every client that has something due, once, though one of them cannot be billed', async () => {
  const plain = await product(gateway, 'Plain');
  const own = { bought: '2026-02-10', due: '2026-03-10' };
  await gateway.app.db.currency.create({ data: { code: 'KWD', exponent: 3, rate: 0 } });
  const broken = await client(gateway, 'Bruno');
  await service(gateway, broken, plain, { ...own, currencyCode: 'KWD' });
  const buyers = await Promise.all(['Ada', 'Ben', 'Cleo'].map((name) => client(gateway, name)));
  for (const buyer of buyers) await service(gateway, buyer, plain, own);
  const later = await client(gateway, 'Dan');
  await service(gateway, later, plain, { bought: '2026-02-10', due: '2027-03-10' });

  const requested = await Promise.all([1, 2, 3].map(() => gateway.data(ALL, { input: {} })));
  // It is done after the answer, since it may take long.
  for (const { generateInvoices } of requested)
    expect(generateInvoices).toEqual({ count: 0, invoices: [] });
  await until(async () => (await Promise.all(buyers.map(countOf))).every((count) => count > 0));

  await gateway.app.db.currency.update({ where: { code: 'KWD' }, data: { rate: '0.3' } });
  await gateway.data(ALL, { input: {} });
  await until(() => countOf(broken));
  expect(await Promise.all([...buyers, broken].map(countOf))).toEqual([1, 1, 1, 1]);
  expect(await countOf(later)).toBe(0);
  await booksAreRight(gateway);
});

it('is for staff alone', async () => {
  for (const who of ['carol', 'reseller', 'stranger'] as const)
    expect(codeOf(await gateway.ask(ALL, { input: {} }, who))).toMatch(
      /^(FORBIDDEN|CLIENT_NOT_FOUND)$/,
    );
});
