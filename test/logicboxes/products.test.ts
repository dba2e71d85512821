import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import type { DemoPrice } from '#start/demo/price-entries.ts';
import { treeOfJson, treeOfXml } from './decode.ts';
import { sellByLists } from './price-lists.ts';

let gateway: Gateway;

/** The prices of the reference's own examples. */
const asInTheReference: DemoPrice = ({ productKey: key, action, tenure }) => {
  if (key.startsWith('enterprise')) return '100.0';
  if (key === 'thawtecert')
    return tenure === 2 && action !== 'additionallicense' ? '200.0' : '100.0';
  return '0.0';
};

beforeAll(async () => {
  gateway = await openGateway();
  await sellByLists(gateway, asInTheReference);
});

const auth = () => `auth-userid=${gateway.resellerId}&api-key=${tokenOf('reseller')}`;
const get = (path: string, query = auth(), headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/api/products/${path}?${query}`, { headers });

const plans = (ssl = true) => ({
  '1': { renew: { '3': 0, '12': 0 }, ...(ssl && { ssl: 0 }), add: { '3': 0, '12': 0 } },
  '2': { renew: { '3': 0, '12': 0 }, add: { '3': 0, '12': 0 } },
});
const band = {
  pricing: { renew: 0, ssl: 0, add: 0 },
  description: { no_of_mail_accounts: -1, default: true, bandwidth: -1, webspace: -1 },
};
const category = {
  category2: { name: 'receipts', quantity: '0.0' },
  category1: { name: 'hosting', quantity: '0.0' },
};
const certType = {
  renew: { '2': '200.0', '1': '100.0' },
  add: { '2': '200.0', '1': '100.0' },
  additionallicense: { '2': '100.0', '1': '100.0' },
};
const perAccount = { renew: { '3': 100, '12': 100 }, add: { '3': 100, '12': 100 } };
const monthly = { renew: { '1': 0 }, add: { '1': 0 } };

/** The reference's examples that are the same in both price operations. */
const shared = {
  multidomainhosting: plans(),
  multidomainwindowshostinghk: plans(),
  resellerhosting: plans(),
  resellerwindowshostingtr: plans(),
  vpslinuxus: { addons: { ssl: 0, cpanel: 0, whmcs: 0 }, plans: { '1': monthly, '2': monthly } },
  dedicatedserverlinuxus: {
    addons: {
      storage_1: 0,
      cpanel: 0,
      whmcs: 0,
      ipaddress: 0,
      storage_5: 0,
      storage_4: 0,
      storage_3: 0,
      storage_2: 0,
    },
    plans: { '105': monthly, '106': monthly },
  },
  enterpriseemailus: {
    email_account_ranges: {
      '1-5': perAccount,
      '6-25': perAccount,
      '26-49': perAccount,
      '50-200000': perAccount,
    },
  },
  thawtecert: {
    '0': {
      pricing: { ssl: certType, fssl: certType, wild: certType, sgc: certType },
      category,
    },
  },
};

it('shapes every family of reseller-price as the reference’s example', async () => {
  const response = await get('reseller-price.json');
  const prices = (await response.json()) as Record<string, unknown>;
  expect(Object.keys(prices)).toHaveLength(36);
  const actions = { addtransferdomain: { '1': '0.0' }, restoredomain: { '1': '0.0' } };
  const domain = { ...actions, addnewdomain: { '1': '0.0' }, renewdomain: { '1': '0.0' } };
  expect(prices).toMatchObject({
    ...shared,
    domcno: { '0': { pricing: domain, category } },
    hosting: {
      email_plan: {
        '1': {
          pricing: { renew: 0, add: 0 },
          description: { no_of_mail_accounts: 5, default: false },
        },
      },
      websitebuilder_plan: {
        '1': {
          pricing: { renew: 0, add: 0 },
          description: { no_of_mail_accounts: 1, default: true, webspace: 100, noofpages: 10 },
        },
      },
    },
    singledomainhostinglinuxus: { '1': band },
    singledomainhostingwindowstr: { '1': band },
  });
});

it('shapes every family of customer-price as the reference’s example, domains as numbers', async () => {
  const prices = await (await get('customer-price.json', `customer-id=&${auth()}`)).json();
  const actions = { addtransferdomain: { '1': 0 }, restoredomain: { '1': 0 } };
  expect(prices).toMatchObject({
    ...shared,
    dotnet: { ...actions, addnewdomain: { '1': 0 }, renewdomain: { '1': 0 } },
    hosting: {
      '0': { renew: { '12': 0, '24': 0 }, ssl: 0, add: { '12': 0, '24': 0 } },
      '1': { renew: { '12': 0, '24': 0 }, add: { '12': 0, '24': 0 } },
    },
    singledomainhostinglinuxus: plans(),
  });
});

it.each(['reseller-price', 'customer-price', 'category-keys-mapping'])(
  'answers %s in XML with the same tree as in JSON',
  async (operation) => {
    const json = await (await get(`${operation}.json`)).text();
    const xml = await (await get(`${operation}.xml`)).text();
    expect(treeOfXml(xml)).toEqual(treeOfJson(json));
  },
);

it('maps categories to keys, of domain names with their endings', async () => {
  const mapping = (await (await get('category-keys-mapping.json')).json()) as Record<
    string,
    unknown
  >;
  expect(mapping.domorder).toEqual([{ domcno: ['com'] }, { dotnet: ['net'] }]);
  expect(mapping.singledomainhosting).toContain('singledomainhostinglinuxus');
});

const SET = `mutation ($input: SetPriceListPriceInput!) {
  setPriceListPrice(input: $input) { priceList { version } }
}`;

it('prints a price digit for digit, and shows a change at once in spite of what it keeps', async () => {
  const before = await get('customer-price.json');
  const etag = before.headers.get('etag') ?? '';
  await before.text();
  expect((await get('customer-price.json', auth(), { 'if-none-match': etag })).status).toBe(304);
  const list = await gateway.app.db.priceList.findFirstOrThrow({
    where: { name: 'List of CUSTOMER' },
  });
  const price = { productKey: 'domcno', action: 'addnewdomain', tenure: 1, price: '0.30000001' };
  await gateway.data(SET, { input: { priceListId: `PriceList:${list.id}`, ...price } });
  const after = await get('customer-price.json', auth(), { 'if-none-match': etag });
  expect(after.status).toBe(200);
  expect(await after.text()).toContain('"addnewdomain":{"1":0.30000001}');
});

it('sends the catalogue compressed to those who can read it', async () => {
  const { hostname, port } = new URL(gateway.url);
  const { request } = await import('node:http');
  const bytes = await new Promise<Buffer>((resolve) => {
    const path = `/api/products/reseller-price.json?${auth()}`;
    const headers = { 'accept-encoding': 'gzip' };
    request({ hostname, port, path, headers }, (response) => {
      expect(response.headers['content-encoding']).toBe('gzip');
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks)));
    }).end();
  });
  expect(JSON.parse(gunzipSync(bytes).toString())).toHaveProperty('domcno');
});

it('takes auth-password, POST with everything in the query, and POST with a form', async () => {
  const query = `auth-userid=${gateway.resellerId}&auth-password=${tokenOf('reseller')}`;
  const url = `${gateway.url}/api/products/category-keys-mapping.json`;
  expect((await fetch(`${url}?${query}`, { method: 'POST' })).status).toBe(200);
  expect((await fetch(url, { method: 'POST', body: new URLSearchParams(query) })).status).toBe(200);
});

it('refuses in the platform’s envelope: HTTP 500 with status and message', async () => {
  const refused = async (path: string, query: string) => {
    const response = await get(path, query);
    return { status: response.status, text: await response.text() };
  };
  const denied = 'Access Denied: You are not authorized to perform this action.';
  const id = gateway.resellerId;
  expect(await refused('reseller-price.json', `auth-userid=${id}`)).toEqual({
    status: 500,
    text: '{"status":"ERROR","message":"Required authentication parameter missing"}',
  });
  for (const query of [
    `auth-userid=${id}&api-key=wrong`,
    `auth-userid=${id + 1}&api-key=${tokenOf('reseller')}`,
    `auth-userid=${id}&api-key=${tokenOf('carol')}`,
  ])
    expect((await refused('reseller-price.json', query)).text).toContain(denied);
  const foreign = `customer-id=${gateway.carol}&${auth()}`;
  expect((await refused('customer-price.json', foreign)).text).toContain('No Entity found');
  expect(await get('reseller-price.xml', 'x=1').then((r) => r.text())).toContain(
    '<string>ERROR</string>',
  );
  expect((await get('customer-transactions.json')).status).toBe(404);
});
