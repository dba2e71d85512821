import { DomainError, type ErrorCode } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { sentAhead } from '#platform/database/pipelined.ts';
import type { Work } from '#schema/work.ts';
import { visibleInvoices, visibleTransactions } from '#modules/billing/visible.ts';

// Everybody who moves money locks the client first, then the invoice, then a number series, then
// the balances of gateways. In that one order nobody waits in a circle.

const shape = {
  id: true,
  clientId: true,
  currencyCode: true,
  kind: true,
  status: true,
  number: true,
  billingName: true,
  subtotal: true,
  tax: true,
  tax2: true,
  credit: true,
  total: true,
  amountPaid: true,
  balance: true,
  dueOn: true,
  gatewayId: true,
  payMethodId: true,
  appliesCredit: true,
} satisfies Prisma.InvoiceSelect;

/** An invoice held by the transaction, with its money as it is now. */
export type LockedInvoice = Prisma.InvoiceGetPayload<{ select: typeof shape }>;

/** Keeps everybody else from moving the client's money until the transaction ends. */
export async function lockClientMoney(tx: Tx, clientId: number): Promise<void> {
  await tx.$queryRaw`select 1 from clients where id = ${clientId} for no key update`;
}

/** Locks an invoice and its client, and reads it. */
export async function lockInvoice(tx: Tx, id: number): Promise<LockedInvoice> {
  const { clientId } = await tx.invoice.findUniqueOrThrow({
    where: { id },
    select: { clientId: true },
  });
  if (clientId !== null) await sentAhead(tx, lockClientMoney(tx, clientId));
  await sentAhead(tx, tx.$queryRaw`select 1 from invoices where id = ${id} for no key update`);
  return readInvoice(tx, id);
}

/** Reads an invoice again that the transaction holds already. */
export const readInvoice = (tx: Tx, id: number): Promise<LockedInvoice> =>
  tx.invoice.findUniqueOrThrow({ where: { id }, select: shape });

/**
 * The invoice a change is about, locked, as far as the actor may see it.
 * @throws DomainError INVOICE_NOT_FOUND
 */
export async function invoiceFor({ tx, actor }: Work, id: number): Promise<LockedInvoice> {
  const where: Prisma.InvoiceWhereInput = { AND: [{ id }, visibleInvoices(actor)] };
  const found = await tx.invoice.findFirst({ where, select: { id: true } });
  if (!found) throw new DomainError('INVOICE_NOT_FOUND');
  return lockInvoice(tx, id);
}

/**
 * The transaction a change is about, as far as the actor may see it, with its invoice and client
 * locked.
 * @throws DomainError TRANSACTION_NOT_FOUND
 */
export async function transactionFor({ tx, actor }: Work, id: number) {
  const where: Prisma.TransactionWhereInput = { AND: [{ id }, visibleTransactions(actor)] };
  const found = await tx.transaction.findFirst({ where });
  if (!found) throw new DomainError('TRANSACTION_NOT_FOUND');
  if (found.invoiceId !== null) await lockInvoice(tx, found.invoiceId);
  else if (found.clientId !== null) await lockClientMoney(tx, found.clientId);
  return tx.transaction.findUniqueOrThrow({ where: { id } });
}

/** Refuses with a code unless a condition holds. */
export function ensure(holds: boolean, code: ErrorCode, field?: string): asserts holds {
  if (!holds) throw new DomainError(code, undefined, field ? { field } : {});
}
