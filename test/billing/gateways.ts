import { fakeStripe, type FakeStripe } from '#test/providers/gateways/fake-stripe.ts';
import { fakePayPal, type FakePayPal } from '#test/providers/gateways/fake-paypal.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { stopAfterFile } from '#test/setup/stops.ts';

const CONFIGURE = `mutation ($input: ConfigureGatewayInput!) {
  configureGateway(input: $input) { gateway { id databaseId } }
}`;

/** Sets a payment gateway up and gives its number. */
export async function configure(
  gateway: Pick<Gateway, 'data'>,
  name: string,
  settings: Record<string, string>,
  more: object = {},
): Promise<number> {
  const list = Object.entries(settings).map(([key, value]) => ({ name: key, secretValue: value }));
  const input = { name, settings: list, isActive: true, ...more };
  return (await gateway.data(CONFIGURE, { input })).configureGateway.gateway.databaseId;
}

export const WEBHOOK_SECRET = 'whsec_test';

/** A Stripe on this machine, set up as a gateway that stores cards. */
export async function useStripe(
  gateway: Pick<Gateway, 'data'>,
): Promise<FakeStripe & { id: number }> {
  const program = await fakeStripe();
  const settings = {
    secretKey: 'sk_test_KEY',
    webhookSecret: WEBHOOK_SECRET,
    accountId: 'acct_1',
    apiUrl: program.url,
  };
  const id = await configure(gateway, 'stripe', settings, { storesCards: true });
  return Object.assign(program, { id });
}

/** A PayPal on this machine, set up as a gateway. */
export async function usePayPal(gateway: Gateway): Promise<FakePayPal & { id: number }> {
  const program = await fakePayPal();
  const settings = {
    clientId: 'ID',
    clientSecret: 'SECRET',
    webhookId: 'WH1',
    merchantId: 'M1',
    apiUrl: program.url,
  };
  return Object.assign(program, { id: await configure(gateway, 'paypal', settings) });
}

/** The gateway with a Stripe and a PayPal, whose programs end with the test file. */
export async function openWithGateways() {
  const gateway = await openGateway();
  const stripe = await useStripe(gateway);
  stopAfterFile(stripe.stop);
  const paypal = await usePayPal(gateway);
  stopAfterFile(paypal.stop);
  return { gateway, stripe, paypal };
}

/** What such a test works with. */
export type WithGateways = Awaited<ReturnType<typeof openWithGateways>>;

/** Stores a card of a client; `method` is what the fake Stripe makes of it. */
export async function storeCard(
  { app }: Pick<Gateway, 'app'>,
  clientId: number,
  gatewayId: number,
  method = 'pm_card',
): Promise<number> {
  const { id } = await app.db.payMethod.create({
    data: {
      clientId,
      gatewayId,
      type: 'CREDIT_CARD',
      description: 'Visa',
      last4: '4242',
      brand: 'visa',
      expiryMonth: 3,
      expiryYear: 2031,
    },
  });
  const token = app.keyring.box('pay-method').encrypt(`cus_1/${method}`, `pay_methods:${id}`);
  await app.db.payMethod.update({ where: { id }, data: { tokenEncrypted: token } });
  return id;
}
