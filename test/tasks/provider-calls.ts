import { globalAgent } from 'node:https';
import { connectProvider } from '#providers/connect.ts';
import type { ProviderKind } from '#providers/capabilities.ts';
import type { Connections } from '#providers/define.ts';
import type { NewPanelAccount } from '#providers/panels/panel.ts';
import { shippedProviders } from '#providers/shipped.ts';

/** Where a provider answers. */
export interface Address {
  url: string;
  port: number;
  /** The authority that is trusted; undefined for the public ones. */
  ca: string | undefined;
}

/** A provider that is called over HTTP, and one call of it that changes something there. */
export interface ProviderCall {
  name: string;
  /** It speaks TLS alone, with an authority that can be named. */
  secure: boolean;
  /**
   * What a lost answer to its first request means: `looks`, it looks first, so nothing was done;
   * `acts`, it may have been done; `either`, it looks first and is sent again in any case.
   */
  first: 'looks' | 'acts' | 'either';
  /** It waits longer for an answer than an attempt of these tests may take. */
  isPatient?: boolean;
  /** Its library does not say what an answer of 429 asked for. */
  hidesPauses?: boolean;
  call: (address: Address) => Promise<unknown>;
}

/** Providers that call nobody over HTTP, and the test that shows what their faults come to. */
export const called = {
  epp: 'test/providers/registrars/epp.test.ts',
  smtp: 'test/providers/mailers/smtp.test.ts',
  manual: 'test/providers/manual.test.ts',
  autorelease: 'test/services/module-actions.test.ts',
  mailin: 'test/billing/configure-gateway.test.ts',
  disk: 'test/providers/storage/storage.test.ts',
  s3: 'test/providers/storage/storage.test.ts',
} as const;

const IMPATIENT_MS = 600;

function connect<Kind extends ProviderKind>(
  kind: Kind,
  name: string,
  settings: Record<string, string>,
): Connections[Kind] {
  const provider = shippedProviders.find((one) => one.kind === kind && one.name === name);
  if (!provider) throw new Error(`There is no ${kind} ${name}.`);
  const account = { label: name, isTestMode: false, settings };
  return connectProvider(provider as never, account) as Connections[Kind];
}

const call = { key: 'task:7', timeoutMs: IMPATIENT_MS };

/** Registrars look whether a renewal was made before, then renew. */
const registrar = (name: string, settings: (address: Address) => Record<string, string>) => ({
  name,
  secure: false,
  first: 'looks' as const,
  call: (address: Address) => {
    const order = { domain: 'held.com', years: 1, expiresOn: '2027-06-24' };
    return connect('registrar', name, settings(address)).renew!(order, call);
  },
});

const carol = {
  firstName: 'Carol',
  lastName: 'Jones',
  company: 'Carol & Co',
  email: 'carol@example.org',
  address1: '1 High Street',
  city: 'Bath',
  state: 'Somerset',
  postcode: 'BA1 1AA',
  country: 'GB',
  phone: '+44.1225123456',
};

const account: NewPanelAccount = {
  key: 'service:77',
  username: 'carolco',
  domain: 'carol-example.com',
  password: 'S3cret-pass-word!',
  email: 'carol@example.org',
  name: 'Carol Jones',
  plan: '3',
};

/** Panels look whether the account is there, then suspend it: twice is the same as once. */
const panel = (name: string, settings: Record<string, string>) => ({
  name,
  secure: true,
  first: 'either' as const,
  call: async ({ port, ca }: Address) => {
    const server = { hostname: '127.0.0.1', port: String(port), ...(ca && { caPem: ca }) };
    const timeoutMs = String(IMPATIENT_MS);
    await connect('panel', name, { ...server, timeoutMs, ...settings }).suspend!(
      account,
      'Overdue',
    );
  },
});

const charge = {
  amount: '10.00',
  currency: 'USD',
  invoiceId: 7,
  description: 'Invoice 7',
  key: 'key-7',
};

/** The calls of every provider that ships and speaks HTTP. */
export const providerCalls: readonly ProviderCall[] = [
  registrar('logicboxes', ({ url }) => ({
    userId: '700',
    apiKey: 'secret-key',
    customerId: '42',
    baseUrl: `${url}api/`,
    checkUrl: `${url}api/`,
  })),
  registrar('connectreseller', ({ url }) => ({
    apiKey: 'secret-key',
    resellerId: '5',
    currency: 'USD',
    baseUrl: url,
  })),
  registrar('onlinenic', ({ url }) => ({
    user: '10578',
    password: 'pass-word',
    apiKey: 'secret-key',
    baseUrl: url,
  })),
  {
    name: 'cosmos',
    secure: false,
    // It registers at once, and renews nothing.
    first: 'acts',
    call: ({ url }) => {
      const settings = { apiKey: 'secret-key', currency: 'USD', baseUrl: url };
      const order = {
        domain: 'new.com',
        years: 1,
        nameservers: [],
        contacts: { registrant: carol },
      };
      return connect('registrar', 'cosmos', settings).register!(order, call);
    },
  },
  registrar('openprovider', ({ url }) => ({
    username: 'user',
    password: 'pass-word',
    baseUrl: url,
  })),
  registrar('opensrs', ({ url }) => ({ username: 'janedoe', apiKey: 'secret-key', baseUrl: url })),
  registrar('namecheap', ({ url }) => ({
    apiUser: 'apiexample',
    apiKey: 'secret-key',
    clientIp: '192.168.1.109',
    baseUrl: url,
  })),
  registrar('enom', ({ url }) => ({ accountId: 'resellid', token: 'secret-token', baseUrl: url })),
  panel('cpanel', { username: 'root', secret: 'TOKEN' }),
  panel('plesk', { secret: 'KEY' }),
  panel('directadmin', { username: 'reseller', secret: 'KEY', ip: '192.0.2.1' }),
  panel('proxmox', { username: 'shop@pve!gateway', secret: 'KEY' }),
  panel('cyberpanel', { username: 'admin', secret: 'KEY' }),
  panel('virtualizor', { username: 'APIKEY', secret: 'APIPASS' }),
  {
    name: 'stripe',
    secure: false,
    first: 'acts',
    call: async ({ url }) => {
      const keys = { secretKey: 'sk_test_KEY', webhookSecret: 'whsec_test', accountId: 'acct_1' };
      const stripe = await connect('gateway', 'stripe', { ...keys, apiUrl: url });
      await stripe.capture({ ...charge, token: 'cus_1/pm_1' });
    },
  },
  {
    name: 'paypal',
    secure: false,
    // It signs in first.
    first: 'looks',
    isPatient: true,
    call: async ({ url }) => {
      const keys = { clientId: 'ID', clientSecret: 'SECRET', webhookId: 'WH1', merchantId: 'M1' };
      const paypal = await connect('gateway', 'paypal', { ...keys, apiUrl: url });
      await paypal.capture({ ...charge, token: 'vault1' });
    },
  },
  {
    name: 'minfraud',
    secure: true,
    first: 'acts',
    hidesPauses: true,
    call: async ({ port, ca }) => {
      // Its library takes a host, and neither a port nor an authority.
      const agent = globalAgent as typeof globalAgent & { defaultPort: number };
      agent.defaultPort = port;
      if (ca) agent.options.ca = ca;
      else delete agent.options.ca;
      const settings = { accountId: '42', licenseKey: 'LICENSE', host: '127.0.0.1' };
      const service = await connect('fraud', 'minfraud', settings);
      return service.check({ transactionId: 'order:7' });
    },
  },
];
