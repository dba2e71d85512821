import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from '#test/gateway.ts';
import { configure, openWithGateways, storeCard, type WithGateways } from './gateways.ts';

let world: WithGateways & { mailin: number; card: number; declined: number };
beforeAll(async () => {
  const all = await openWithGateways();
  const { gateway, stripe } = all;
  world = {
    ...all,
    mailin: await configure(gateway, 'mailin', { instructions: 'IBAN GB00, reference 7' }),
    card: await storeCard(gateway, gateway.carol, stripe.id),
    declined: await storeCard(gateway, gateway.carol, stripe.id, 'pm_declined'),
  };
});

let invoiceId: string;
/** Carol owes 49.00 and has so much credit. */
async function owing(credit: string) {
  const { gateway } = world;
  const clientId = `Client:${gateway.carol}`;
  const { db } = gateway.app;
  // Credit is only ever spent, which tests of its own do: here it is put where it is wanted.
  await db.client.update({ where: { id: gateway.carol }, data: { creditBalance: credit } });
  const { createInvoice } = await gateway.data(
    'mutation($i:CreateInvoiceInput!){createInvoice(input:$i){invoice{id}}}',
    {
      i: {
        clientId,
        lines: [{ description: 'Website Care', unitPrice: '49.00' }],
        status: 'UNPAID',
      },
    },
  );
  invoiceId = createInvoice.invoice.id;
}

const PAY = `mutation ($input: PayInvoiceInput!) {
  payInvoice(input: $input) {
    invoice { id status balance { amount } credit { amount } }
    client { id credit { amount } }
    attempt { status amount { amount } }
    next { kind redirectUrl clientSecret instructions }
  }
}`;
const pay = (more: object, headers = {}) =>
  world.gateway.ask(PAY, { input: { invoiceId, ...more } }, 'carol', headers);
const done = async (more: object) => {
  const { data, errors } = await pay(more);
  expect(errors).toBeUndefined();
  return data.payInvoice;
};

describe('paying an invoice', () => {
  beforeEach(() => owing('14.00'));

  it('spends the credit first and charges the card with the rest', async () => {
    const paid = await done({ payMethodId: `PayMethod:${world.card}` });
    // 49.00 − 14.00 = 35.00
    expect(paid).toMatchObject({
      invoice: { status: 'PAID', balance: { amount: '0.00' }, credit: { amount: '14.00' } },
      client: { credit: { amount: '0.00' } },
      attempt: { status: 'SUCCEEDED', amount: { amount: '35.00' } },
      next: null,
    });
  });

  it('leaves the credit alone where that is said', async () => {
    const paid = await done({ payMethodId: `PayMethod:${world.card}`, useCredit: false });
    expect(paid).toMatchObject({
      invoice: { status: 'PAID', credit: { amount: '0.00' } },
      client: { credit: { amount: '14.00' } },
      attempt: { amount: { amount: '49.00' } },
    });
  });

  it('says what the client has to do at the gateway', async () => {
    const { next, invoice } = await done({
      gatewayId: `Gateway:${world.paypal.id}`,
      returnUrl: 'https://shop.example/done',
    });
    expect(next).toMatchObject({ kind: 'REDIRECT', clientSecret: null });
    expect(next.redirectUrl).toMatch(/^https?:/);
    expect(invoice).toMatchObject({ status: 'UNPAID', balance: { amount: '35.00' } });
    const transfer = await done({ gatewayId: `Gateway:${world.mailin}` });
    expect(transfer.next).toEqual({
      kind: 'INSTRUCTIONS',
      redirectUrl: null,
      clientSecret: null,
      instructions: 'IBAN GB00, reference 7',
    });
  });

  it('keeps what credit paid when the card is declined', async () => {
    const paid = await done({ payMethodId: `PayMethod:${world.declined}` });
    expect(paid).toMatchObject({
      invoice: { status: 'UNPAID', balance: { amount: '35.00' }, credit: { amount: '14.00' } },
      attempt: { status: 'DECLINED' },
      next: null,
    });
  });

  it('pays once under one key, and once when asked by many', async () => {
    const key = { 'idempotency-key': `pay-${invoiceId}` };
    const input = { payMethodId: `PayMethod:${world.card}` };
    const [first, second] = [await pay(input, key), await pay(input, key)];
    expect(second.data).toEqual(first.data);
    await owing('14.00');
    const before = await world.gateway.app.db.transaction.count();
    const all = await Promise.all(Array.from({ length: 10 }, () => pay(input)));
    expect(all.filter(({ errors }) => !errors)).toHaveLength(1);
    const codes = new Set(all.map(codeOf).filter(Boolean));
    for (const code of codes) expect(['PAYMENT_IN_PROGRESS', 'INVOICE_NOT_UNPAID']).toContain(code);
    expect(await world.gateway.app.db.transaction.count()).toBe(before + 1);
  });
});

it('needs no gateway where the credit covers all', async () => {
  await owing('60.00');
  expect(await done({})).toMatchObject({
    invoice: { status: 'PAID', credit: { amount: '49.00' } },
    // 60.00 − 49.00
    client: { credit: { amount: '11.00' } },
    attempt: null,
    next: null,
  });
  expect(codeOf(await pay({}))).toBe('INVOICE_NOT_UNPAID');
});

it('refuses by name', async () => {
  await owing('0.00');
  const { errors } = await pay({ payMethodId: `PayMethod:${world.card}`, gatewayId: 'Gateway:1' });
  expect(errors).toMatchObject([
    { extensions: { code: 'BAD_INPUT', issues: [{ path: ['input', 'gatewayId'] }] } },
  ]);
  expect(codeOf(await pay({ payMethodId: 'PayMethod:99999' }))).toBe('PAY_METHOD_NOT_FOUND');
  expect(codeOf(await pay({ gatewayId: 'Gateway:99999' }))).toBe('GATEWAY_NOT_FOUND');
  expect(codeOf(await pay({ returnUrl: 'javascript:alert(1)' }))).toBe('BAD_INPUT');
  const other = await world.gateway.ask(PAY, { input: { invoiceId } }, 'stranger');
  expect(codeOf(other)).toBe('INVOICE_NOT_FOUND');
});

it('offers the ways in which an invoice can be paid', async () => {
  await owing('14.00');
  const OPTIONS = `query($id:ID!){invoice(id:$id){paymentOptions{
    gateway{id displayName} storedPayMethods{id isDefault} creditUsable{amount currency}}}}`;
  const read = async () =>
    (await world.gateway.data(OPTIONS, { id: invoiceId }, 'carol')).invoice.paymentOptions;
  const creditUsable = { amount: '14.00', currency: 'USD' };
  expect(await read()).toMatchObject([
    {
      gateway: { id: `Gateway:${world.stripe.id}` },
      storedPayMethods: [{ id: `PayMethod:${world.card}` }, { id: `PayMethod:${world.declined}` }],
      creditUsable,
    },
    { gateway: { id: `Gateway:${world.paypal.id}` }, storedPayMethods: [], creditUsable },
    { gateway: { id: `Gateway:${world.mailin}` }, storedPayMethods: [], creditUsable },
  ]);
  await done({ payMethodId: `PayMethod:${world.card}` });
  expect(await read()).toEqual([]);
});
