import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { transaction } from '#platform/database/transaction.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { callAt, openOldSystem, shadowOf } from './old-system.ts';

let gateway: Gateway;
let rapi: string;
beforeAll(async () => {
  gateway = await openGateway();
  const old = await openOldSystem();
  rapi = `${await shadowOf(gateway, old.upstream)}/rapi`;
});

it('answers before it compares, and compares two calls at once', async () => {
  const { app } = gateway;
  if (app.database.kind !== 'postgresql') return;
  const waitingLocks = async () => {
    const text = `select count(*)::int as count from pg_locks l join pg_class c on c.oid = l.relation
                  join pg_database d on d.oid = l.database
                  where c.relname = 'announcements' and d.datname = current_database()
                    and not l.granted`;
    const [row] = await app.database.query<{ count: number }>({ text, values: [] });
    return row?.count ?? 0;
  };
  const most: number[] = [];
  await transaction(app.db, async (tx) => {
    await tx.$executeRaw`lock table announcements in access exclusive mode`;
    for (let call = 0; call < 6; call += 1) {
      const reply = await callAt(rapi, 'GetAnnouncements');
      expect(await reply.json()).toMatchObject({ result: 'success' });
    }
    while ((await waitingLocks()) === 0) await sleep(20);
    await sleep(500);
    most.push(await waitingLocks());
  });
  expect(most).toEqual([2]);
});
