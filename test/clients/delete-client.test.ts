import { keyIn } from '#core/ids.ts';
import { beforeAll, expect, it } from 'vitest';
import { newStorageKey } from '#providers/storage/storage.ts';
import { startForgettingFiles } from '#modules/clients/forget-files.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';
import { nora } from './nora.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway(startForgettingFiles);
});

const DELETE = `mutation ($input: DeleteClientInput!) { deleteClient(input: $input) { deletedId } }`;
const CLOSE = `mutation ($input: CloseClientInput!) {
  closeClient(input: $input) { client { status closedAt } }
}`;
const ADD = `mutation ($input: AddClientInput!) {
  addClient(input: $input) { client { databaseId } ownerUserId }
}`;
const day = new Date('2026-11-21T00:00:00Z');

async function newcomer(email: string, more: object = {}) {
  const { addClient } = await gateway.data(ADD, {
    input: {
      ...nora,
      firstName: 'Dan',
      lastName: 'Done',
      email,
      ...more,
    },
  });
  return { id: addClient.client.databaseId as number, userId: keyIn(addClient.ownerUserId)! };
}

/** A service, a domain, a ticket with a file, an invoice and a payment. */
async function furnish(clientId: number) {
  const { db, storage } = gateway.app;
  const group = await db.productGroup.create({ data: { title: 'G', slug: `g-${clientId}` } });
  const type = await db.productType.upsert({
    where: { key: 'hostingaccount' },
    create: { key: 'hostingaccount', name: 'Hosting' },
    update: {},
  });
  const product = await db.product.create({
    data: {
      groupId: group.id,
      typeId: type.id,
      name: 'P',
      slug: `p-${clientId}`,
      currencyCode: 'USD',
    },
  });
  const service = await db.service.create({
    data: {
      clientId,
      productId: product.id,
      currencyCode: 'USD',
      status: 'ACTIVE',
      registeredOn: day,
      billingCycle: 'MONTHLY',
    },
  });
  const domain = await db.domain.create({
    data: {
      clientId,
      name: `d${clientId}.example`,
      unicodeName: `d${clientId}.example`,
      currencyCode: 'USD',
      status: 'ACTIVE',
    },
  });
  const department = await db.department.create({
    data: { name: `Support ${clientId}`, email: `s${clientId}@house.test` },
  });
  const status = await db.ticketStatus.findFirstOrThrow({ where: { key: 'open' } });
  const storageKey = newStorageKey('tickets');
  await storage.put(storageKey, new TextEncoder().encode('secret'), 'text/plain');
  const ticket = await db.ticket.create({
    data: {
      number: `T${clientId}`,
      accessKey: 'k',
      departmentId: department.id,
      clientId,
      subject: 's',
      message: 'm',
      statusId: status.id,
      attachments: {
        create: {
          index: 0,
          fileName: 'a.txt',
          contentType: 'text/plain',
          sizeBytes: 6,
          storageKey,
          sha256: '0'.repeat(64),
        },
      },
    },
  });
  const invoice = await db.invoice.create({
    data: { clientId, currencyCode: 'USD', issuedOn: day, dueOn: day, total: '9.99' },
  });
  const payment = await db.transaction.create({
    data: {
      clientId,
      invoiceId: invoice.id,
      currencyCode: 'USD',
      amountIn: '9.99',
      happenedAt: day,
    },
  });
  return { service, domain, ticket, invoice, payment, storageKey };
}

it('cancels what a closed client has, once', async () => {
  const { db } = gateway.app;
  const { id } = await newcomer('closing@example.test');
  const { service, domain } = await furnish(id);
  const input = { clientId: `Client:${id}` };
  const { closeClient } = await gateway.data(CLOSE, { input });
  expect(closeClient.client.status).toBe('CLOSED');
  expect((await db.service.findUniqueOrThrow({ where: { id: service.id } })).status).toBe(
    'CANCELLED',
  );
  expect((await db.domain.findUniqueOrThrow({ where: { id: domain.id } })).status).toBe(
    'CANCELLED',
  );
  await gateway.data(CLOSE, { input });
  expect(await db.outboxEvent.count({ where: { type: 'client.closed', clientId: id } })).toBe(1);
});

it('deletes a client’s data and files, and keeps the money under its name', async () => {
  const { db, storage } = gateway.app;
  const { id, userId } = await newcomer('leaving@example.test');
  const { ticket, invoice, payment, storageKey, service } = await furnish(id);
  await gateway.data(DELETE, { input: { clientId: `Client:${id}` } });

  expect(await db.client.findUnique({ where: { id } })).toBeNull();
  expect(await db.user.findUnique({ where: { id: userId } })).toBeNull();
  expect(await db.ticket.findUnique({ where: { id: ticket.id } })).toBeNull();
  expect(await db.service.findUnique({ where: { id: service.id } })).toBeNull();
  const bill = await db.invoice.findUniqueOrThrow({ where: { id: invoice.id } });
  expect([bill.clientId, bill.billingName, bill.total.toFixed(2)]).toEqual([
    null,
    'Dan Done',
    '9.99',
  ]);
  const paid = await db.transaction.findUniqueOrThrow({ where: { id: payment.id } });
  expect([paid.clientId, paid.billingName]).toEqual([null, 'Dan Done']);
  await expect.poll(() => storage.get(storageKey), { timeout: 10_000 }).toBeNull();
});

it('keeps a user who acts for another client too', async () => {
  const { id, userId } = await newcomer('two@example.test');
  await newcomer('two-b@example.test', { ownerUserId: `User:${userId}` });
  await gateway.data(DELETE, { input: { clientId: `Client:${id}` } });
  expect(await gateway.app.db.user.findUnique({ where: { id: userId } })).not.toBeNull();
});

it('refuses a reseller that still has customers, then lets it go', async () => {
  const input = { clientId: `Client:${gateway.rita}` };
  expect(codeOf(await gateway.ask(DELETE, { input }))).toBe('CLIENT_HAS_CUSTOMERS');
  await gateway.data(DELETE, { input: { clientId: `Client:${gateway.rob}` } }, 'reseller');
  const received = await gateway.app.db.outboxEvent.findFirstOrThrow({
    where: { type: 'client.deleted', clientId: gateway.rob },
  });
  expect(received.resellerId).toBe(gateway.resellerId);
  await gateway.data(DELETE, { input });
  expect(await gateway.app.db.reseller.count({ where: { id: gateway.resellerId } })).toBe(0);
});

it('deletes nothing for those who may not, and tells no difference', async () => {
  const own = { input: { clientId: `Client:${gateway.carol}` } };
  expect(codeOf(await gateway.ask(DELETE, own, 'carol'))).toBe('FORBIDDEN');
  expect(codeOf(await gateway.ask(DELETE, own, 'clerk'))).toBe('FORBIDDEN');
  expect(codeOf(await gateway.ask(CLOSE, own, 'stranger'))).toBe('FORBIDDEN');
  const absent = { input: { clientId: 'Client:9999' } };
  expect(codeOf(await gateway.ask(DELETE, absent))).toBe('CLIENT_NOT_FOUND');
});
