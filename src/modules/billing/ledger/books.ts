import { exact, sum, type Amount } from '#core/money.ts';
import type { AccountKind, InvoiceItemType, JournalCause } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { type LedgerEntry, post } from './post.ts';
import type { LockedInvoice } from '#modules/billing/invoices/lock.ts';

/** Lines that are no sale: what they bring is owed to somebody until the invoice is paid. */
export const heldLines: readonly InvoiceItemType[] = ['ADD_FUNDS', 'CREDIT', 'INVOICE'];

/** The causes with which an invoice's own lines are in the journal. */
const ownCauses: JournalCause[] = [
  'INVOICE_ISSUED',
  'INVOICE_CHANGED',
  'INVOICE_CANCELLED',
  'LATE_FEE',
];

const ownAccounts: AccountKind[] = ['REVENUE', 'TAX', 'SUSPENSE'];

/**
 * Makes the journal say what the invoice says: posts the difference between its lines and what was
 * posted for them before. From nothing for one that is issued, to nothing for one that is cancelled.
 */
export async function bringBooksTo(
  work: Work,
  invoice: LockedInvoice,
  cause: JournalCause,
  description: string,
): Promise<void> {
  const { id, clientId, billingName, currencyCode: currency, status } = invoice;
  const nothing = status === 'DRAFT' || status === 'CANCELLED';
  const requested = nothing ? new Map<AccountKind, Amount>() : await linesByAccount(work, invoice);
  const posted = await work.tx.journalEntry.groupBy({
    by: ['account'],
    where: { invoiceId: id, account: { in: ownAccounts }, set: { cause: { in: ownCauses } } },
    _sum: { amount: true },
  });
  const entries: LedgerEntry[] = ownAccounts.map((account) => {
    const before = posted.find((row) => row.account === account)?._sum.amount ?? '0';
    // Revenue is a credit, so what the lines say is negative here.
    const amount = exact(requested.get(account) ?? '0')
      .negated()
      .minus(exact(before));
    return { account, amount, clientId, billingName, invoiceId: id };
  });
  const owed = sum(entries.map(({ amount }) => amount)).negated();
  entries.push({ account: 'RECEIVABLE', amount: owed, clientId, billingName, invoiceId: id });
  await post(work, { cause, description, subject: { type: 'Invoice', id }, currency, entries });
}

async function linesByAccount({ tx }: Work, invoice: LockedInvoice) {
  const items = await tx.invoiceItem.findMany({
    where: { invoiceId: invoice.id, type: { in: [...heldLines] } },
    select: { amount: true },
  });
  const held = sum(items.map(({ amount }) => amount));
  return new Map<AccountKind, Amount>([
    ['SUSPENSE', held],
    ['REVENUE', exact(invoice.subtotal).minus(held)],
    ['TAX', exact(invoice.tax).plus(exact(invoice.tax2))],
  ]);
}
