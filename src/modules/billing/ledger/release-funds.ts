import { exact, sum, type Amount } from '#core/money.ts';
import type { Work } from '#schema/work.ts';
import { moveCredit } from './credit.ts';
import type { LockedInvoice } from '#modules/billing/invoices/lock.ts';

/** What an add-funds invoice brings its client once it is paid. */
export async function fundsOf({ tx }: Pick<Work, 'tx'>, invoiceId: number) {
  const items = await tx.invoiceItem.findMany({
    where: { invoiceId, type: { in: ['ADD_FUNDS', 'CREDIT'] } },
    select: { amount: true },
  });
  return sum(items.map(({ amount }) => amount));
}

/** Gives the client the credit that a paid add-funds invoice bought. */
export async function releaseFunds(work: Work, invoice: LockedInvoice): Promise<void> {
  await moveFunds(work, invoice, await fundsOf(work, invoice.id), 'Funds added');
}

/**
 * Takes such credit back because its payment was.
 * @throws DomainError CREDIT_INSUFFICIENT when it was spent meanwhile
 */
export async function takeFundsBack(work: Work, invoice: LockedInvoice, amount: Amount) {
  await moveFunds(work, invoice, exact(amount).negated(), 'Funds taken back');
}

async function moveFunds(work: Work, invoice: LockedInvoice, amount: Amount, words: string) {
  const { id, clientId, billingName, currencyCode: currency } = invoice;
  if (clientId === null || exact(amount).isZero()) return;
  const description = `${words} by invoice ${id}`;
  await moveCredit(
    work,
    {
      cause: exact(amount).isNegative() ? 'CREDIT_REMOVED' : 'CREDIT_ADDED',
      description,
      subject: { type: 'Invoice', id },
      against: [{ account: 'SUSPENSE', amount, clientId, billingName, invoiceId: id }],
    },
    { clientId, currency, amount, description, invoiceId: id },
  );
}
