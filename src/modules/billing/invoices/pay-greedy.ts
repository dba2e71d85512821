import { exact } from '#core/money.ts';
import { spendableCredit } from '#modules/billing/ledger/credit.ts';
import { spendCredit } from '#modules/billing/ledger/spend-credit.ts';
import type { App } from '#schema/app.ts';
import { systemAction } from '#schema/system-action.ts';
import type { Work } from '#schema/work.ts';
import { lockClientMoney, lockInvoice } from './lock.ts';

const JOB = 'billing.pay-greedy';

/** Starts hearing of funds that come in: greedy invoices take them first. */
export async function startPayingGreedy(app: App): Promise<void> {
  await app.jobs.define<{ clientId: number }>(JOB, { retryLimit: 10 }, async ({ clientId }) => {
    await systemAction(app, { action: JOB, input: { clientId } }, (work) =>
      payGreedy(work, clientId),
    );
  });
  await app.outbox.consume({
    name: 'billing.greedy',
    types: ['credit.added', 'invoice.paid'],
    handle: async ({ clientId }, tx) => {
      if (clientId === null) return;
      const where = { clientId, isGreedy: true, status: 'UNPAID' } as const;
      if (await tx.invoice.count({ where })) await app.jobs.send(tx, JOB, { clientId });
    },
  });
}

/** Pays the greedy invoices of a client, the oldest first, as far as its funds cover them whole. */
export async function payGreedy(work: Work, clientId: number): Promise<void> {
  await lockClientMoney(work.tx, clientId);
  const greedy = await work.tx.invoice.findMany({
    where: { clientId, isGreedy: true, status: 'UNPAID' },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of greedy) {
    const { balance: funds } = await spendableCredit(work, clientId);
    const invoice = await lockInvoice(work.tx, id);
    const owed = exact(invoice.balance);
    if (owed.greaterThan(0) && !owed.greaterThan(funds))
      await spendCredit(work, invoice, owed, true);
  }
}
