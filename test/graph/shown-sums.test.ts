import { beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { done, openShop } from '#test/shop.ts';

let gateway: Gateway;
let productId: string;
beforeAll(async () => {
  gateway = await openGateway();
  const shop = await openShop(gateway);
  productId = `Product:${await shop.addProduct({ sale_pricing: '[{"price_monthly_fee":"49"}]' })}`;
});

const change = async (name: string, input: object, fields: string) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const document = `mutation($input:${type}){${name}(input:$input){${fields}}}`;
  return (await gateway.data(document, { input }))[name];
};

/** Somebody with 14.00 of credit and the product of 49.00 a month in the cart. */
async function buyer(email: string): Promise<string> {
  const { client } = await change(
    'addClient',
    {
      firstName: 'N',
      lastName: 'New',
      email,
      password: 'correct-horse-7',
      address1: '1 High Street',
      city: 'London',
      state: 'London',
      postcode: 'N1 1AA',
      country: 'GB',
      phoneNumber: '2079460000',
    },
    'client{id}',
  );
  const clientId = client.id;
  await change('addCredit', { clientId, amount: '14.00', description: 'x' }, '__typename');
  await change('cartAddItem', { clientId, productId, cycle: 'MONTHLY' }, '__typename');
  return clientId;
}

const INVOICE =
  'order{invoice{credit{amount} total{amount} balance{amount}}} client{credit{amount}}';
const money = (amount: string) => ({ amount });

describe('every sum that is shown before a change is the sum that it makes (G1)', () => {
  it('the cart and the order: the credit that the cart shows is spent', async () => {
    const clientId = await buyer('one@example.test');
    const { cart } = await gateway.data(
      'query($c:ID!){cart(clientId:$c){totals{subtotal discount tax credit total creditUsable due}}}',
      { c: clientId },
    );
    // 49.00 − 14.00
    const sums = { credit: '14.00', total: '35.00', creditUsable: '14.00', due: '35.00' };
    expect(cart.totals).toEqual({ subtotal: '49.00', discount: '0.00', tax: '0.00', ...sums });
    const { order, client } = await change(
      'addOrder',
      { clientId, paymentMethod: 'mailin' },
      INVOICE,
    );
    expect(order.invoice).toEqual({
      credit: money('14.00'),
      total: money('35.00'),
      balance: money('35.00'),
    });
    expect(client.credit).toEqual(money('0.00'));
  });

  it('the cart and the order without credit: nothing is spent', async () => {
    const clientId = await buyer('two@example.test');
    const { cart } = await gateway.data(
      'query($c:ID!){cart(clientId:$c){totals{total due withoutCredit:due(useCredit:false)}}}',
      { c: clientId },
    );
    // 49.00 − 14.00, and 49.00
    expect(cart.totals).toEqual({ total: '35.00', due: '35.00', withoutCredit: '49.00' });
    const input = { clientId, paymentMethod: 'mailin', useCredit: false };
    const { order, client } = await change('addOrder', input, INVOICE);
    expect(order.invoice).toEqual({
      credit: money('0.00'),
      total: money('49.00'),
      balance: money('49.00'),
    });
    expect(client.credit).toEqual(money('14.00'));
  });

  it('GetCartSummary and AddOrder', async () => {
    const clientId = await buyer('three@example.test');
    const user_id = clientId.replace('Client:', '');
    const summary = await done(gateway, 'GetCartSummary', { user_id, user_ip: '203.0.113.9' });
    const { invoiceid } = await done(gateway, 'AddOrder', {
      user_id,
      payment_method: 'mailin',
      user_ip: '203.0.113.9',
      userAgent: 'x',
      acceptLanguage: 'en',
    });
    const { invoice } = await gateway.data('query($id:ID!){invoice(id:$id){balance{amount}}}', {
      id: `Invoice:${invoiceid}`,
    });
    expect(JSON.stringify(summary)).toMatch(/"(due_)?total":"?\$?35\.00/);
    expect(invoice.balance).toEqual(money('35.00'));
  });

  it('a quote and the invoice that it becomes', async () => {
    const { quote } = await change(
      'createQuote',
      {
        clientId: `Client:${gateway.carol}`,
        subject: 'Work',
        validUntilOn: '2099-12-31',
        // 3 × 19.99 less 10 % = 53.973, which is 53.97; and 5.00
        lines: [
          { description: 'A', quantity: '3', unitPrice: '19.99', discountPercent: '10' },
          { description: 'B', unitPrice: '5.00' },
        ],
      },
      'quote{id total{amount}}',
    );
    expect(quote.total).toEqual(money('58.97'));
    const { invoice } = await change(
      'acceptQuote',
      { quoteId: quote.id },
      'invoice{total{amount}}',
    );
    expect(invoice.total).toEqual(money('58.97'));
  });
});
