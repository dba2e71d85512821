import { type Amount, exact } from '#core/money.ts';
import type { Tx } from '#platform/database/client.ts';
import { post } from '#modules/billing/ledger/post.ts';
import type { Work } from '#schema/work.ts';

/** Something an affiliate earned, or, below zero, what is taken back of it. */
export interface Earning {
  affiliateId: number;
  currency: string;
  amount: Amount;
  description: string;
  subject: { type: string; id: number };
  /** The same earning is never posted twice. */
  idempotencyKey?: string;
}

/** Keeps everybody else from moving an affiliate's money until the transaction ends. */
export async function lockAffiliate(tx: Tx, id: number): Promise<void> {
  await tx.$queryRaw`select 1 from affiliates where id = ${id} for no key update`;
}

/**
 * Moves what the company owes a locked affiliate, in the journal and in its balance. The balance
 * falls below zero when something is taken back that was paid out before.
 * @returns the id of the journal set
 */
export async function moveEarnings(work: Work, earning: Earning): Promise<number | null> {
  const { affiliateId, amount, ...movement } = earning;
  const setId = await post(work, {
    ...movement,
    cause: 'AFFILIATE_COMMISSION',
    entries: [
      { account: 'AFFILIATE_EXPENSE', amount, affiliateId },
      { account: 'AFFILIATE_PAYABLE', amount: exact(amount).negated(), affiliateId },
    ],
  });
  await work.tx.affiliate.update({
    where: { id: affiliateId },
    data: { balance: { increment: exact(amount).toFixed() } },
  });
  return setId;
}
