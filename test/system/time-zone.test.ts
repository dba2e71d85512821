import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
const thaw = freeze('2026-06-30T16:30:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(thaw);
const timeZone = () => gateway.app.runtime.timeZone;

/** A new time zone is felt in every process a moment later. */
const SOON = { timeout: 30_000 };

const set = (value: string) =>
  gateway.rapi('SetConfigurationValue', { setting: 'Timezone', value });

it('refuses a time zone nobody knows, and stays where it is', async () => {
  expect(await set('Mars/Olympus')).toEqual({
    result: 'error',
    message: 'Timezone must be the name of a time zone, such as Europe/Berlin.',
  });
  expect(timeZone()).toBe('UTC');
});

it('counts the days of the company from midnight in its time zone, soon after it is set', async () => {
  const { db } = gateway.app;
  const money = (happenedAt: string, amountIn: string) => ({
    clientId: gateway.carol,
    currencyCode: 'USD',
    happenedAt: new Date(happenedAt),
    amountIn,
  });
  await db.transaction.createMany({
    data: [money('2026-06-30T14:59:59Z', '1'), money('2026-06-30T15:00:00Z', '2')],
  });
  const income = async () => {
    const { income_today: today, income_thismonth: month } = await gateway.rapi('GetStats');
    return [today, month];
  };
  expect(await income()).toEqual(['$3.00 USD', '$3.00 USD']);

  expect(await set('Asia/Tokyo')).toMatchObject({ result: 'success' });
  await vi.waitUntil(() => timeZone() === 'Asia/Tokyo', SOON);
  expect(await income()).toEqual(['$2.00 USD', '$2.00 USD']);
  const { stats } = await gateway.data('{ stats { timeline { on income { amount } } } }');
  expect(stats.timeline.slice(-2)).toEqual([
    { on: '2026-06-30', income: { amount: '1.00' } },
    { on: '2026-07-01', income: { amount: '2.00' } },
  ]);

  const { createInvoice } = await gateway.data(
    `mutation ($client: ID!) { createInvoice(input: { clientId: $client,
       lines: [{ description: "Hosting", unitPrice: "1" }] }) { invoice { issuedOn } } }`,
    { client: `Client:${gateway.carol}` },
  );
  expect(createInvoice.invoice.issuedOn).toBe('2026-07-01');

  expect(await set('')).toMatchObject({ result: 'success' });
  await vi.waitUntil(() => timeZone() === 'UTC', SOON);
  expect(await income()).toEqual(['$3.00 USD', '$3.00 USD']);
});
