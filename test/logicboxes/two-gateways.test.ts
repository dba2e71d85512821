import { beforeAll, expect } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { tokenOf } from '#test/people.ts';
import { secondGateway } from '#test/second-gateway.ts';
import { together } from '#test/setup/together.ts';
import { sellByLists } from './price-lists.ts';

let gateway: Gateway;
let other = '';
let listId = '';

beforeAll(async () => {
  gateway = await openGateway();
  [listId = ''] = await sellByLists(gateway, () => '12.25', ['CUSTOMER']);
  other = await secondGateway(gateway);
});

const SET = `mutation ($input: SetPriceListPriceInput!) {
  setPriceListPrice(input: $input) { priceList { version } }
}`;

together(
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
    const stored = await read(other);
    expect(stored.text).toContain('"addnewdomain":{"1":12.25}');
    // The same bytes have the same name in both, and what did not change is not sent again.
    expect((await read(gateway.url)).etag).toBe(stored.etag);
    expect(await read(other, stored.etag)).toMatchObject({ status: 304, text: '' });
    for (const price of ['12.3', '12.30000001', '12.25']) {
      const spot = { productKey: 'domcno', action: 'addnewdomain', tenure: 1, price };
      await gateway.data(SET, { input: { priceListId: listId, ...spot } });
      const answer = await read(other, stored.etag);
      // The first price came back: the bytes are those of before, so nothing needs to be sent.
      if (price === '12.25') expect(answer.status).toBe(304);
      else expect(answer.text).toContain(`"addnewdomain":{"1":${price}}`);
    }
  },
);
