import { toDay } from '#core/dates.ts';
import { exact, round, type Amount } from '#core/money.ts';
import type { JournalCause } from '#generated/prisma/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import type { Work } from '#schema/work.ts';
import { moveCredit, transferCredit } from './credit.ts';
import { lockClientMoney, ensure } from '#modules/billing/invoices/lock.ts';
import { ensureRecordable } from './recordable.ts';

/** What staff want done to a client's credit manually. */
export interface ManualChange {
  clientId: number;
  /** Above zero, whether it is added or taken. */
  amount: Amount;
  description: string;
  enteredOn?: Date | null | undefined;
  adminId: number | null;
}

/**
 * Adds to a client's credit, or takes from it, manually. The other side is what the company wrote
 * off or, where a reseller does it, the reseller's own credit: it gives away its own money only.
 * @returns the id of the change
 * @throws DomainError CLIENT_NOT_FOUND, AMOUNT_NOT_POSITIVE, AMOUNT_TOO_LARGE, CREDIT_INSUFFICIENT,
 * CREDIT_CURRENCY_DIFFERS
 */
export async function changeCredit(
  work: Work,
  sign: 1 | -1,
  manual: ManualChange,
): Promise<number> {
  const { clientId, description, enteredOn, adminId } = manual;
  const client = await clientFor(work, clientId, { id: true, currencyCode: true });
  const payer = await payingReseller(work, client.currencyCode);
  // A customer before its reseller, as everybody who charges a reseller has it.
  for (const id of [client.id, ...(payer ? [payer.clientId] : [])])
    await lockClientMoney(work.tx, id);
  const currency = client.currencyCode;
  const positive = round(manual.amount, currency);
  ensure(positive.greaterThan(0), 'AMOUNT_NOT_POSITIVE', 'amount');
  ensureRecordable(positive, 'amount');
  const amount = exact(positive).times(sign);
  const move = {
    clientId: client.id,
    currency,
    amount,
    description,
    enteredOn: enteredOn ? toDay(enteredOn) : undefined,
    adminId,
  };
  const cause: JournalCause = sign > 0 ? 'CREDIT_ADDED' : 'CREDIT_REMOVED';
  const subject = { type: 'Client', id: client.id };
  const creditId = payer
    ? await transferCredit(work, { cause, description, subject }, move, payer.clientId)
    : await moveCredit(
        work,
        {
          cause,
          description,
          subject,
          against: [{ account: 'WRITE_OFF', amount, clientId: client.id }],
        },
        move,
      );
  const received = { creditId, clientId: client.id };
  work.announce(sign > 0 ? 'credit.added' : 'credit.removed', received);
  return creditId;
}

/** The reseller whose own credit is the other side; null for staff. @throws CREDIT_CURRENCY_DIFFERS */
async function payingReseller({ tx, actor, fail }: Work, currency: string) {
  if (actor.kind !== 'reseller') return null;
  const { client } = await tx.reseller.findUniqueOrThrow({
    where: { id: actor.resellerId ?? -1 },
    select: { client: { select: { id: true, currencyCode: true } } },
  });
  if (client.currencyCode !== currency) fail('CREDIT_CURRENCY_DIFFERS', undefined, { currency });
  return { clientId: client.id };
}
