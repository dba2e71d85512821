import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startDroppingEnded } from '#modules/billing/invoices/drop-ended.ts';
import { systemAction } from '#schema/system-action.ts';
import { moveAddons } from '#modules/services/life/move-addons.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { until } from '#test/mail/post.ts';
import { booksAreRight, CREATE, look } from './books.ts';
import { storeCard, useStripe } from './gateways.ts';
import { client, product, service } from './store.ts';

let gateway: Gateway;
let plain: number;
let buyer: number;
let one: number;
let two: number;
beforeAll(async () => {
  gateway = await openGateway(startDroppingEnded);
  plain = await product(gateway, 'Plain');
});
beforeEach(async () => {
  buyer = await client(gateway, `N${crypto.randomUUID()}`);
  const terms = { bought: '2026-01-10', due: '2036-01-10' };
  one = await service(gateway, buyer, plain, terms);
  two = await service(gateway, buyer, plain, terms);
});
afterEach(() => booksAreRight(gateway));

const change = (name: string, input: object) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  return gateway.data(`mutation ($input: ${type}) { ${name}(input: $input) { __typename } }`, {
    input,
  });
};

/** An unpaid invoice of a line for each service, and one of free work where told. */
async function billed(services: readonly number[], { work = false } = {}) {
  const lines = services.map((serviceId) => ({ serviceId: `Service:${serviceId}` }));
  const extra = work ? [{ description: 'Work', unitPrice: '7' }] : [];
  const input = { clientId: `Client:${buyer}`, status: 'UNPAID', lines: [...lines, ...extra] };
  return (await gateway.data(CREATE, { input })).createInvoice.invoice;
}
const end = (id: number, status = 'CANCELLED') =>
  change('updateClientProduct', { serviceId: `Service:${id}`, status });
const becomes = (id: string, requested: object) =>
  until(async () => {
    const { status, total } = await look(gateway, id);
    return JSON.stringify({ status, total: total.amount }) === JSON.stringify(requested);
  });
const publishedOf = (type: string, invoiceId: number) =>
  gateway.app.db.outboxEvent.count({
    where: { type, payload: { path: ['invoiceId'], equals: invoiceId } },
  });
/** The next job of another service was done, so those before it were. */
async function passed(): Promise<void> {
  const other = await service(gateway, buyer, plain, { bought: '2026-01-10', due: '2036-01-10' });
  const mark = await billed([other]);
  await end(other);
  await becomes(mark.id, { status: 'CANCELLED', total: '10.00' });
}

it.each(['CANCELLED', 'TERMINATED', 'FRAUD'])(
  'cancels what is billed for a service alone once it is %s',
  async (status) => {
    const bill = await billed([one]);
    await end(one, status);
    await becomes(bill.id, { status: 'CANCELLED', total: '10.00' });
    expect(await publishedOf('invoice.cancelled', bill.databaseId)).toBe(1);
  },
);

it('keeps what was overdue when the service was terminated as a debt', async () => {
  const bill = await billed([one]);
  await gateway.app.db.invoice.update({
    where: { id: bill.databaseId },
    data: { dueOn: new Date('2020-01-01') },
  });
  await end(one, 'TERMINATED');
  await passed();
  await becomes(bill.id, { status: 'UNPAID', total: '10.00' });
});

it('takes the lines of the service off an invoice that has others', async () => {
  const { db } = gateway.app;
  const bill = await billed([one, two], { work: true });
  const items = await db.invoiceItem.findMany({ where: { invoiceId: bill.databaseId } });
  expect(items).toHaveLength(3);
  await end(one);
  await becomes(bill.id, { status: 'UNPAID', total: '17.00' });
  expect(await publishedOf('invoice.changed', bill.databaseId)).toBe(1);
  await end(two);
  await becomes(bill.id, { status: 'UNPAID', total: '7.00' });
});

it('drops what is billed for an extra that ends alone, and what its service costs only with that', async () => {
  const { db } = gateway.app;
  const extra = (serviceId: number) =>
    db.serviceAddon.create({
      data: {
        serviceId,
        clientId: buyer,
        name: 'Backup',
        status: 'ACTIVE',
        currencyCode: 'USD',
        billingCycle: 'MONTHLY',
        registeredOn: new Date('2026-01-10'),
      },
    });
  const bill = await billed([one, two]);
  const addon = await extra(one);
  const another = await extra(two);
  const lines = await db.invoiceItem.findMany({
    where: { invoiceId: bill.databaseId },
    orderBy: { id: 'asc' },
  });
  // Both services are billed with an addon of theirs; here each line stands for one of the addons.
  for (const [at, { id: serviceAddonId }] of [addon, another].entries())
    await db.invoiceItem.update({ where: { id: lines[at]!.id }, data: { serviceAddonId } });

  await systemAction(gateway.app, { action: 'end', input: {} }, async (work) => {
    await moveAddons(work, { id: addon.id }, 'CANCELLED');
  });
  await becomes(bill.id, { status: 'UNPAID', total: '10.00' });
  expect(await publishedOf('invoice.changed', bill.databaseId)).toBe(1);
  await end(two);
  await becomes(bill.id, { status: 'CANCELLED', total: '10.00' });
});

it('takes a discount off with the line it is for, and a late fee with everything', async () => {
  const group = await gateway.app.db.clientGroup.create({
    data: { name: `Tenth ${buyer}`, discountPercent: 10 },
  });
  await gateway.app.db.client.update({ where: { id: buyer }, data: { groupId: group.id } });
  await gateway.app.db.service.updateMany({
    where: { id: { in: [one, two] } },
    data: { nextDueOn: new Date('2026-06-10'), nextInvoiceOn: new Date('2026-06-10') },
  });
  await change('generateInvoices', { clientId: `Client:${buyer}` });
  const { id, total } = await gateway.app.db.invoice.findFirstOrThrow({
    where: { clientId: buyer },
  });
  expect(total.toFixed(2)).toBe('18.00');
  const addLines = [{ description: 'Late Fee', unitPrice: '3' }];
  await change('updateInvoice', { invoiceId: `Invoice:${id}`, addLines });
  await gateway.app.db.invoiceItem.updateMany({
    where: { invoiceId: id, description: 'Late Fee' },
    data: { type: 'LATE_FEE' },
  });
  await end(one);
  await becomes(`Invoice:${id}`, { status: 'UNPAID', total: '12.00' });
  await end(two);
  await becomes(`Invoice:${id}`, { status: 'CANCELLED', total: '12.00' });
});

it('keeps what was used above a limit, which was used', async () => {
  const bill = await billed([one, two]);
  await gateway.app.db.invoiceItem.updateMany({
    where: { invoiceId: bill.databaseId, serviceId: two },
    data: { type: 'OVERAGE' },
  });
  await end(two);
  await end(one);
  await becomes(bill.id, { status: 'UNPAID', total: '10.00' });
});

it('leaves an invoice of which something was paid, by money or by credit', async () => {
  const paid = await billed([one]);
  await change('addInvoicePayment', { invoiceId: paid.id, amount: '1' });
  const credited = await billed([one, two]);
  await change('addCredit', { clientId: `Client:${buyer}`, amount: '2', description: 'Gift' });
  await change('applyCredit', { invoiceId: credited.id, amount: '2' });
  await end(one);
  await passed();
  expect(await look(gateway, paid.id)).toMatchObject({
    status: 'UNPAID',
    balance: { amount: '9.00' },
  });
  expect(await look(gateway, credited.id)).toMatchObject({ balance: { amount: '18.00' } });
});

it('does nothing while the service lives', async () => {
  const bill = await billed([one]);
  await end(one, 'SUSPENDED');
  await passed();
  expect(await look(gateway, bill.id)).toMatchObject({ status: 'UNPAID' });
});

it('waits while a payment of the invoice is under way', async () => {
  const stripe = await useStripe(gateway);
  await storeCard(gateway, buyer, stripe.id);
  const bill = await billed([one]);
  stripe.misbehave('html', '/payment_intents');
  const document = `mutation ($id: ID!) { capturePayment(input: { invoiceId: $id }) { __typename } }`;
  await gateway.ask(document, { id: bill.id });
  await end(one);
  await passed();
  expect(await look(gateway, bill.id)).toMatchObject({ status: 'UNPAID' });
  await stripe.stop();
});

it('follows a cancellation that the daily run carries out, and an order that is called off', async () => {
  const bill = await billed([one]);
  await change('addCancelRequest', { serviceId: `Service:${one}`, type: 'IMMEDIATE' });
  await dailyRun(gateway.app);
  await becomes(bill.id, { status: 'CANCELLED', total: '10.00' });

  const order = await gateway.app.db.order.create({
    data: { clientId: buyer, number: '4711', currencyCode: 'USD', status: 'PENDING' } as never,
  });
  await gateway.app.db.service.update({ where: { id: two }, data: { orderId: order.id } });
  const renewal = await billed([two]);
  await change('cancelOrder', { orderId: `Order:${order.id}` });
  await becomes(renewal.id, { status: 'CANCELLED', total: '10.00' });
});
