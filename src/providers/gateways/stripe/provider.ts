import { z } from 'zod';
import { ProviderError } from '#core/provider-error.ts';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';

export default defineProvider({
  kind: 'gateway',
  name: 'stripe',
  title: 'Stripe',
  docs: ['https://docs.stripe.com/api'],
  settings: z.object({
    secretKey: setting.secret('Secret Key'),
    webhookSecret: setting.secret('Webhook Signing Secret'),
    accountId: setting.text('Account ID'),
    apiUrl: setting.proxy(),
  }),
  capabilities: {
    createPayment: 'Payment Intents',
    complete: 'Payment Intents',
    capture: 'Payment Intents, `off_session`',
    refund: 'Refunds',
    find: 'Payment Intents, search and list',
    findRefund: 'Refunds',
    storeMethod: 'Payment Methods, attach',
    deleteMethod: 'Payment Methods, detach',
    endSubscription: 'Subscriptions, cancel',
    parseWebhook: 'Webhook signatures, Events',
    test: 'Balance, retrieve',
  },
  async connect({ apiUrl, ...settings }, { isTestMode }) {
    // As Stripe's documentation of API keys says; with these nobody is charged.
    if (isTestMode && !/^(?:sk|rk)_test_/.test(settings.secretKey))
      throw new ProviderError('NOT_SENT', 'The gateway\'s setting "secretKey" is no test key.');
    // Stripe's library is a large one: it is loaded where it is used.
    const { connectStripe } = await import('./stripe.ts');
    return connectStripe({ ...settings, ...(apiUrl && { apiUrl }) });
  },
});
