import type { Decimal } from 'decimal.js';
import { exact, asText } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { DomainError } from '#core/errors.ts';
import { lockClientMoney, readInvoice } from '#modules/billing/invoices/lock.ts';
import { makeInvoice, publish } from '#modules/billing/invoices/make-invoice.ts';
import { spendableCredit } from '#modules/billing/ledger/credit.ts';
import { spendCredit } from '#modules/billing/ledger/spend-credit.ts';
import type { Work } from '#schema/work.ts';
import type { CostLine } from './cost.ts';

/** What a reseller is charged. */
export interface ChargeTerms {
  /** The client that the reseller is. */
  clientId: number;
  currency: string;
  /** What it is for; charged once among the charges that were not given back. */
  chargedFor: string;
  lines: readonly CostLine[];
  /** What the customer paid the company for it, in the currency of the charge. */
  paid: Decimal | null;
  /** The customer's invoice that is open in its place. */
  standsInForId: number | null;
}

/**
 * Charges a reseller: an invoice of its client, paid from its credit in the same change. Nothing is
 * charged where the customer's payment covers the cost.
 * @throws DomainError CREDIT_INSUFFICIENT
 */
export async function chargeReseller(work: Work, charge: ChargeTerms): Promise<void> {
  const { tx } = work;
  const { clientId, chargedFor, lines, paid, standsInForId } = charge;
  await lockClientMoney(tx, clientId);
  const where: Prisma.InvoiceWhereInput = {
    chargedFor,
    status: { notIn: ['CANCELLED', 'REFUNDED'] },
  };
  if (await tx.invoice.count({ where })) return;
  const invoiceId = await makeInvoice(work, {
    clientId,
    lines: [
      ...lines.map(({ type, description, quantity, unitPrice, isTaxed }) => ({
        type,
        description,
        quantity: String(quantity),
        unitPrice,
        isTaxed,
      })),
      ...(paid?.greaterThan(0)
        ? [
            {
              type: 'CUSTOM' as const,
              description: 'Paid by the customer',
              unitPrice: paid.negated(),
              isTaxed: lines.some(({ isTaxed }) => isTaxed),
            },
          ]
        : []),
    ],
  });
  await ensureFunds(work, charge, invoiceId);
  await tx.invoice.update({ where: { id: invoiceId }, data: { chargedFor, standsInForId } });
  await publish(work, invoiceId, false);
  const invoice = await readInvoice(tx, invoiceId);
  const owed = exact(invoice.balance);
  if (owed.greaterThan(0)) await spendCredit(work, invoice, owed, false);
}

/** Lets go of the draft where the funds do not cover it: who notes the refusal goes on with the change. */
async function ensureFunds(work: Work, { clientId, currency }: ChargeTerms, invoiceId: number) {
  const { total } = await readInvoice(work.tx, invoiceId);
  const { spendable } = await spendableCredit(work, clientId);
  if (!exact(total).greaterThan(spendable)) return;
  await work.tx.invoice.delete({ where: { id: invoiceId } });
  const [needed, available] = [total, spendable].map((amount) => asText(amount, currency));
  throw new DomainError(
    'CREDIT_INSUFFICIENT',
    `The funds of the reseller do not cover it: ${needed} ${currency} are needed, ${available} ${currency} are there.`,
    { needed, available, currency },
  );
}
