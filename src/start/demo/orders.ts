import type { Change } from '#start/api.ts';
import type { DemoProducts } from './catalog.ts';
import type { DemoPeople } from './clients.ts';

/** Three orders: two are paid and served, one waits for somebody to accept it; and two quotes. */
export async function makeOrders(
  change: Change,
  { carol, rob }: DemoPeople,
  { starter, business, care }: DemoProducts,
): Promise<void> {
  await order(change, carol, [business, 'carols-bakery.com'], 'DEMO-ORDER-1');
  await order(change, carol, [care, 'carols-cakes.com'], null);
  await order(change, rob, [starter, null], 'DEMO-ORDER-3');
  await quote(change, carol);
}

/** Puts a product into a cart, with a new domain beside it, and orders both. */
async function order(
  change: Change,
  clientId: string,
  [productId, domainName]: [string, string | null],
  paidBy: string | null,
): Promise<void> {
  const { item } = await change(
    'cartAddItem',
    { clientId, productId, cycle: 'MONTHLY' },
    'item { id }',
  );
  if (domainName) {
    const { item: domain } = await change(
      'cartAddDomain',
      { clientId, domainName, years: 1, attachTo: { itemId: item.id } },
      'item { id }',
    );
    const nameservers = ['ns1.hostgraph.example', 'ns2.hostgraph.example'];
    await change(
      'cartUpdateDomainConfigs',
      { clientId, itemId: domain.id, nameservers },
      'item { id }',
    );
  } else {
    const attachTo = { itemId: item.id };
    await change(
      'cartAddDomainOwned',
      { clientId, domainName: 'robs-garage.com', attachTo },
      'item { id }',
    );
  }
  const { order: made } = await change(
    'addOrder',
    {
      clientId,
      paymentMethod: 'mailin',
      ip: '203.0.113.7',
      userAgent: 'Demo',
      acceptLanguage: 'en',
      sendEmail: false,
      sendInvoiceEmail: false,
    },
    'order { id invoiceId }',
  );
  if (paidBy === null) return;
  const payment = { invoiceId: made.invoiceId, transactionRef: paidBy };
  await change('addInvoicePayment', { ...payment, sendEmail: false }, 'invoice { status }');
  await change(
    'acceptOrder',
    { orderId: made.id, sendConfirmationEmail: false, sendWelcomeEmail: false },
    'order { status }',
  );
}

/** A quote that waits for the customer's answer, and one for a prospect that is being written. */
async function quote(change: Change, clientId: string): Promise<void> {
  const lines = [
    { description: 'A server of your own, set up and looked after', unitPrice: '480' },
  ];
  const validUntilOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const { quote: made } = await change(
    'createQuote',
    { clientId, subject: 'A server of your own', validUntilOn, lines },
    'quote { id }',
  );
  await change('sendQuote', { quoteId: made.id }, 'quote { stage }');
  const prospect = { firstName: 'Pia', lastName: 'Prospect', email: 'pia@example.com' };
  await change(
    'createQuote',
    { prospect, subject: 'Hosting for a school', validUntilOn, lines },
    'quote { id }',
  );
}
