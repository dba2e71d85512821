import { beforeAll, expect, it } from 'vitest';
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
