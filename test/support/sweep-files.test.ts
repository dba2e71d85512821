import { beforeAll, expect, it } from 'vitest';
import { sweepFiles } from '#modules/support/attachments/sweep-files.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

it('deletes a hundred files behind one that cannot be deleted, and tries that one again (F45)', async () => {
  const { app } = gateway;
  const data = Array.from({ length: 101 }, (_, number) => ({ storageKey: `sweep/${number}` }));
  await app.db.discardedFile.createMany({ data });
  const asked: string[] = [];
  const storage = {
    ...app.storage,
    delete: (key: string) => {
      asked.push(key);
      return key === 'sweep/0' ? Promise.reject(new Error('403')) : Promise.resolve();
    },
  };
  for (const _sweep of [1, 2]) await sweepFiles({ db: app.db, log: app.log, storage });
  const left = await app.db.discardedFile.findMany({
    where: { storageKey: { startsWith: 'sweep' } },
  });
  expect(left.map(({ storageKey }) => storageKey)).toEqual(['sweep/0']);
  expect(asked).toHaveLength(102);
});
