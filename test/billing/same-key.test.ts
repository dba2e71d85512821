import { beforeAll, describe, expect, it } from 'vitest';
import { openWithGateways, storeCard, type WithGateways } from './gateways.ts';

let world: WithGateways;
let method: string;
beforeAll(async () => {
  world = await openWithGateways();
  const { gateway, stripe } = world;
  method = `PayMethod:${await storeCard(gateway, gateway.carol, stripe.id)}`;
});

describe('a second request under the same key while the first still settles (G38)', () => {
  const intents = () =>
    world.stripe.seen.filter(
      ({ method: verb, path }) => verb === 'POST' && path === '/v1/payment_intents',
    );

  it.each(['capturePayment', 'payInvoice'])('%s: one call, one answer', async (name) => {
    const { gateway, stripe } = world;
    const { createInvoice } = await gateway.data(
      'mutation($input:CreateInvoiceInput!){createInvoice(input:$input){invoice{id}}}',
      {
        input: {
          clientId: `Client:${gateway.carol}`,
          lines: [{ description: 'Work', unitPrice: '7.00' }],
          status: 'UNPAID',
        },
      },
    );
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
    const ask = () =>
      gateway.ask(
        `mutation($input:${type}){${name}(input:$input){attempt{id status}}}`,
        { input: { invoiceId: createInvoice.invoice.id, payMethodId: method } },
        'staff',
        { 'idempotency-key': `same-${name}` },
      );
    const before = intents().length;
    stripe.misbehave(1_500, '/payment_intents');
    const first = ask();
    // The gateway has heard of it and has not answered yet.
    await expect.poll(() => intents().length, { timeout: 30_000 }).toBe(before + 1);
    const [one, two] = await Promise.all([first, ask()]);
    expect(one.errors).toBeUndefined();
    expect(one.data[name].attempt.status).toBe('SUCCEEDED');
    expect(two.data).toEqual(one.data);
    expect(intents()).toHaveLength(before + 1);
  });
});
