import { today } from '#core/clock.ts';
import { exact, type Amount } from '#core/money.ts';
import { DomainError } from '#core/errors.ts';
import { toDate, type Day } from '#core/dates.ts';
import { fullNameOf } from '#core/names.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { type LedgerEntry, type Movement, post } from './post.ts';
import { ensureRecordable } from './recordable.ts';

/** A change of a client's credit. */
export interface CreditMove {
  clientId: number;
  currency: string;
  /** Positive adds, negative takes. */
  amount: Amount;
  description: string;
  /** Default: today. */
  enteredOn?: Day | undefined;
  invoiceId?: number | null;
  transactionId?: number | null;
  adminId?: number | null;
}

/** What may be spent of a client's credit: what is there, and its limit below zero. */
export async function spendableCredit({ tx }: Pick<Work, 'tx'>, clientId: number) {
  const { creditBalance, creditLimit } = await tx.client.findUniqueOrThrow({
    where: { id: clientId },
    select: { creditBalance: true, creditLimit: true },
  });
  return {
    balance: exact(creditBalance),
    spendable: exact(creditBalance).plus(exact(creditLimit)),
  };
}

/**
 * Moves credit of a client that is locked, in the journal and in its list of changes. The other
 * side of the movement is up to the caller.
 * @throws DomainError CREDIT_INSUFFICIENT when it would go below the client's limit
 */
export async function moveCredit(
  work: Work,
  movement: Omit<Movement, 'currency' | 'entries'> & { against: readonly LedgerEntry[] },
  move: CreditMove,
): Promise<number> {
  const { against, ...rest } = movement;
  const { clientId, invoiceId = null } = move;
  const own: LedgerEntry = {
    account: 'CLIENT_CREDIT',
    amount: exact(move.amount).negated(),
    clientId,
    invoiceId,
  };
  const { currency } = move;
  await ensureSufficientCredit(work, move);
  const setId = await post(work, { ...rest, currency, entries: [own, ...against] });
  return noteCredit(work, move, setId);
}

/**
 * Moves credit between two clients that are locked: what the one is given, the other has less.
 * @returns the id of the change of the client that is named
 * @throws DomainError CREDIT_INSUFFICIENT when either would go below its limit
 */
export async function transferCredit(
  work: Work,
  movement: Omit<Movement, 'currency' | 'entries'>,
  move: CreditMove,
  otherId: number,
): Promise<number> {
  const amount = exact(move.amount);
  const other = { ...move, clientId: otherId, amount: amount.negated() };
  await ensureSufficientCredit(work, other);
  const account = 'CLIENT_CREDIT';
  const against = [{ account, amount, clientId: otherId } as const];
  const creditId = await moveCredit(work, { ...movement, against }, move);
  const { journalSetId } = await work.tx.creditEntry.findUniqueOrThrow({
    where: { id: creditId },
    select: { journalSetId: true },
  });
  await noteCredit(work, other, journalSetId);
  return creditId;
}

/** Refuses a spending beyond what is there. */
export async function ensureSufficientCredit(
  work: Pick<Work, 'tx'>,
  { clientId, amount }: CreditMove,
) {
  const change = exact(amount);
  if (!change.isNegative()) return;
  const { spendable } = await spendableCredit(work, clientId);
  if (spendable.plus(change).isNegative()) throw new DomainError('CREDIT_INSUFFICIENT');
}

/** Writes the change of credit that a posted set holds beside it. @returns its id */
export async function noteCredit(
  { tx }: Work,
  move: CreditMove,
  journalSetId: number | null,
): Promise<number> {
  const { clientId, currency, description, invoiceId = null, transactionId = null } = move;
  const amount = exact(move.amount).toFixed();
  const { creditBalance, ...client } = await tx.client.update({
    where: { id: clientId },
    data: { creditBalance: { increment: amount } },
    select: { creditBalance: true, firstName: true, lastName: true },
  });
  ensureRecordable(creditBalance, 'amount');
  const data: Prisma.CreditEntryUncheckedCreateInput = {
    clientId,
    billingName: fullNameOf(client),
    currencyCode: currency,
    enteredOn: toDate(move.enteredOn ?? today()),
    description,
    amount,
    balanceAfter: creditBalance,
    relatedId: invoiceId ?? 0,
    invoiceId,
    transactionId,
    journalSetId,
    adminId: move.adminId ?? null,
  };
  const { id } = await tx.creditEntry.create({ data, select: { id: true } });
  return id;
}
