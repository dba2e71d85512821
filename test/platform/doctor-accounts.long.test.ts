import { expect, it } from 'vitest';
import { checkAccounts } from '#commands/check-accounts.ts';
import { openWithGateways } from '#test/billing/gateways.ts';

it('gives up on those that do not answer, all at once', { timeout: 30_000 }, async () => {
  const { gateway, stripe, paypal } = await openWithGateways();
  stripe.misbehave('hang', '/v1/balance');
  paypal.misbehave('hang', '/WH1');
  const began = performance.now();
  const { config, database } = gateway.app;
  const found = await checkAccounts(config, database);
  // Ten seconds each, side by side.
  expect(performance.now() - began).toBeLessThan(15_000);
  const wrong = found.filter(({ isFine }) => !isFine).map(({ text }) => text);
  expect(wrong).toEqual(
    ['stripe', 'paypal'].map(
      (name) =>
        `${name}: No answer came within 10 s. Look at its settings (configureGateway), ` +
        'the way there and whether the provider works.',
    ),
  );
});
