import { beforeAll, expect, it } from 'vitest';
import { checkAccounts } from '#commands/check-accounts.ts';
import { tableSums } from '#platform/dump/compare.ts';
import { configure, openWithGateways } from '#test/billing/gateways.ts';
import { connect, sellThrough } from '#test/domains/cast.ts';
import type { Gateway } from '#test/gateway.ts';
import { deadPort } from '#test/providers/loopback.ts';
import { fakeWhm } from '#test/providers/panels/fake-whm.ts';
import { logicBoxesProgram } from '#test/providers/registrars/logicboxes-program.ts';
import { createServer } from '#test/services/store.ts';
import { stopAfterFile } from '#test/setup/stops.ts';

type Cast = Awaited<ReturnType<typeof openWithGateways>>;
let gateway: Gateway;
let programs: Omit<Cast, 'gateway'>;
beforeAll(async () => {
  ({ gateway, ...programs } = await openWithGateways());
  const registrar = await logicBoxesProgram();
  stopAfterFile(registrar.close);
  const panel = await fakeWhm();
  stopAfterFile(panel.stop);
  await sellThrough(gateway, registrar);
  await connect(gateway, 'cosmos', { apiKey: 'key', currency: 'USD' });
  await createServer(gateway, panel);
  await configure(gateway, 'mailin', { instructions: 'To IBAN …' });
});

/** What doctor says of each account, as it shows it. */
async function said(config = gateway.app.config): Promise<string[]> {
  const found = await checkAccounts(config, gateway.app.database);
  return found.map(({ name, isFine, text }) => `${isFine ? 'ok' : '!!'} ${name} ${text}`);
}

const sums = () => gateway.app.database.connection(tableSums);

it('asks each account what its provider can be asked, and changes nothing', async () => {
  const before = await sums();
  const lines = await said();
  const none = 'not checked, its provider has no call that changes nothing';
  // The answers of the programs: kb 1110, WHM's `version`.
  expect(lines).toEqual(
    expect.arrayContaining([
      'ok registrar logicboxes: answers, 1234567.890 USD are left',
      `ok registrar cosmos: ${none}`,
      'ok server alpha: answers, version 11.126.0.5',
      'ok gateway stripe: answers',
      'ok gateway paypal: answers',
      `ok gateway mailin: ${none}`,
    ]),
  );
  expect(lines.filter((line) => line.startsWith('!!'))).toEqual([]);
  expect(await sums()).toEqual(before);
  expect(programs.stripe.seen.at(-1)).toMatchObject({ method: 'GET', path: '/v1/balance' });
  expect(programs.paypal.seen.at(-1)).toMatchObject({
    method: 'GET',
    path: '/v1/notifications/webhooks/WH1',
  });
});

it('says of an account that refuses or cannot be reached what to do, and checks the others', async () => {
  const { stripe, paypal } = programs;
  const STRIPE = { webhookSecret: 'whsec_test', accountId: 'acct_1', apiUrl: stripe.url };
  await configure(gateway, 'stripe', { ...STRIPE, secretKey: 'sk_test_OTHER' });
  const PAYPAL = { clientId: 'ID', clientSecret: 'SECRET', merchantId: 'M1', apiUrl: paypal.url };
  await configure(gateway, 'paypal', { ...PAYPAL, webhookId: 'WH2' });
  await createServer(gateway, { port: await deadPort() }, { name: 'beta' });
  const lines = await said();
  expect(lines).toContain(
    '!! gateway stripe: it refuses: Stripe refused our credentials. Mend its settings by configureGateway.',
  );
  expect(lines).toContain(
    '!! gateway paypal: it refuses: INVALID_RESOURCE_ID! Mend its settings by configureGateway.',
  );
  const beta = lines.find((line) => line.includes('beta'));
  expect(beta).toMatch(/^!! server beta: .+ Look at its settings \(updateServer\), the way there/);
  expect(lines).toContain('ok server alpha: answers, version 11.126.0.5');
  await configure(gateway, 'stripe', { ...STRIPE, secretKey: 'sk_test_KEY' });
  await configure(gateway, 'paypal', { ...PAYPAL, webhookId: 'WH1' });
  await gateway.app.db.server.deleteMany({ where: { name: 'beta' } });
});

it('says nothing to providers from a copy that is quiet', async () => {
  const heard = programs.stripe.seen.length;
  const lines = await said({ ...gateway.app.config, isQuiet: true });
  expect(lines).toContain('ok gateway stripe: not checked, this copy says nothing to providers');
  expect(programs.stripe.seen).toHaveLength(heard);
});
