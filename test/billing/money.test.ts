import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { checkBooks } from '#modules/billing/check-books.ts';
import { type Gateway, openGateway } from '#test/gateway.ts';
import { emptyModel, moneyCommands, oddOrder, opening, type Real } from './money-model.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});

const LIMIT = 2_000;

/** A new client, so that every run begins with empty pockets. */
async function realOne(): Promise<Real> {
  const { db } = gateway.app;
  const { id: _id, ...like } = await db.client.findUniqueOrThrow({ where: { id: gateway.carol } });
  const email = `${crypto.randomUUID()}@example.test`;
  const { id } = await db.client.create({
    data: { ...like, uuid: undefined, email, creditLimit: LIMIT / 100 } as never,
  });
  return {
    ask: (document, variables) => gateway.ask(document, variables),
    clientId: `Client:${id}`,
    prove: async (cents) => {
      expect(await checkBooks(db)).toEqual([]);
      const { creditBalance } = await db.client.findUniqueOrThrow({ where: { id } });
      expect(creditBalance.times(100).toNumber()).toBe(cents);
    },
  };
}

it('reckons as a second set of books does, whatever is done in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(moneyCommands(10), async (commands) => {
      const real = await realOne();
      const model = emptyModel(LIMIT);
      for (const first of opening) await first.run(model, real);
      await fc.asyncModelRun(() => ({ model, real }), commands);
    }),
    { numRuns: 4, endOnFailure: true },
  );
});

it('keeps right books when payments and refunds are deleted in an odd order', async () => {
  const real = await realOne();
  const model = emptyModel(LIMIT);
  for (const step of oddOrder) await step.run(model, real);
  expect(model.bills.map(({ status, owed }) => [status, owed])).toEqual([
    ['UNPAID', 10_000],
    ['REFUNDED', 0],
  ]);
});
