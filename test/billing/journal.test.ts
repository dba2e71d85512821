import { beforeAll, expect, it } from 'vitest';
import { post } from '#modules/billing/ledger/post.ts';
import { systemActor } from '#core/actor.ts';
import { transaction } from '#platform/database/transaction.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { booksAreRight, grantCredit, invoiceOf } from './books.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  await grantCredit(gateway, gateway.carol, '25');
  await invoiceOf(gateway, gateway.carol, '10');
});

const actor = systemActor(new Set());
const movement = (second: string) => ({
  cause: 'CORRECTION' as const,
  description: 'test',
  subject: { type: 'Test', id: 1 },
  currency: 'USD',
  entries: [
    { account: 'SUSPENSE' as const, amount: '5' },
    { account: 'WRITE_OFF' as const, amount: second },
  ],
});

const inTransaction = (second: string) =>
  transaction(gateway.app.db, (tx) => post({ tx, actor }, movement(second)));

it('is balanced, and every balance is the fold of its entries', () => booksAreRight(gateway));

it('takes a movement that adds up to nothing', async () => {
  expect(await inTransaction('-5')).toBeGreaterThan(0);
  await booksAreRight(gateway);
});

it('refuses a movement that does not add up, when its transaction ends', async () => {
  const before = await gateway.app.db.journalEntry.count();
  await expect(inTransaction('-4.99')).rejects.toThrow();
  expect(await gateway.app.db.journalEntry.count()).toBe(before);
  await booksAreRight(gateway);
});

it('never changes or removes an entry, a set or a change of credit', async () => {
  const { db } = gateway.app;
  const entry = await db.journalEntry.findFirstOrThrow();
  const where = { id: entry.id };
  await expect(db.journalEntry.update({ where, data: { amount: '1' } })).rejects.toThrow();
  await expect(db.journalEntry.delete({ where })).rejects.toThrow();
  await expect(
    db.journalSet.update({ where: { id: entry.setId }, data: { description: 'x' } }),
  ).rejects.toThrow();
  await expect(db.creditEntry.updateMany({ data: { amount: '1' } })).rejects.toThrow();
  await expect(db.creditEntry.deleteMany({})).rejects.toThrow();
  await expect(db.$executeRaw`truncate journal_entries`).rejects.toThrow();
});

it('lets an entry forget a client who is gone, and nothing else', async () => {
  const { db } = gateway.app;
  const client = await db.client.create({
    data: {
      firstName: 'G',
      lastName: 'One',
      email: 'g@x.test',
      countryCode: 'GB',
      currencyCode: 'USD',
    },
  });
  await grantCredit(gateway, client.id, '3');
  await db.client.delete({ where: { id: client.id } });
  const left = await db.journalEntry.findMany({ where: { clientId: client.id } });
  expect(left).toEqual([]);
  await booksAreRight(gateway);
});

it('takes nothing into a set of an earlier transaction', async () => {
  const { db } = gateway.app;
  const set = await db.journalSet.findFirstOrThrow();
  const data = { setId: set.id, account: 'REVENUE' as const, amount: '0.01', currencyCode: 'USD' };
  await expect(db.journalEntry.create({ data })).rejects.toThrow();
});

it('has one base currency', async () => {
  const data = { code: 'EUR', rate: '0.9', isBase: true };
  await expect(gateway.app.db.currency.create({ data })).rejects.toThrow();
});
