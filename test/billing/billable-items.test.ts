import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import { codeOf, type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(thaw);

const ADD = `mutation ($input: CreateBillableItemInput!) { createBillableItem(input: $input) {
  billableItem { id description hours unitPrice { amount } amount { amount } isTaxed dueOn invoicedAt } } }`;
const UPDATE = `mutation ($input: UpdateBillableItemInput!) { updateBillableItem(input: $input) {
  billableItem { hours amount { amount } dueOn } } }`;
const DELETE = `mutation ($input: DeleteBillableItemInput!) { deleteBillableItem(input: $input) { deletedId } }`;
const work = (more: object = {}) => ({
  clientId: `Client:${gateway.carol}`,
  description: 'Moving a website',
  unitPrice: '60',
  hours: '2.5',
  ...more,
});

it('notes work done, which the daily run bills and nobody changes after that (R52)', async () => {
  const { createBillableItem } = await gateway.data(ADD, { input: work({ dueOn: '2026-11-30' }) });
  const item = createBillableItem.billableItem;
  // 2.5 × 60
  expect(item).toMatchObject({
    description: 'Moving a website',
    amount: { amount: '150.00' },
    isTaxed: true,
    dueOn: '2026-11-30',
    invoicedAt: null,
  });
  const billableItemId = item.id;
  const change = { billableItemId, hours: '3', dueOn: '2026-11-21' };
  const { updateBillableItem } = await gateway.data(UPDATE, { input: change });
  expect(updateBillableItem.billableItem).toMatchObject({ amount: { amount: '180.00' } });
  await dailyRun(gateway.app);
  const { billableItems, invoices } = await gateway.data(
    `{ billableItems(filter: {isInvoiced: true}) { totalCount }
       invoices(first: 1) { edges { node { items { description amount { amount } } } } } }`,
  );
  expect(billableItems.totalCount).toBe(1);
  expect(invoices.edges[0].node.items).toEqual([
    { description: 'Moving a website', amount: { amount: '180.00' } },
  ]);
  expect(codeOf(await gateway.ask(UPDATE, { input: change }))).toBe('BILLABLE_ITEM_INVOICED');
});

it('lets a reseller note work for its own customers, and customers for nobody (R52)', async () => {
  expect(codeOf(await gateway.ask(ADD, { input: work() }, 'reseller'))).toBe('CLIENT_NOT_FOUND');
  expect(codeOf(await gateway.ask(ADD, { input: work() }, 'carol'))).toBe('FORBIDDEN');
  const own = work({ clientId: `Client:${gateway.rob}`, hours: undefined });
  const { createBillableItem } = await gateway.data(ADD, { input: own }, 'reseller');
  expect(createBillableItem.billableItem.amount).toEqual({ amount: '60.00' });
  const input = { billableItemId: createBillableItem.billableItem.id };
  expect(await gateway.data(DELETE, { input }, 'reseller')).toEqual({
    deleteBillableItem: { deletedId: input.billableItemId },
  });
  expect(codeOf(await gateway.ask(DELETE, { input }))).toBe('BILLABLE_ITEM_NOT_FOUND');
});
