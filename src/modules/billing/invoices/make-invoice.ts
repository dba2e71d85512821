import { now, today } from '#core/clock.ts';
import type { Day } from '#core/dates.ts';
import { exact, type Amount } from '#core/money.ts';
import type { InvoiceItemType, InvoiceKind } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';
import { bringBooksTo } from '#modules/billing/ledger/books.ts';
import { insertInvoice } from './insert-invoice.ts';
import { lineAmount, lineDiscount, lineTaxes, invoiceTotals } from './lines.ts';
import { ensure, readInvoice } from './lock.ts';
import { type LockedBuyer, lockBuyer } from './lock-buyer.ts';
import { moveTo, settleInvoice } from './settle-invoice.ts';
import { spendAvailableCredit } from '#modules/billing/ledger/spend-credit.ts';
import { ensureRecordable } from '#modules/billing/ledger/recordable.ts';
import { type FoundTaxes, taxesOf } from '#modules/billing/tax/taxes-of.ts';

/** A line of an invoice to be made. */
export interface NewLine {
  type: InvoiceItemType;
  description: string;
  quantity?: Amount;
  unitPrice: Amount;
  unitCost?: Amount;
  discountPercent?: Amount;
  isTaxed?: boolean;
  serviceId?: number | null;
  serviceAddonId?: number | null;
  domainId?: number | null;
  promotionId?: number | null;
  relatedId?: number | null;
  /** First and last day it pays for. */
  period?: { from: Day; to: Day } | undefined;
}

/** An invoice to be made, in the client's currency. */
export interface NewInvoice {
  clientId: number;
  /** The client, where it is locked and read already; good for one invoice. */
  buyer?: LockedBuyer;
  lines: readonly NewLine[];
  kind?: InvoiceKind;
  /** Default: today. */
  issuedOn?: Day | undefined;
  dueOn?: Day | undefined;
  gatewayId?: number | null | undefined;
  payMethodId?: number | null | undefined;
  notes?: string;
  /** The taxes of a quote that became it. Default: those of the client today. */
  taxes?: FoundTaxes;
}

/**
 * Makes a draft with its lines, taxes and totals. The client is locked from here on.
 * @returns the id of the invoice
 * @throws DomainError INVOICE_EMPTY, INVOICE_TOTAL_NEGATIVE, AMOUNT_TOO_LARGE
 */
export async function makeInvoice(work: Work, invoice: NewInvoice): Promise<number> {
  const { tx } = work;
  ensure(invoice.lines.length > 0, 'INVOICE_EMPTY', 'lines');
  const { client, ...billing } = invoice.buyer ?? (await lockBuyer(tx, invoice.clientId));
  const currency = client.currencyCode;
  const taxes = invoice.taxes ?? (await taxesOf(tx, client));
  const lines = pricedLines(invoice.lines, taxes, currency);
  const totals = invoiceTotals(lines, taxes.mode);
  ensureRecordable(totals.total, 'lines');
  ensure(!totals.total.isNegative() || totals.total.isZero(), 'INVOICE_TOTAL_NEGATIVE', 'lines');
  const day = today();
  return insertInvoice(
    tx,
    {
      ...billing,
      id: client.invoiceId,
      clientId: invoice.clientId,
      resellerId: client.resellerId,
      currencyCode: currency,
      kind: invoice.kind ?? 'STANDARD',
      issuedOn: invoice.issuedOn ?? day,
      dueOn: invoice.dueOn ?? invoice.issuedOn ?? day,
      ...texts(totals),
      ...taxColumns(taxes),
      gatewayId: invoice.gatewayId === undefined ? client.defaultGatewayId : invoice.gatewayId,
      payMethodId: invoice.payMethodId ?? null,
      notes: invoice.notes ?? '',
      createdByAdminId: work.actor.adminId,
      createdAt: now(),
    },
    lines,
  );
}

/** Makes a draft owed: from here on its amounts are in the books. Nothing owed means paid. */
export async function publish(work: Work, invoiceId: number, sendEmail: boolean): Promise<void> {
  const draft = await readInvoice(work.tx, invoiceId);
  ensure(draft.status === 'DRAFT', 'INVOICE_NOT_DRAFT');
  await moveTo(work, draft, 'UNPAID');
  if (sendEmail)
    await work.tx.invoice.update({ where: { id: invoiceId }, data: { customerNotified: true } });
  const invoice = { ...draft, status: 'UNPAID' as const };
  await bringBooksTo(work, invoice, 'INVOICE_ISSUED', `Invoice ${invoiceId}`);
  work.announce('invoice.published', { invoiceId, clientId: invoice.clientId, sendEmail });
  await settleInvoice(work, invoiceId, { sendEmail });
  if (draft.appliesCredit) await spendAvailableCredit(work, invoiceId, sendEmail);
}

const texts = (totals: ReturnType<typeof invoiceTotals>) => ({
  subtotal: totals.subtotal.toFixed(),
  tax: totals.tax.toFixed(),
  tax2: totals.tax2.toFixed(),
  discount: totals.discount.toFixed(),
  total: totals.total.toFixed(),
});

const taxColumns = (taxes: FoundTaxes) => ({
  taxRate: exact(taxes.rate).toFixed(),
  taxRate2: exact(taxes.rate2).toFixed(),
  taxMode: taxes.mode,
  taxIsCompound: taxes.isCompound,
  taxName: taxes.name,
  taxName2: taxes.name2,
  taxNote: taxes.note,
  taxRuleId: taxes.ruleId,
  taxRule2Id: taxes.rule2Id,
});

function pricedLines(lines: readonly NewLine[], taxes: FoundTaxes, currency: string) {
  const priced = lines.map((line, place) => pricedLine(line, currency, place));
  const found = lineTaxes(priced, taxes, currency);
  return priced.map((line, place) => {
    const { tax, tax2 } = found[place]!;
    return { ...line, tax: tax.toFixed(), tax2: tax2.toFixed() };
  });
}

function pricedLine(line: NewLine, currency: string, place: number) {
  const { period, quantity = '1', discountPercent = '0', unitCost = '0', isTaxed = false } = line;
  const priced = { quantity, discountPercent, unitPrice: line.unitPrice };
  const amount = lineAmount(priced, currency);
  ensureRecordable(amount, `lines.${place}.unitPrice`);
  const { serviceId = null, serviceAddonId = null, domainId = null } = line;
  return {
    type: line.type,
    description: line.description,
    quantity: exact(quantity).toFixed(),
    unitPrice: exact(line.unitPrice).toFixed(),
    unitCost: exact(unitCost).toFixed(),
    discountPercent: exact(discountPercent).toFixed(),
    amount: amount.toFixed(),
    discount: lineDiscount(priced, currency),
    isTaxed,
    currencyCode: currency,
    serviceId,
    serviceAddonId,
    domainId,
    promotionId: line.promotionId ?? null,
    relatedId: line.relatedId ?? serviceAddonId ?? serviceId ?? domainId,
    periodStartOn: period?.from ?? null,
    periodEndOn: period?.to ?? null,
    sortOrder: place,
  };
}
