import { toDay } from '#core/dates.ts';
import { exact, round, type Amount } from '#core/money.ts';
import type { JournalCause } from '#generated/prisma/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import type { Work } from '#schema/work.ts';
import { moveCredit } from './credit.ts';
import { lockClient, ensure } from '#modules/billing/invoices/lock.ts';
import { ensureRecordable } from '#modules/billing/recordable.ts';

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
 * Adds to a client's credit, or takes from it, manually; the other side is what the company wrote off.
 * @returns the id of the change
 * @throws DomainError CLIENT_NOT_FOUND, AMOUNT_NOT_POSITIVE, AMOUNT_TOO_LARGE, CREDIT_INSUFFICIENT
 */
export async function changeCredit(
  work: Work,
  sign: 1 | -1,
  manual: ManualChange,
): Promise<number> {
  const { clientId, description, enteredOn, adminId } = manual;
  const client = await clientFor(work, clientId, { id: true, currencyCode: true });
  await lockClient(work.tx, client.id);
  const currency = client.currencyCode;
  const positive = round(manual.amount, currency);
  ensure(positive.greaterThan(0), 'AMOUNT_NOT_POSITIVE', 'amount');
  ensureRecordable(positive, 'amount');
  const amount = exact(positive).times(sign);
  const cause: JournalCause = sign > 0 ? 'CREDIT_ADDED' : 'CREDIT_REMOVED';
  const creditId = await moveCredit(
    work,
    {
      cause,
      description,
      subject: { type: 'Client', id: client.id },
      against: [{ account: 'WRITE_OFF', amount, clientId: client.id }],
    },
    {
      clientId: client.id,
      currency,
      amount,
      description,
      enteredOn: enteredOn ? toDay(enteredOn) : undefined,
      adminId,
    },
  );
  const received = { creditId, clientId: client.id };
  work.announce(sign > 0 ? 'credit.added' : 'credit.removed', received);
  return creditId;
}
