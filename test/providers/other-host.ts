import { readFileSync } from 'node:fs';
import { globalAgent } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { ProviderError } from '#core/provider-error.ts';
import { connectProvider } from '#providers/connect.ts';
import type { Connections, Provider } from '#providers/define.ts';
import { describeSettings } from '#providers/settings.ts';
import { shippedProviders } from '#providers/shipped.ts';

/*
 * Run by certificates.test.ts in a process that trusts the authority of tls/two-hosts-ca.pem: asks
 * every provider that calls somebody at a server that shows the certificate named by the argument,
 * and prints what became of each as JSON.
 */
const [, , certificate = 'elsewhere'] = process.argv;
const read = (name: string) => readFileSync(new URL(`./tls/${name}`, import.meta.url));

/** What became of a provider's call. */
export interface Met {
  provider: string;
  outcome: string;
  message: string;
  /** How many bytes of the call reached the server, once the connection was encrypted. */
  bytes: number;
}

const frame = (text: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text) + 4);
  return Buffer.concat([length, Buffer.from(text)]);
};

/** What a server says first, where it is the server that speaks first. */
const greetings: Readonly<Record<string, string | Buffer>> = {
  smtp: '220 here ESMTP\r\n',
  epp: frame(
    '<epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><greeting><svID>x</svID><svcMenu/></greeting></epp>',
  ),
};

/** Settings that are not like those of the others, by provider. */
const own: Readonly<Record<string, (port: number) => Record<string, string>>> = {
  smtp: (port) => ({ url: `smtps://user:secret@127.0.0.1:${port}` }),
  s3: (port) => ({ url: `https://127.0.0.1:${port}/bucket` }),
  proxmox: () => ({ username: 'shop@pve!gateway' }),
  minfraud: () => ({ accountId: '42' }),
};

function settingsFor(provider: Provider, port: number): Record<string, string> {
  const filled = describeSettings(provider.settings).flatMap(({ name, type, required }) => {
    if (type === 'url') return [[name, `https://127.0.0.1:${port}/`]];
    if (name === 'hostname' || name === 'host') return [[name, '127.0.0.1']];
    if (name === 'port') return [[name, String(port)]];
    return required || name === 'username' ? [[name, 'secret-value']] : [];
  });
  return { ...Object.fromEntries(filled), ...own[provider.name]?.(port) };
}

const carol = {
  firstName: 'Carol',
  lastName: 'Jones',
  email: 'carol@example.org',
  address1: '1 High Street',
  city: 'Bath',
  postcode: 'BA1 1AA',
  country: 'GB',
  phone: '+44.1225123456',
};

/** A call of each kind that carries credentials. */
const calls: { [Kind in Provider['kind']]: (to: Connections[Kind]) => Promise<unknown> } = {
  registrar: async (to) =>
    to.register?.(
      {
        domain: 'new-name.com',
        years: 1,
        nameservers: ['ns1.host.test', 'ns2.host.test'],
        contacts: { registrant: carol },
      },
      { key: 'task:7', timeoutMs: 3_000 },
    ),
  panel: async (to) =>
    to.create?.({
      key: 'service:77',
      username: 'carolco',
      domain: 'carol-example.com',
      password: 'S3cret-pass-word!',
      email: 'carol@example.org',
      name: 'Carol Jones',
      plan: '3',
    }),
  gateway: async (to) =>
    (await to).createPayment({
      invoiceId: 7,
      amount: '12.00',
      currency: 'USD',
      description: 'Invoice 7',
      key: 'payment:7',
      returnUrl: 'https://shop.test/',
      cancelUrl: 'https://shop.test/',
    }),
  fraud: async (to) =>
    (await to).check({ transactionId: 'order:7', email: 'carol@example.org' } as never),
  mailer: async (to) => (await to).test(),
  storage: async (to) => to.put('a/b', Buffer.from('x'), 'text/plain'),
};

async function meet(provider: Provider): Promise<Met> {
  let bytes = 0;
  const server = createServer(
    { cert: read(`${certificate}.pem`), key: read(`${certificate}.key`) },
    (socket) => {
      const greeting = greetings[provider.name];
      if (greeting) socket.write(greeting);
      socket.on('error', () => {});
      socket.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        socket.destroy();
      });
    },
  );
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  // MaxMind's library takes no port.
  (globalAgent as { defaultPort?: number }).defaultPort = port;
  try {
    const settings = settingsFor(provider, port);
    const account = { label: provider.name, isTestMode: false, settings };
    const call = calls[provider.kind] as (to: unknown) => Promise<unknown>;
    await call(connectProvider(provider, account));
    return { provider: provider.name, outcome: 'none', message: 'It did not fail.', bytes };
  } catch (error) {
    const { outcome } = error as Partial<ProviderError>;
    const message = (error as Error).message;
    return { provider: provider.name, outcome: outcome ?? 'thrown', message, bytes };
  } finally {
    server.close();
  }
}

const met: Met[] = [];
// Those that call nobody have no address to be called at.
const isCalling = ({ settings, kind, docs }: Provider) =>
  docs.length > 0 && (kind !== 'storage' || describeSettings(settings).length > 0);
for (const provider of shippedProviders.filter(isCalling)) met.push(await meet(provider));
console.log(JSON.stringify(met));
process.exit(0);
