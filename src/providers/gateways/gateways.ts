import { z } from 'zod';
import { ProviderError } from '#core/provider-error.ts';
import type { PaymentGateway } from './gateway.ts';
import { connectMailIn } from './mailin.ts';
import { connectPayPal } from './paypal.ts';

/** A setting of a gateway, as GetModuleConfigurationParameters lists it. */
export interface GatewayField {
  name: string;
  displayName: string;
  fieldType: 'text' | 'password' | 'textarea' | 'yesno';
}

/** A gateway module: what it asks for and how it is reached. */
export interface GatewayModule {
  displayName: string;
  fields: GatewayField[];
  /**
   * Takes the settings as stored (texts); refuses incomplete ones with `ProviderError`.
   * @param isTestMode no real money may move: PayPal's sandbox, Stripe's test keys
   */
  connect(settings: Record<string, string>, isTestMode: boolean): Promise<PaymentGateway>;
}

const text = z.string().trim().min(1);
const apiUrl = z.url().optional();

const stripe = z.object({ secretKey: text, webhookSecret: text, accountId: text, apiUrl });
/** As Stripe's documentation of API keys says; with these nobody is charged. */
const stripeTest = stripe.extend({ secretKey: text.regex(/^(?:sk|rk)_test_/) });
const paypal = z.object({
  clientId: text,
  clientSecret: text,
  webhookId: text,
  merchantId: text,
  email: z.email().optional(),
  /** Stored before there was one switch for test mode; honoured, but no longer taken. */
  sandbox: z.stringbool().default(false),
  apiUrl,
});
const mailin = z.object({ instructions: text });

/** Gateway name → module. */
export const gateways: Readonly<Record<string, GatewayModule>> = {
  stripe: {
    displayName: 'Stripe',
    fields: [
      { name: 'secretKey', displayName: 'Secret Key', fieldType: 'password' },
      { name: 'webhookSecret', displayName: 'Webhook Signing Secret', fieldType: 'password' },
      { name: 'accountId', displayName: 'Account ID', fieldType: 'text' },
    ],
    connect: async (settings, isTestMode) => {
      // Stripe's library is a large one: it is loaded where it is used.
      const { connectStripe } = await import('./stripe.ts');
      return connectStripe(checked(isTestMode ? stripeTest : stripe, settings));
    },
  },
  paypal: {
    displayName: 'PayPal',
    fields: [
      { name: 'clientId', displayName: 'Client ID', fieldType: 'text' },
      { name: 'clientSecret', displayName: 'Client Secret', fieldType: 'password' },
      { name: 'webhookId', displayName: 'Webhook ID', fieldType: 'text' },
      { name: 'merchantId', displayName: 'Merchant ID', fieldType: 'text' },
      { name: 'email', displayName: 'PayPal E-mail', fieldType: 'text' },
    ],
    connect: async (settings, isTestMode) => {
      const checkedSettings = checked(paypal, settings);
      return connectPayPal({
        ...checkedSettings,
        sandbox: isTestMode || checkedSettings.sandbox,
      });
    },
  },
  mailin: {
    displayName: 'Bank Transfer',
    fields: [{ name: 'instructions', displayName: 'Instructions', fieldType: 'textarea' }],
    connect: async (settings) => connectMailIn(checked(mailin, settings)),
  },
};

/** The settings a module takes; `apiUrl` is for those who stand between it and its gateway. */
export const settingNames = (module: string): string[] => [
  ...(gateways[module]?.fields.map(({ name }) => name) ?? []),
  'apiUrl',
];

function checked<T extends z.ZodType>(schema: T, settings: Record<string, string>): z.output<T> {
  // An empty text is a field left empty in a form.
  const filled = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''));
  const result = schema.safeParse(filled);
  if (result.success) return result.data;
  const names = [...new Set(result.error.issues.map(({ path }) => path.join('.')))];
  const many = names.length > 1;
  throw new ProviderError(
    'NOT_SENT',
    `The gateway's setting${many ? 's' : ''} ${names.join(', ')} ${many ? 'are' : 'is'} missing or not valid.`,
  );
}
