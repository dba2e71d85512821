import { beforeAll, expect, it } from 'vitest';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { change } from '#test/money/ask.ts';
import { openShop } from '#test/shop.ts';
import { tableHashes } from './tables.ts';

let gateway: Gateway;
let productId: string;
const ORDER = `mutation ($input: OrderItemsInput!) {
  orderItems(input: $input) { order { invoice { status total { amount } } } }
}`;
const INVOICE = `mutation ($input: CreateInvoiceInput!) {
  createInvoice(input: $input) { invoice { tax { amount } total { amount } } }
}`;
const ask = (document: string, variables: object) => gateway.ask(document, variables);
beforeAll(async () => {
  gateway = await openGateway();
  const shop = await openShop(gateway);
  productId = `Product:${await shop.addProduct({ price_duration: 'price_monthly_fee' })}`;
});

const order = () => ({
  input: {
    clientId: `Client:${gateway.carol}`,
    products: [{ productId, cycle: 'MONTHLY' }],
    paymentMethod: 'mailin',
    sendEmail: false,
    sendInvoiceEmail: false,
  },
});
const detailsOf = (answer: object) =>
  (answer as { extensions?: Record<string, any> }).extensions ?? {};

/** Plans a change, has something else happen, and sends the real one, which must leave nothing. */
async function plannedAnd(document: string, variables: object, meanwhile: () => Promise<unknown>) {
  const dry = await gateway.ask(document, variables, 'staff', { 'dry-run': '1' });
  expect(dry.errors).toBeUndefined();
  const { plan } = detailsOf(dry);
  await meanwhile();
  const before = await tableHashes(gateway.app);
  const answer = await gateway.ask(document, variables, 'staff', { plan });
  expect(codeOf(answer)).toBe('PLAN_CHANGED');
  expect(await tableHashes(gateway.app)).toEqual(before);
  return answer.errors![0]!.extensions as Record<'planned' | 'now', Record<string, any>>;
}

it('refuses a planned order once its product costs something else', async () => {
  const { planned, now } = await plannedAnd(ORDER, order(), () =>
    change(ask, 'updateProduct', {
      productId,
      prices: [{ currency: 'USD', cycle: 'MONTHLY', price: '12.50' }],
    }),
  );
  expect(planned.invoices[0].total).toBe('10');
  expect(now.invoices[0].total).toBe('12.5');
});

it('refuses a planned order once somebody else’s order has used up the credit', async () => {
  const clientId = `Client:${gateway.carol}`;
  await change(ask, 'addCredit', { clientId, amount: '12.50', description: 'Given' });
  const { planned, now } = await plannedAnd(ORDER, order(), () =>
    gateway.ask(ORDER, order(), 'carol'),
  );
  // Of 12.50 the plan was to pay 12.50; the other order has done so.
  expect(planned.invoices[0]).toMatchObject({ status: 'PAID', credit: '12.5', balance: '0' });
  expect(now.invoices[0]).toMatchObject({ status: 'UNPAID', credit: '0', balance: '12.5' });
});

it('refuses a planned invoice once a tax rule has changed', async () => {
  await gateway.rapi('SetConfigurationValue', { setting: 'TaxEnabled', value: 'on' });
  const tax = { level: 1, name: 'VAT', country: 'GB' };
  await change(ask, 'setTaxRule', { ...tax, rate: '20' });
  const lines = [{ description: 'Advice', unitPrice: '50.00', isTaxed: true }];
  const input = { clientId: `Client:${gateway.carol}`, status: 'UNPAID', lines };
  const { planned, now } = await plannedAnd(INVOICE, { input }, () =>
    change(ask, 'setTaxRule', { ...tax, rate: '25' }),
  );
  // 50.00 and 20 %, then 25 % of it.
  expect(planned.invoices[0]).toMatchObject({ tax: '10', total: '60' });
  expect(now.invoices[0]).toMatchObject({ tax: '12.5', total: '62.5' });
});
