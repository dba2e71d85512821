import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { cyclesDue } from '#modules/billing/generation/due.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';
import { booksAreRight } from './books.ts';

let gateway: Gateway;
const thaw = freeze('2027-01-20T12:00:00Z');
afterAll(thaw);

beforeAll(async () => {
  gateway = await openGateway();
  const { db } = gateway.app;
  const group = await db.productGroup.create({ data: { title: 'G', slug: 'g' } });
  const type = await db.productType.create({ data: { key: 'any', name: 'Any' } });
  const product = await db.product.create({
    data: { groupId: group.id, typeId: type.id, currencyCode: 'USD', name: 'Starter', slug: 's' },
  });
  const own = { clientId: gateway.carol, currencyCode: 'USD' };
  await db.service.create({
    data: {
      ...own,
      productId: product.id,
      recurringAmount: '9.95',
      billingCycle: 'MONTHLY',
      status: 'ACTIVE',
      registeredOn: new Date('2026-12-31'),
      nextDueOn: new Date('2027-01-31'),
    },
  });
  await db.domain.create({
    data: {
      ...own,
      name: 'a.example',
      unicodeName: 'a.example',
      status: 'ACTIVE',
      recurringAmount: '12',
      registeredOn: new Date('2026-01-31'),
      nextDueOn: new Date('2027-01-31'),
    },
  });
});

it('keeps to the day a series began on, through February and leap years', () => {
  const series = { from: '2027-12-31', anchors: [0, 31], months: 1, left: null };
  const horizon = { until: '2028-04-30', isContinuous: true };
  const days = cyclesDue(series, horizon).map(({ on }) => on);
  expect(days).toEqual(['2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30']);
  expect(cyclesDue({ ...series, left: 2 }, horizon)).toHaveLength(2);
  expect(cyclesDue(series, { ...horizon, isContinuous: false })).toHaveLength(1);
  // Its own day of the month, once it fits the due date, and the product's before it.
  const from = { ...series, from: '2027-02-28' };
  const nextOf = (anchors: number[]) => cyclesDue({ ...from, anchors }, horizon)[0]?.next;
  expect([nextOf([31, 10]), nextOf([0, 29]), nextOf([15])]).toEqual([
    '2027-03-31',
    '2027-03-29',
    '2027-03-28',
  ]);
});

it('speaks GenInvoices as it always did, and bills nothing twice', async () => {
  const user_id = gateway.carol;
  await transcript(gateway, 'GenInvoices', [
    { title: 'what is due', form: { user_id } },
    { title: 'again', form: { user_id } },
    { title: 'nothing to bill', form: { user_id: gateway.stranger } },
    { title: 'no such client', form: { user_id: 9999 } },
    { title: 'a customer', form: { user_id }, as: 'carol' },
  ]);
  const [invoice, ...others] = await gateway.app.db.invoice.findMany({ include: { items: true } });
  expect(others).toEqual([]);
  expect(invoice?.items.map(({ amount }) => amount.toFixed(2))).toEqual(['9.95', '12.00']);
  expect(invoice?.dueOn.toISOString().slice(0, 10)).toBe('2027-01-31');
  const service = await gateway.app.db.service.findFirstOrThrow();
  expect(service.nextInvoiceOn?.toISOString().slice(0, 10)).toBe('2027-02-28');
  await booksAreRight(gateway);
});
