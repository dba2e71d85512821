import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booksAreRight } from '#test/billing/books.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop } from '#test/orders/money-shop.ts';
import { tokenOf } from '#test/people.ts';
import { done } from '#test/shop.ts';
import { asToken, id, paymentOf } from './wishes.ts';

// What was given once is not given twice, whichever way round it is asked for. The products cost
// 15.50, 31.00 and 62.00 a month, and 1 May has the whole of its month left.
let gateway: Gateway;
let store: MoneyShop;
let l: number;
let m: number;
let n: number;

const monthly = (price: string) => ({ prices: [{ cycle: 'MONTHLY', price }] });
const staff = (name: string, input: object, body?: string) =>
  asToken(gateway, tokenOf('staff'), name, input, body);

beforeAll(async () => {
  gateway = await openGateway();
  store = await openMoneyShop(gateway);
  store.on('2028-05-01');
  l = await store.product('L', monthly('15.50'));
  m = await store.product('M', monthly('31'));
  n = await store.product('N', monthly('62'));
  await store.paths(l, m, n);
  await store.promotion('FREE100', { type: 'PERCENTAGE', value: '100' });
});
afterAll(() => booksAreRight(gateway));

describe('changes of a service', () => {
  const to = (product: number) => ({ productId: id('Product', product) });
  /** Makes a change and pays what it costs; the money that came in for it. */
  async function change(service: number, product: number): Promise<number> {
    const { data, errors } = await store.change(service, to(product));
    if (errors) throw new Error(JSON.stringify(errors));
    const { order } = data.upgradeProduct;
    const invoice = order.invoice?.databaseId as number | undefined;
    const owed = invoice ? Number((await store.invoice(invoice)).balance) : 0;
    if (invoice) await store.pay(invoice);
    await gateway.rapi('AcceptOrder', { order_id: order.databaseId });
    return owed;
  }

  it('give no more back than was paid, however often they are made', async () => {
    const client = await store.client('Round');
    const { service } = await store.buy(client, m);
    let paid = 31;
    for (let round = 1; round <= 4; round += 1) {
      paid += await change(service, n);
      paid += await change(service, m);
      // The month of M costs 31.00; what was paid besides is credit, and no more.
      expect([round, await store.credit(client)]).toEqual([round, (paid - 31).toFixed(2)]);
    }
    expect(paid).toBeGreaterThan(31);
  });

  it('give nothing back of what was had for nothing, up or down', async () => {
    const client = await store.client('Gratis');
    const { service } = await store.buy(client, n, { code: 'FREE100' });
    await change(service, m);
    await change(service, l);
    expect(await store.credit(client)).toBe('0.00');
  });

  it('give nothing back twice: of what was refunded, and of what was given back already', async () => {
    const client = await store.client('Twice');
    const { service, invoice } = await store.buy(client, n);
    await change(service, l);
    // 62.00 − 15.50
    expect(await store.credit(client)).toBe('46.50');
    const transactionId = await paymentOf(gateway, id('Invoice', invoice));
    const refund = { invoiceId: id('Invoice', invoice), transactionId, type: 'CREDIT' };
    expect(codeOf(await staff('addRefund', { ...refund, amount: '62' }))).toBe(
      'REFUND_EXCEEDS_PAYMENT',
    );
    await staff('addRefund', refund);
    // Of 62.00 nothing is left to give: 46.50 + 15.50.
    expect(await store.credit(client)).toBe('62.00');
  });
});

describe('bought credit', () => {
  const funds = async (client: number, amount: string, name = 'createFundsInvoice') => {
    const clientId = id('Client', client);
    const body = 'invoice { id databaseId }';
    const { data, errors } = await staff(name, { clientId, amount }, body);
    return errors ? null : (data[name].invoice as { id: string; databaseId: number });
  };

  it('is what was paid for it: its invoice takes no other line and no tax', async () => {
    await store.setting('AddFundsMaximumBalance', '0');
    const client = await store.client('Funds');
    const invoice = (await funds(client, '100'))!;
    const discount = { addLines: [{ description: 'Discount', unitPrice: '-99' }] };
    for (const input of [discount, { taxRate: '0' }, { removeLineIds: ['InvoiceItem:1'] }])
      expect(codeOf(await staff('updateInvoice', { invoiceId: invoice.id, ...input }))).toBe(
        'INVOICE_AMOUNTS_FIXED',
      );
    await store.pay(invoice.databaseId);
    expect(await store.credit(client)).toBe('100.00');
  });

  it('is bought in amounts that are amounts, and not by credit', async () => {
    const client = await store.client('Amounts');
    for (const amount of ['0', '-10', '0.004'])
      expect([amount, await funds(client, amount)]).toEqual([amount, null]);
    const invoice = (await funds(client, '50'))!;
    await done(gateway, 'AddCredit', { user_id: client, description: 'Paid in', amount: '50' });
    expect(codeOf(await staff('applyCredit', { invoiceId: invoice.id }))).toBe(
      'FUNDS_NOT_BY_CREDIT',
    );
    expect(await store.credit(client)).toBe('50.00');
  });

  it('is taken back with its payment, and not once it was spent', async () => {
    const client = await store.client('Back');
    const invoice = (await funds(client, '62'))!;
    await store.pay(invoice.databaseId);
    await store.order(client, n);
    expect(await store.credit(client)).toBe('0.00');
    const transactionId = await paymentOf(gateway, invoice.id);
    expect(codeOf(await staff('deletePaymentTransaction', { transactionId }))).toBe(
      'CREDIT_INSUFFICIENT',
    );
    const refund = { invoiceId: invoice.id, transactionId, type: 'MANUAL' };
    expect(codeOf(await staff('addRefund', refund))).toBeDefined();
  });
});

describe('an invoice on its way round the states', () => {
  it('gives back what was paid of it once, and is owed in full when it is opened again', async () => {
    const client = await store.client('Circle');
    const { invoice } = await store.order(client, n);
    await done(gateway, 'AddInvoicePayment', { invoice_id: invoice, amount: 20 });
    const go = (status: string) =>
      staff('updateInvoice', { invoiceId: id('Invoice', invoice), status });
    for (const status of ['CANCELLED', 'UNPAID', 'CANCELLED', 'UNPAID'])
      expect((await go(status)).errors).toBeUndefined();
    expect([await store.credit(client), (await store.invoice(invoice)).balance]).toEqual([
      '20.00',
      '62.00',
    ]);
    await staff('applyCredit', { invoiceId: id('Invoice', invoice) });
    // 62.00 − 20.00
    expect([await store.credit(client), (await store.invoice(invoice)).balance]).toEqual([
      '0.00',
      '42.00',
    ]);
  });

  it('leaves no order active, called off and taken again, that nobody owes', async () => {
    const client = await store.client('Again');
    const { order, invoice, service } = await store.buy(client, n);
    const transactionId = await paymentOf(gateway, id('Invoice', invoice));
    await staff('addRefund', {
      invoiceId: id('Invoice', invoice),
      transactionId,
      type: 'MANUAL',
    });
    for (const command of ['FraudOrder', 'PendingOrder', 'AcceptOrder'])
      await done(gateway, command, { order_id: order });
    const owed = await gateway.data(
      `query ($id: ID!) { client(by: { id: $id }) { invoices(first: 10, filter: { status: [UNPAID] }) {
        nodes { balance { amount } } } } }`,
      { id: id('Client', client) },
    );
    expect(owed.client.invoices.nodes).toEqual([{ balance: { amount: '62.00' } }]);
    const { node } = await gateway.data(
      `query ($id: ID!) { node(id: $id) { ... on Service { status } } }`,
      { id: id('Service', service) },
    );
    expect(node.status).toBe('ACTIVE');
  });
});
