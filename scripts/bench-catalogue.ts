// `npx tsx scripts/bench-catalogue.ts`: the price catalogue from kept bytes, against making it each time.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { hashToken } from '#core/secret.ts';
import type { App } from '#schema/app.ts';
import { startServer } from '#server.ts';
import { ensureEssentials } from '#start/essentials.ts';

const KEYS = 432;
const YEARS = [1, 2, 3];
const ACTIONS = ['addnewdomain', 'renewdomain', 'addtransferdomain', 'restoredomain'];
const CONNECTIONS = 8;
const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const token = 'catalogue';

/** A reseller whose customers' list has a price for every key, action and year. */
async function fill({ db }: App): Promise<{ resellerId: number; listId: number }> {
  const person = { firstName: 'Rita', lastName: 'Reseller', email: 'rita@bench.test' };
  const currencyCode = 'USD';
  const client = await db.client.create({ data: { ...person, countryCode: 'GB', currencyCode } });
  const list = await db.priceList.create({
    data: { name: 'Customers', audience: 'CUSTOMER', currencyCode },
  });
  const keys = await db.productKey.createManyAndReturn({
    data: Array.from({ length: KEYS }, (_key, place) => ({
      key: `dotending${place}`,
      family: 'DOMAIN' as const,
      category: 'domorder',
      tlds: [`ending${place}`],
    })),
    select: { id: true },
  });
  const spots = ACTIONS.flatMap((action) => YEARS.map((tenure) => ({ action, tenure })));
  await db.priceListEntry.createMany({
    data: keys.flatMap(({ id: productKeyId }) =>
      spots.map((spot) => ({
        ...spot,
        listId: list.id,
        productKeyId,
        tenureUnit: 'YEARS' as const,
        price: '42.34',
        priceText: '42.34',
      })),
    ),
  });
  const reseller = await db.reseller.create({
    data: {
      clientId: client.id,
      brandName: 'Bench',
      currencyCode,
      customerPriceListId: list.id,
    },
  });
  await db.apiCredential.create({
    data: {
      name: 'bench',
      identifier: 'bench',
      kind: 'RESELLER',
      resellerId: reseller.id,
      clientId: client.id,
      tokenHash: hashToken(token),
      tokenLast4: 'ogue',
      permissions: ['*'],
    },
  });
  return { resellerId: reseller.id, listId: list.id };
}

/** Asks for so many seconds over several connections, after `before` each time. */
async function measure(url: string, before: () => Promise<unknown>, headers: HeadersInit = {}) {
  const end = performance.now() + seconds * 1000;
  const usedBefore = process.cpuUsage();
  let answered = 0;
  const ask = async () => {
    while (performance.now() < end) {
      await before();
      const response = await fetch(url, { headers });
      await response.arrayBuffer();
      if (response.status !== 200 && response.status !== 304) throw new Error(`${response.status}`);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  const { user, system } = process.cpuUsage(usedBefore);
  return { perSecond: answered / seconds, cpu: (user + system) / 1000 / answered };
}

type Figures = Awaited<ReturnType<typeof measure>>;

const config = readConfig({
  PORT: '0',
  LOG_LEVEL: 'silent',
  RATE_LIMIT: '0',
  DATA_DIR: await mkdtemp(join(tmpdir(), 'hostgraph-bench-')),
  ...(process.env.DATABASE_URL && {
    DATABASE_URL: process.env.DATABASE_URL,
    ENCRYPTION_KEY: 'ab'.repeat(32),
  }),
});
const running = await startApp(config);
const { app } = running;
await ensureEssentials(app);
const { resellerId, listId } = await fill(app);
const server = await startServer(app);
const auth = `auth-userid=${resellerId}&api-key=${token}`;
const url = `${server.url}/api/products/customer-price.json?${auth}`;
const first = await fetch(url);
const etag = first.headers.get('etag') ?? '';
const bytes = (await first.arrayBuffer()).byteLength;
const nothing = async () => {};
const kept = await measure(url, nothing);
const unchanged = await measure(url, nothing, { 'if-none-match': etag });
// A list of a new version is made anew, whatever is kept.
const made = await measure(url, async () => {
  await app.db.priceList.update({ where: { id: listId }, data: { version: { increment: 1 } } });
  void app.beliefs.outlive();
});
const line = (name: string, { perSecond, cpu }: Figures) => {
  const ratios = `${(perSecond / made.perSecond).toFixed(0)} ×, CPU ${(made.cpu / cpu).toFixed(0)} ×`;
  return `${name} ${perSecond.toFixed(1)} requests/s, ${cpu.toFixed(2)} ms CPU each (${ratios})`;
};
// The processor's time holds the asking side's, too, which is the same in all three.
process.stdout.write(
  [
    `${KEYS} keys, ${Math.round(bytes / 1024)} KB, ${CONNECTIONS} connections, ${seconds} s each`,
    line('made anew        ', made),
    line('kept             ', kept),
    line('kept, unchanged  ', unchanged),
    '',
  ].join('\n'),
);
await server.stop();
await running.stop();
