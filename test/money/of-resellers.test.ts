import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booksAreRight } from '#test/billing/books.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { type MoneyShop, openMoneyShop } from '#test/orders/money-shop.ts';
import { tokenOf } from '#test/people.ts';
import { done } from '#test/shop.ts';
import { asToken, id, paymentOf } from './wishes.ts';

// What a reseller's key and an old program try to make of the company's money.
let gateway: Gateway;
let store: MoneyShop;
let m: number;
const as = (token: string, name: string, input: object, body?: string) =>
  asToken(gateway, token, name, input, body);
const rita = (name: string, input: object, body?: string) =>
  as(tokenOf('reseller'), name, input, body);

beforeAll(async () => {
  gateway = await openGateway();
  store = await openMoneyShop(gateway);
  store.on('2028-05-01');
  m = await store.product('M', { prices: [{ cycle: 'MONTHLY', price: '31' }] });
});
afterAll(() => booksAreRight(gateway));

/** A paid invoice of Rob's with its payment, for something that was not delivered yet. */
async function paid() {
  const { invoice } = await store.order(gateway.rob, m);
  await store.pay(invoice);
  const invoiceId = id('Invoice', invoice);
  return { invoiceId, transactionId: await paymentOf(gateway, invoiceId) };
}

describe('a reseller’s key', () => {
  it('says nothing of money that the company received or gave back', async () => {
    const payment = await paid();
    const before = await store.credit(gateway.rob);
    const { transactionId } = payment;
    expect(codeOf(await rita('deletePaymentTransaction', { transactionId }))).toBe('FORBIDDEN');
    expect(codeOf(await rita('addRefund', { ...payment, type: 'MANUAL' }))).toBe('FORBIDDEN');
    // Money that is the customer's already stays the customer's, as credit, once.
    expect((await rita('addRefund', { ...payment, type: 'CREDIT' })).errors).toBeUndefined();
    const refunds = await gateway.data(
      `query ($id: ID!) { invoice(id: $id) { transactions(first: 5) { nodes { id kind } } } }`,
      { id: payment.invoiceId },
    );
    const refund = refunds.invoice.transactions.nodes.find(
      ({ kind }: { kind: string }) => kind === 'REFUND',
    );
    const undone = await rita('deletePaymentTransaction', { transactionId: refund.id });
    expect(codeOf(undone)).toBe('FORBIDDEN');
    expect(codeOf(await rita('addRefund', { ...payment, type: 'CREDIT' }))).toBe(
      'REFUND_EXCEEDS_PAYMENT',
    );
    // 31.00
    expect(Number(await store.credit(gateway.rob)) - Number(before)).toBe(31);
  });

  it('sells no credit below what is paid for it', async () => {
    const clientId = id('Client', gateway.rob);
    const { data } = await rita(
      'createFundsInvoice',
      { clientId, amount: '100' },
      'invoice { id }',
    );
    const invoiceId = data.createFundsInvoice.invoice.id as string;
    const discount = [{ description: 'Discount', unitPrice: '-99' }];
    expect(codeOf(await rita('updateInvoice', { invoiceId, addLines: discount }))).toBe(
      'INVOICE_AMOUNTS_FIXED',
    );
    expect(codeOf(await rita('payCustomerTransactions', { invoiceIds: [invoiceId] }))).toBe(
      'FUNDS_NOT_BY_CREDIT',
    );
  });

  it('sets none of its own terms, nor those of its customers with the company', async () => {
    const resellerId = id('Reseller', gateway.resellerId);
    const client = { id: id('Client', gateway.rob) };
    const prices = [{ productId: id('Product', m), cycle: 'MONTHLY', price: '0.01' }];
    const own = { name: 'Mine', audience: 'RESELLER', currency: 'USD' };
    const wishes: [string, object][] = [
      ['setResellerProductPrices', { resellerId, prices }],
      ['createPriceList', own],
      ['updateReseller', { resellerId, creditLimit: '1000' }],
      ['updateReseller', { resellerId, discountPercent: '100' }],
      ['updateReseller', { resellerId, status: 'ACTIVE' }],
      ['unassignPriceList', { resellerId, audience: 'RESELLER' }],
      ['updateClient', { client, creditLimit: '1000' }],
      ['updateClient', { client, groupId: 'ClientGroup:1' }],
      ['updateClient', { client, isTaxExempt: true }],
      ['updateClient', { client, leaveReseller: true }],
      ['createClientGroup', { name: 'Half', discountPercent: '50' }],
      ['createPromotion', { code: 'MINE', type: 'PERCENTAGE', value: '100' }],
      ['setExchangeRate', { code: 'USD', rate: '2' }],
      ['setTaxRule', { name: 'None', rate: '0', country: 'GB', level: 1 }],
      ['updateAffiliate', { affiliateId: 'Affiliate:1', payAmount: '100' }],
      ['settleAffiliateWithdrawal', { withdrawalId: 'AffiliateWithdrawal:1', approve: true }],
      ['updateProduct', { productId: id('Product', m), name: 'Mine' }],
    ];
    for (const [name, input] of wishes)
      expect([name, input, codeOf(await rita(name, input))]).toEqual([name, input, 'FORBIDDEN']);
  });

  it('gives credit in the currency of its own only, and orders nothing for others', async () => {
    await done(gateway, 'AddCredit', {
      user_id: gateway.rita,
      description: 'Paid in',
      amount: '100',
    });
    const gift = { description: 'Gift', amount: '10' };
    const gifts: [number, string | undefined][] = [
      [gateway.rob, undefined],
      [gateway.carol, 'CLIENT_NOT_FOUND'],
      [gateway.rita, 'CLIENT_NOT_FOUND'],
    ];
    for (const [client, code] of gifts)
      expect([
        client,
        codeOf(await rita('addCredit', { clientId: id('Client', client), ...gift })),
      ]).toEqual([client, code]);
    for (const amount of ['-10', '0', '0.001'])
      expect(
        codeOf(await rita('addCredit', { clientId: id('Client', gateway.rob), ...gift, amount })),
      ).toBeDefined();
    // 100.00 − 10.00
    expect(await store.credit(gateway.rita)).toBe('90.00');
    const order = { clientId: id('Client', gateway.carol), paymentMethod: 'mailin' };
    expect(codeOf(await rita('addOrder', order))).toBe('CLIENT_NOT_FOUND');
  });

  it('pays an invoice of its customer from credit once, fifty times at once', async () => {
    await done(gateway, 'AddCredit', {
      user_id: gateway.rob,
      description: 'Paid in',
      amount: '25',
    });
    const lines = [{ description: 'Work', unitPrice: '20' }];
    const input = { clientId: id('Client', gateway.rob), status: 'UNPAID', lines };
    const { data } = await rita('createInvoice', input, 'invoice { databaseId }');
    const invoice = data.createInvoice.invoice.databaseId as number;
    const before = Number(await store.credit(gateway.rob));
    const body = new URLSearchParams({
      'auth-userid': String(gateway.resellerId),
      'api-key': tokenOf('reseller'),
      'invoice-ids': String(invoice),
    });
    await Promise.all(
      Array.from({ length: 50 }, () =>
        fetch(`${gateway.url}/api/billing/customer-pay.json`, { method: 'POST', body }),
      ),
    );
    expect([
      (await store.invoice(invoice)).status,
      Number(await store.credit(gateway.rob)),
    ]).toEqual(['PAID', before - 20]);
  });
});

describe('an old program', () => {
  it('that may add to a cart and order takes nothing besides', async () => {
    const { data } = await as(
      tokenOf('staff'),
      'createApiCredential',
      {
        kind: 'CUSTOMER',
        name: 'shop',
        clientId: id('Client', gateway.carol),
        commands: ['CartAddItem', 'AddOrder'],
      },
      'token',
    );
    const call = async (command: string, form: Record<string, string>) => {
      const body = new URLSearchParams({ token: data.createApiCredential.token, ...form });
      const response = await fetch(`${gateway.url}/rapi/${command}`, { method: 'POST', body });
      return (await response.json()) as Record<string, string>;
    };
    const user = { user_id: String(gateway.carol), client_ip_address: '203.0.113.9' };
    const item = { ...user, hosting: String(m) };
    const odds: Record<string, string>[] = [
      { duration: 'Free' },
      { duration: 'One Time' },
      { hosting: '-1' },
    ];
    for (const odd of odds)
      expect((await call('CartAddItem', { ...item, ...odd })).result).toBe('error');
    expect((await call('CartAddItem', item)).result).toBe('success');
    const visitor = { user_ip: '203.0.113.9', userAgent: 'x', acceptLanguage: 'en' };
    const order = { user_id: String(gateway.carol), payment_method: 'mailin', ...visitor };
    expect((await call('AddOrder', { ...order, no_invoice: '1' })).result).toBe('error');
    const placed = await call('AddOrder', { ...order, amount: '0.01', price: '0' });
    expect((await store.invoice(Number(placed.invoice_id))).balance).toBe('31.00');
    const wishes: Record<string, Record<string, string>> = {
      AcceptOrder: { order_id: placed.order_id! },
      AddCredit: { user_id: user.user_id, description: 'x', amount: '10' },
      AddInvoicePayment: { invoice_id: placed.invoice_id!, amount: '31' },
      ApplyCredit: { invoice_id: placed.invoice_id! },
      UpdateInvoice: { invoice_id: placed.invoice_id!, status: 'Paid' },
      UpdateClientProduct: { service_id: placed.serviceids!, recurring_amount: '0' },
    };
    for (const [command, form] of Object.entries(wishes))
      expect([command, (await call(command, form)).result]).toEqual([command, 'error']);
    expect((await store.invoice(Number(placed.invoice_id))).balance).toBe('31.00');
  });

  it('is charged once for an order that is sent again', async () => {
    const call = () =>
      gateway.rapi(
        'AddOrder',
        {
          user_id: gateway.carol,
          payment_method: 'mailin',
          user_ip: '203.0.113.9',
          userAgent: 'x',
          acceptLanguage: 'en',
          idempotency_key: 'order-1',
        },
        'carol',
      );
    await done(gateway, 'CartAddItem', {
      user_id: gateway.carol,
      hosting: m,
      client_ip_address: '203.0.113.9',
    });
    const replies = await Promise.all(Array.from({ length: 20 }, call));
    const made = new Set(replies.map(({ invoice_id: invoice }) => invoice).filter(Boolean));
    expect(made.size).toBe(1);
  });
});
