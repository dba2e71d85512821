import { z } from 'zod';
import { ProviderError } from '#core/provider-error.ts';
import { defineProvider } from '#providers/define.ts';
import { setting } from '#providers/settings.ts';
import { connectPayPal } from './paypal.ts';
import { LIVE_HOST } from './paypal-api.ts';

export default defineProvider({
  kind: 'gateway',
  name: 'paypal',
  title: 'PayPal',
  docs: [
    'https://developer.paypal.com/docs/api/orders/v2/',
    'https://developer.paypal.com/docs/api/payments/v2/',
    'https://developer.paypal.com/docs/api/payment-tokens/v3/',
    'https://developer.paypal.com/docs/api/webhooks/v1/',
  ],
  settings: z.object({
    clientId: setting.text('Client ID'),
    clientSecret: setting.secret('Client Secret'),
    webhookId: setting.text('Webhook ID'),
    merchantId: setting.text('Merchant ID'),
    email: z.email().optional().meta({ title: 'PayPal E-mail' }),
    apiUrl: setting.proxy(),
  }),
  capabilities: {
    createPayment: 'Orders v2, create',
    complete: 'Orders v2, capture',
    capture: 'Orders v2 with a vaulted payment source',
    refund: 'Payments v2, refund a captured payment',
    find: 'Orders v2, Payments v2',
    findRefund: 'Payments v2',
    storeMethod: 'Payment Method Tokens v3',
    deleteMethod: 'Payment Method Tokens v3',
    endSubscription: 'Subscriptions v1, cancel',
    parseWebhook: 'Webhooks v1, verify signature',
    test: 'Webhooks v1, show webhook details',
  },
  connect: ({ email, apiUrl, ...settings }, { isTestMode }) => {
    if (isTestMode && apiUrl && new URL(apiUrl).host === LIVE_HOST)
      throw new ProviderError(
        'NOT_SENT',
        'The gateway\'s setting "apiUrl" is not the test system.',
      );
    return connectPayPal({
      ...settings,
      ...(email && { email }),
      ...(apiUrl && { apiUrl }),
      sandbox: isTestMode,
    });
  },
});
