import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Keyring } from '#core/secret.ts';
import type { Db } from '#platform/database/client.ts';
import { openDatabase } from '#platform/database/open.ts';
import { readingClient } from '#planner/front.ts';
import { type FakeStripe, fakeStripe } from '#test/providers/gateways/fake-stripe.ts';
import { type FakePayPal, fakePayPal } from '#test/providers/gateways/fake-paypal.ts';
import { configure } from '#test/billing/gateways.ts';
import { connect, sell } from '#test/domains/cast.ts';
import type { Gateway } from '#test/gateway.ts';
import { openReceiver, type Receiver } from '#test/mail/receiver.ts';
import { type FakeSmtp, fakeSmtp } from '#test/providers/mailers/fake-smtp.ts';
import { type FakeWhm, fakeWhm } from '#test/providers/panels/fake-whm.ts';
import {
  type LogicBoxesProgram,
  logicBoxesProgram,
} from '#test/providers/registrars/logicboxes-program.ts';
import { type Loopback, loopback } from '#test/providers/loopback.ts';
import { createServer, openStore, type Store } from '#test/services/store.ts';
import {
  addClient,
  dataOf,
  encryptionKey,
  type GatewayProcess,
  gatewayProcess,
} from './gateway.ts';

/** How long a registrar takes to answer, in milliseconds: wide enough to be killed in between. */
const SLOW_MS = 120;

/** The stand-ins of the providers, which live outside the gateway and count what they see. */
export interface StandIns {
  registrar: LogicBoxesProgram;
  panel: FakeWhm;
  stripe: FakeStripe;
  paypal: FakePayPal;
  fraud: Loopback;
  smtp: FakeSmtp;
  receiver: Receiver;
}

/** A gateway with a company that has one provider of each kind, and what a proof arranges with. */
export interface Stage extends StandIns {
  /** Processes of one gateway on one database; the first of them is up. */
  processes: readonly [GatewayProcess, ...GatewayProcess[]];
  db: Db;
  /** The gateway as the helpers of the tests know it: rows, and operations as staff. */
  gateway: Gateway;
  clientId: number;
  store: Store;
  serverId: number;
  /** Numbers of the two payment gateways. */
  stripeId: number;
  paypalId: number;
  close(): Promise<void>;
}

/** Starts the stand-ins, and a gateway of so many processes that knows all of them. */
export async function openStage(
  databaseUrl: string,
  dataDir: string,
  processCount: number,
): Promise<Stage> {
  const registrar = await logicBoxesProgram();
  registrar.misbehave('/api/domains/', SLOW_MS);
  const standIns = {
    registrar,
    panel: await fakeWhm(),
    stripe: await fakeStripe(),
    paypal: await fakePayPal(),
    fraud: await loopback(() => ({})),
    smtp: await fakeSmtp(),
    receiver: await openReceiver(),
  };
  const settings = {
    BOOTSTRAP_TOKEN: randomBytes(24).toString('hex'),
    SMTP_URL: `smtp://127.0.0.1:${standIns.smtp.port}`,
    PRIVATE_WEBHOOKS: 'on',
    PROVIDERS: join(import.meta.dirname, 'fraud-package.ts'),
  };
  const open = () => gatewayProcess(databaseUrl, dataDir, settings);
  const first = open();
  const processes = [first, ...Array.from({ length: processCount - 1 }, open)] as const;
  await first.start();
  const database = await openDatabase({ databaseUrl });
  const db = readingClient(database);
  const client = await addClient(first, 'kim@example.test');
  const clientId = Number(client.replace('Client:', ''));
  const data: Gateway['data'] = async (query, variables = {}) =>
    dataOf(await first.ask(query, variables));
  const app = { db, keyring: new Keyring(encryptionKey) };
  const gateway = { app, carol: clientId, data } as unknown as Gateway;
  const close = async () => {
    await Promise.all(processes.map((one) => one.end('SIGKILL')));
    await database.close();
    await closeStandIns(standIns);
  };
  const company = await setUpCompany(gateway, standIns);
  return { processes, db, gateway, clientId, ...standIns, ...company, close };
}

async function closeStandIns({ registrar, smtp, receiver, ...programs }: StandIns): Promise<void> {
  const { panel, stripe, paypal, fraud } = programs;
  await Promise.all([panel, stripe, paypal, fraud, smtp, receiver].map((one) => one.stop()));
  await registrar.close();
}

async function setUpCompany(gateway: Gateway, standIns: StandIns) {
  const { registrar, panel, stripe, paypal, fraud, receiver } = standIns;
  const address = `${registrar.url}api/`;
  const account = { userId: '700', apiKey: 'secret-key', customerId: '9' };
  await connect(gateway, 'logicboxes', { ...account, baseUrl: address, checkUrl: address });
  await sell(gateway, 'com', { registrar: 'logicboxes' });
  const store = await openStore(gateway);
  const serverId = await createServer(gateway, panel);
  const stripeId = await configure(
    gateway,
    'stripe',
    {
      secretKey: 'sk_test_KEY',
      webhookSecret: 'whsec_test',
      accountId: 'acct_1',
      apiUrl: stripe.url,
    },
    { storesCards: true },
  );
  const paypalId = await configure(gateway, 'paypal', {
    clientId: 'ID',
    clientSecret: 'SECRET',
    webhookId: 'WH1',
    merchantId: 'M1',
    apiUrl: paypal.url,
  });
  await gateway.data(
    `mutation ($input: ConfigureFraudCheckInput!) {
      configureFraudCheck(input: $input) { isActive } }`,
    {
      input: {
        module: 'proof',
        isActive: true,
        settings: [{ name: 'url', secretValue: fraud.url }],
      },
    },
  );
  await gateway.data(
    `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } } }`,
    { input: { url: receiver.url, eventTypes: ['domain.*'] } },
  );
  return { store, serverId, stripeId, paypalId };
}
