import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeze } from '#core/clock.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { transcript } from '#test/transcript.ts';

let gateway: Gateway;
const thaw = freeze('2026-11-21T12:00:00Z');
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(thaw);

const at = (text: string) => new Date(`${text}Z`);

it('speaks GetStats as it always did, adding up what is there', async () => {
  const { db } = gateway.app;
  await db.currency.create({ data: { code: 'EUR', rate: '0.5' } });
  const money = (happenedAt: string, amountIn: string, more: object = {}) => ({
    clientId: gateway.carol,
    currencyCode: 'USD',
    happenedAt: at(happenedAt),
    amountIn,
    ...more,
  });
  await db.transaction.createMany({
    data: [
      money('2026-11-21T01:00:00', '100', { fees: '2.50' }),
      money('2026-11-20T23:59:59', '0', { amountOut: '10', kind: 'REFUND' }),
      money('2026-11-05T00:00:00', '50', { currencyCode: 'EUR', rate: '0.5' }),
      money('2025-12-31T00:00:00', '7'),
    ],
  });
  const order = (
    number: string,
    status: 'PENDING' | 'ACTIVE',
    createdAt: string,
    acceptedAt?: string,
  ) => ({
    number,
    clientId: gateway.carol,
    currencyCode: 'USD',
    status,
    createdAt: at(createdAt),
    acceptedAt: acceptedAt ? at(acceptedAt) : null,
  });
  await db.order.createMany({
    data: [
      order('1', 'PENDING', '2026-11-21T00:00:00'),
      order('2', 'ACTIVE', '2026-11-20T12:00:00', '2026-11-21T08:00:00'),
      order('3', 'PENDING', '2026-01-02T00:00:00'),
    ],
  });
  await db.todoItem.create({
    data: { title: 'x', notedOn: at('2026-11-01T00:00:00'), dueOn: at('2026-11-21T00:00:00') },
  });
  await db.session.create({
    data: {
      adminId: gateway.adminId,
      family: 'a',
      accessTokenHash: 'a',
      accessExpiresAt: at('2026-11-21T13:00:00'),
      refreshExpiresAt: at('2026-12-21T12:00:00'),
      lastSeenAt: at('2026-11-21T11:50:00'),
    },
  });
  await transcript(gateway, 'GetStats', [
    { title: 'the company in numbers', form: {} },
    { title: 'not allowed', form: {}, as: 'reseller' },
  ]);
  const stats = await gateway.rapi('GetStats');
  expect(stats).toMatchObject({
    income_today: '$97.50 USD',
    income_thismonth: '$187.50 USD',
    income_alltime: '$194.50 USD',
    orders_pending: 2,
    orders_today_total: 1,
    orders_yesterday_active: 1,
    staff_online: 1,
    todoitems_due: 1,
  });
  expect(stats.timeline_data.accepted_orders['2026-11-21']).toBe(1);
  expect(Object.keys(stats.timeline_data.income)).toHaveLength(30);
});
