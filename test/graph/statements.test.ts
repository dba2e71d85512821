import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { run } from '#test/schema/planned.ts';
import { statementsOf } from '#test/schema/statements.ts';
import { openShop } from '#test/shop.ts';

let gateway: Gateway;
let made = 0;

/** More products with prices, TLDs with prices, clients with tickets, invoices and orders. */
async function more(count: number): Promise<void> {
  const { db } = gateway.app;
  const group = await db.productGroup.findFirstOrThrow();
  const type = await db.productType.findFirstOrThrow({ orderBy: { id: 'asc' } });
  for (let at = 0; at < count; at += 1) {
    made += 1;
    const name = `more-${made}`;
    const price = { currencyCode: 'USD', cycle: 'MONTHLY' as const, price: '10' };
    await db.product.create({
      data: {
        groupId: group.id,
        typeId: type.id,
        name,
        slug: name,
        currencyCode: 'USD',
        prices: { create: [price] },
      },
    });
    const extension = `t${made}`;
    const tld = await db.tld.create({
      data: { extension, unicodeExtension: extension, currencyCode: 'USD' },
    });
    await db.tldPrice.create({
      data: { tldId: tld.id, currencyCode: 'USD', price: '15', action: 'REGISTER', years: 1 },
    });
    await gateway.data(
      `mutation($input:CreateInvoiceInput!){createInvoice(input:$input){invoice{id}}}`,
      {
        input: {
          clientId: `Client:${gateway.carol}`,
          lines: [{ description: 'Work', unitPrice: '1.00' }],
          status: 'UNPAID',
        },
      },
    );
  }
  await gateway.app.authCache.outlive();
}

/** How many statements an operation takes once everything that lasts was read. */
async function countOf(document: string): Promise<number> {
  const ask = () => run(gateway.app, gateway.app.db, { document, variables: {} });
  expect((await ask()).errors).toBeUndefined();
  const { statements } = await statementsOf(ask);
  expect(statements.length, document).toBeGreaterThan(0);
  return statements.length;
}

const DOCUMENTS = {
  "a reseller's prices":
    '{resellers{edges{node{pricing{products{cost{amount}} tlds{cost{amount}}}}}}}',
  'invoices and what belongs to them':
    '{invoices(first:100){nodes{client{id} items{subject{__typename}} transactions(first:5){nodes{gateway{id}}}}}}',
  'what an invoice can be paid with':
    '{invoices(first:100){nodes{paymentOptions{gateway{id} storedPayMethods{id}}}}}',
  'products and TLDs':
    '{products(first:100){nodes{prices{cycle}}} tlds(first:100){nodes{extension}}}',
};

describe('the number of statements does not grow with the rows (G75)', () => {
  beforeAll(async () => {
    gateway = await openGateway();
    await openShop(gateway);
    await more(3);
  });
  it('of any of these', async () => {
    const few: Record<string, number> = {};
    for (const [name, document] of Object.entries(DOCUMENTS)) few[name] = await countOf(document);
    await more(12);
    const many: Record<string, number> = {};
    for (const [name, document] of Object.entries(DOCUMENTS)) many[name] = await countOf(document);
    expect(many).toEqual(few);
    for (const [name, count] of Object.entries(many)) expect(count, name).toBeLessThanOrEqual(12);
  });
});
