import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { invoiceOf } from './books.ts';
import { useStripe } from './gateways.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const configure = (input: object) =>
  gateway.ask(
    `mutation ($input: ConfigureGatewayInput!) {
      configureGateway(input: $input) { gateway { isTestMode } } }`,
    { input },
  );
const all = (values: Record<string, string>) =>
  Object.entries(values).map(([name, secretValue]) => ({ name, secretValue }));

it('switches no gateway on whose settings are missing, and takes no setting it does not know (F48)', async () => {
  const bare = await configure({ name: 'stripe', isActive: true });
  expect(codeOf(bare)).toBe('GATEWAY_NOT_READY');
  for (const name of ['secretKey', 'webhookSecret', 'accountId'])
    expect(bare.errors?.[0]?.message).toContain(name);
  const typo = await configure({ name: 'stripe', settings: all({ apiKeyTypo: 'x' }) });
  expect(codeOf(typo)).toBe('BAD_INPUT');
  const bank = await configure({ name: 'mailin', isActive: true });
  expect(codeOf(bank)).toBe('GATEWAY_NOT_READY');
  expect(bank.errors?.[0]?.message).toContain('instructions');
});

it('takes Stripe’s test keys only in test mode (F7)', async () => {
  const keys = (secretKey: string) =>
    all({ secretKey, webhookSecret: 'whsec_1', accountId: 'acct_1' });
  const stripe = { name: 'stripe', isTestMode: true };
  const live = await configure({ ...stripe, settings: keys('sk_live_x') });
  expect(codeOf(live)).toBe('GATEWAY_NOT_READY');
  expect(live.errors?.[0]?.message).toContain('secretKey');
  expect((await configure({ ...stripe, settings: keys('rk_test_x') })).errors).toBeUndefined();
});

it('takes another base currency while nothing is booked (F16)', async () => {
  await gateway.app.db.currency.create({ data: { code: 'EUR', rate: '0.92', suffix: ' EUR' } });
  const choose = (code: string) =>
    gateway.ask(
      `mutation ($input: SetBaseCurrencyInput!) { setBaseCurrency(input: $input) {
        currency { code rate } } }`,
      { input: { code } },
    );
  expect((await choose('EUR')).errors).toBeUndefined();
  const rows = await gateway.app.db.currency.findMany({ orderBy: { code: 'asc' } });
  // 1 ÷ 0.92 = 1.0869565217…
  expect(rows.map(({ code, isBase, rate }) => [code, isBase, rate.toFixed()])).toEqual([
    ['EUR', true, '1'],
    ['USD', false, '1.08695652'],
  ]);
});

/** The hosts that are called from here on, other than this machine; none is reached. */
function calledHosts(): string[] {
  const hosts: string[] = [];
  const real = globalThis.fetch;
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const { host, hostname } = new URL(input instanceof Request ? input.url : input);
    if (/^(?:127\.|localhost)/.test(hostname)) return real(input, init);
    hosts.push(host);
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    return Promise.reject(new TypeError('fetch failed', { cause }));
  });
  onTestFinished(() => spy.mockRestore());
  return hosts;
}

const PAY = `mutation ($input: CapturePaymentByInvoiceInput!) {
  capturePaymentByInvoice(input: $input) { attempt { status } } }`;
const payWith = async (name: string) => {
  const { id: invoiceId } = await invoiceOf(gateway, gateway.carol, '10');
  const urls = { returnUrl: 'https://shop.example/back', cancelUrl: 'https://shop.example/no' };
  return gateway.ask(PAY, { input: { invoiceId, gateway: { name }, ...urls } });
};

it('calls PayPal’s sandbox alone in test mode, whatever its settings (F7)', async () => {
  const hosts = calledHosts();
  const keys = { clientId: 'ID', clientSecret: 'SECRET', webhookId: 'WH', merchantId: 'M' };
  const paypal = { name: 'paypal', isActive: true, settings: all(keys) };
  expect((await configure({ ...paypal, isTestMode: true })).errors).toBeUndefined();
  await payWith('paypal');
  expect(new Set(hosts)).toEqual(new Set(['api-m.sandbox.paypal.com']));
  const live = [{ name: 'apiUrl', secretValue: 'https://api-m.paypal.com' }];
  const refused = await configure({ name: 'paypal', settings: live });
  expect(codeOf(refused)).toBe('GATEWAY_NOT_READY');
  expect(refused.errors?.[0]?.message).toContain('apiUrl');
  hosts.length = 0;
  await configure({ name: 'paypal', isTestMode: false });
  await payWith('paypal');
  expect(new Set(hosts)).toEqual(new Set(['api-m.paypal.com']));
});

it('asks Stripe with a test key in test mode, and goes into it with no live one (F7)', async () => {
  // This Stripe answers 401 to every key but `sk_test_KEY`.
  const stripe = await useStripe(gateway);
  onTestFinished(() => stripe.stop());
  expect((await configure({ name: 'stripe', isTestMode: true })).errors).toBeUndefined();
  expect((await payWith('stripe')).data?.capturePaymentByInvoice.attempt.status).toBe(
    'REQUIRES_ACTION',
  );
  const live = { name: 'stripe', isTestMode: false, settings: all({ secretKey: 'sk_live_x' }) };
  expect((await configure(live)).errors).toBeUndefined();
  const back = await configure({ name: 'stripe', isTestMode: true });
  expect(codeOf(back)).toBe('GATEWAY_NOT_READY');
  expect(back.errors?.[0]?.message).toContain('secretKey');
});

it('offers no gateway that is not ready (F48)', async () => {
  const { paymentMethods } = await gateway.data(`{ paymentMethods { name } }`);
  expect(paymentMethods.map(({ name }: { name: string }) => name)).not.toContain('mailin');
});

it('keeps the base currency once anything is booked (F16)', async () => {
  const choose = `mutation { setBaseCurrency(input: { code: "USD" }) { currency { code } } }`;
  expect(codeOf(await gateway.ask(choose))).toBe('CURRENCY_IN_USE');
  const base = await gateway.app.db.currency.findFirstOrThrow({ where: { isBase: true } });
  expect(base.code).toBe('EUR');
});
