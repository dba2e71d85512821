import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningApp, startApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { type RunningServer, startServer } from '#server.ts';
import { demoKeys } from '#start/demo/price-entries.ts';
import { addPriceList } from '#start/demo/resellers.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { testDatabaseUrl } from '#test/setup/database.ts';

let gateway: Gateway;
let second: RunningApp | undefined;
let server: RunningServer | undefined;
let listId = 0;

/** Two gateways share a PostgreSQL; the embedded database belongs to one process alone. */
const apart = it.skipIf(!process.env.TEST_DATABASE_URL);

beforeAll(async () => {
  gateway = await openGateway();
  const { db } = gateway.app;
  await db.productKey.createMany({
    data: demoKeys.map((key, sortOrder) => ({ ...key, sortOrder })),
  });
  listId = await addPriceList(db, 'Customers', 'CUSTOMER', () => '12.25');
  await db.reseller.update({
    where: { id: gateway.resellerId },
    data: { customerPriceListId: listId },
  });
  const url = testDatabaseUrl();
  if (!url) return;
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: url,
    DATA_DIR: gateway.app.config.dataDir,
    ENCRYPTION_KEY: 'ab'.repeat(32),
  });
  second = await startApp(config);
  server = await startServer(second.app);
});
afterAll(async () => {
  await server?.stop();
  await second?.stop();
});

const SET = `mutation ($input: SetPriceListPriceInput!) {
  setPriceListPrice(input: $input) { priceList { version } }
}`;

apart(
  'shows a price changed through one gateway in the catalogue kept by another at once',
  async () => {
    const read = async (base: string, etag = '') => {
      const query = `auth-userid=${gateway.resellerId}&api-key=${tokenOf('reseller')}`;
      const headers = { 'if-none-match': etag };
      const response = await fetch(`${base}/api/products/customer-price.json?${query}`, {
        headers,
      });
      const text = await response.text();
      return { status: response.status, etag: response.headers.get('etag') ?? '', text };
    };
    const kept = await read(server!.url);
    expect(kept.text).toContain('"addnewdomain":{"1":12.25}');
    // The same bytes have the same name in both, and what did not change is not sent again.
    expect((await read(gateway.url)).etag).toBe(kept.etag);
    expect(await read(server!.url, kept.etag)).toMatchObject({ status: 304, text: '' });
    for (const price of ['12.3', '12.30000001', '12.25']) {
      const spot = { productKey: 'domcno', action: 'addnewdomain', tenure: 1, price };
      await gateway.data(SET, { input: { priceListId: `PriceList:${listId}`, ...spot } });
      const answer = await read(server!.url, kept.etag);
      // The first price came back: the bytes are those of before, so nothing needs to be sent.
      if (price === '12.25') expect(answer.status).toBe(304);
      else expect(answer.text).toContain(`"addnewdomain":{"1":${price}}`);
    }
  },
);
