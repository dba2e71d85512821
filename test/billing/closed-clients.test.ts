import { beforeAll, expect, it } from 'vitest';
import { startCancellingOfClosed } from '#modules/billing/invoices/cancel-of-closed.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { noraForm } from '#test/clients/nora.ts';
import { until } from '#test/mail/post.ts';
import { done, openShop } from '#test/shop.ts';
import { booksAreRight, CREATE, grantCredit, invoiceOf, look } from './books.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway(startCancellingOfClosed);
});

const PAY = `mutation ($input: AddInvoicePaymentInput!) {
  addInvoicePayment(input: $input) { transaction { id } } }`;

it('cancels what a closed client has not paid, and keeps what it has', async () => {
  const open = await invoiceOf(gateway, gateway.carol, '30');
  const paid = await invoiceOf(gateway, gateway.carol, '20');
  const lines = [{ description: 'Later', unitPrice: '5' }];
  const input = { clientId: `Client:${gateway.carol}`, status: 'DRAFT', lines };
  const draft = (await gateway.data(CREATE, { input })).createInvoice.invoice;
  await gateway.data(PAY, { input: { invoiceId: paid.id } });
  await gateway.data(
    `mutation ($id: ID!) { closeClient(input: { clientId: $id }) { client { id } } }`,
    { id: `Client:${gateway.carol}` },
  );
  await until(async () => (await look(gateway, draft.id)).status === 'CANCELLED');
  expect((await look(gateway, open.id)).status).toBe('CANCELLED');
  expect((await look(gateway, paid.id)).status).toBe('PAID');
  await booksAreRight(gateway);
});

it('deletes a client and keeps every row of its money, under its name', async () => {
  const { db } = gateway.app;
  await grantCredit(gateway, gateway.stranger, '50');
  const bill = await invoiceOf(gateway, gateway.stranger, '80');
  const apply = `mutation ($input: ApplyCreditInput!) {
    applyCredit(input: $input) { invoice { id } } }`;
  await gateway.data(apply, { input: { invoiceId: bill.id, amount: '20' } });
  await gateway.data(PAY, { input: { invoiceId: bill.id, amount: '70' } });
  const count = () =>
    Promise.all([
      db.journalEntry.count(),
      db.journalSet.count(),
      db.creditEntry.count(),
      db.transaction.count(),
      db.invoice.count(),
    ]);
  const before = await count();
  await gateway.data(
    `mutation ($id: ID!) { deleteClient(input: { clientId: $id }) { deletedId } }`,
    { id: `Client:${gateway.stranger}` },
  );
  expect(await count()).toEqual(before);
  const stored = await db.invoice.findUniqueOrThrow({ where: { id: bill.databaseId } });
  expect([stored.clientId, stored.billingName]).toEqual([null, 'Stefan Stranger']);
  expect(await db.journalEntry.count({ where: { clientId: gateway.stranger } })).toBe(0);
  await booksAreRight(gateway);
});

const SERVICE = 'query ($id: ID!) { service(id: $id) { status } }';

it('closes by UpdateClient as CloseClient does, and opens again without bringing back (R11)', async () => {
  const shop = await openShop(gateway);
  const product = await shop.addProduct();
  const close: Record<string, (user_id: number) => Promise<unknown>> = {
    UpdateClient: (user_id) => done(gateway, 'UpdateClient', { user_id, status: 'Closed' }),
    CloseClient: (user_id) => done(gateway, 'CloseClient', { user_id }),
  };
  for (const [command, closing] of Object.entries(close)) {
    const { user_id } = await done(gateway, 'AddClient', {
      ...noraForm,
      email: `${command}@example.test`,
    });
    const clientId = Number(user_id);
    const { serviceId, orderId, invoiceId } = await shop.order(clientId, product);
    await done(gateway, 'AcceptOrder', { order_id: orderId });
    await done(gateway, 'UpdateClientProduct', { service_id: serviceId, status: 'Active' });
    const statuses = async () => [
      (await gateway.data(SERVICE, { id: `Service:${serviceId}` })).service.status,
      (await done(gateway, 'GetInvoice', { invoice_id: invoiceId })).status,
    ];
    expect(await statuses(), command).toEqual(['ACTIVE', 'Unpaid']);
    await closing(clientId);
    await until(async () => (await statuses())[1] === 'Cancelled');
    expect(await statuses(), command).toEqual(['CANCELLED', 'Cancelled']);
    await done(gateway, 'UpdateClient', { user_id: clientId, status: 'Active' });
    expect(await statuses(), command).toEqual(['CANCELLED', 'Cancelled']);
  }
});
