import { beforeAll, expect, it } from 'vitest';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { walkWhileChanging } from './walks.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

/** `WALKS=1000 WALKS_SEED=7` for a long look, as `npm run proofs:graph` has it. */
const walks = Number(process.env.WALKS ?? 18);
const seed = Number(process.env.WALKS_SEED ?? 1);

it('skips nothing and shows nothing twice while rows are closed, paid, deleted and added (G21, G22, R5)', async () => {
  expect(await walkWhileChanging(gateway, { walks, seed })).toEqual([]);
}, 3_600_000);
