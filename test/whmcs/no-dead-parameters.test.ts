import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { openShop, type Shop } from '#test/shop.ts';
import { whmcs } from './whmcs.ts';

// Parameters that were taken and did nothing.
let gateway: Gateway;
let shop: Shop;
beforeAll(async () => {
  gateway = await openGateway();
  shop = await openShop(gateway);
});

/** A product of 10.00 with an option of 2.00 a unit; their numbers. */
async function withOption(type: string) {
  const pid = await shop.addProduct();
  const { createConfigOptionGroup } = await gateway.data(
    `mutation ($input: CreateConfigOptionGroupInput!) { createConfigOptionGroup(input: $input) {
      configOptionGroup { id } } }`,
    { input: { name: `${type} ${pid}`, productIds: [`Product:${pid}`] } },
  );
  const choices = [{ name: 'Unit', prices: [{ cycle: 'MONTHLY', price: '2' }] }];
  const { createConfigOption } = await gateway.data(
    `mutation ($input: CreateConfigOptionInput!) { createConfigOption(input: $input) {
      configOption { databaseId } } }`,
    { input: { groupId: createConfigOptionGroup.configOptionGroup.id, name: type, type, choices } },
  );
  return { pid, option: createConfigOption.configOption.databaseId as number };
}

it.each([
  ['QUANTITY', 3, '16.00'],
  ['QUANTITY', 0, '10.00'],
  ['YES_NO', 1, '12.00'],
  ['YES_NO', 0, '10.00'],
])('orders an option of the type %s by its count %i, for %s', async (type, count, total) => {
  const { pid, option } = await withOption(type);
  const order = await whmcs(gateway, 'AddOrder', {
    clientid: gateway.carol,
    paymentmethod: 'mailin',
    'pid[0]': pid,
    'billingcycle[0]': 'monthly',
    [`configoptions[0][${option}]`]: count,
  });
  expect(order, JSON.stringify(order)).toMatchObject({ result: 'success' });
  const invoice = await whmcs(gateway, 'GetInvoice', { invoiceid: order.invoiceid });
  expect(invoice.total).toBe(total);
});

it.each([
  [{ invoiceaction: 'duedate' }, 'duedate and invoiceaction=duedate go together.'],
  [{ duedate: '2030-01-01' }, 'duedate and invoiceaction=duedate go together.'],
  [{ hours: '2', quantity: '3' }, 'hours cannot stand beside quantity.'],
])('refuses a billable item with %o, of which a part would do nothing', async (form, message) => {
  const item = { clientid: gateway.carol, description: 'Advice', amount: '10' };
  const refused = await whmcs(gateway, 'AddBillableItem', { ...item, ...form });
  expect(refused).toMatchObject({ result: 'error', message });
});
