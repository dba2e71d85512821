import { z } from 'zod';
import { exact } from '#core/money.ts';
import type { Tx } from '#platform/database/client.ts';
import { priceRule, quantityRule } from '#modules/billing/invoices/line-input.ts';
import { invoiceTotals, lineAmount, lineTaxes } from '#modules/billing/invoices/lines.ts';
import { ensure } from '#modules/billing/invoices/lock.ts';
import { ensureRecordable } from '#modules/billing/ledger/recordable.ts';
import { taxesOf } from '#modules/billing/tax/taxes-of.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import { builder } from '#schema/builder.ts';
import { percentRule } from '#schema/decimal-rule.ts';

export const QuoteLineInput = builder.inputType('QuoteLineInput', {
  description: 'One line of a quote, as it is written.',
  fields: (t) => ({
    description: t.string({
      required: true,
      description: 'Text of the line, shown to the recipient.',
      validate: z.string().trim().min(1, 'is required').max(5_000),
    }),
    quantity: t.field({
      type: 'Decimal',
      description: 'Number of units. Default 1.',
      validate: quantityRule,
    }),
    unitPrice: t.field({
      type: 'Decimal',
      required: true,
      description: "Price of one unit before discount and tax, in the quote's currency.",
      validate: priceRule,
    }),
    discountPercent: t.field({
      type: 'Decimal',
      description: 'Discount on the line in percent, 0 to 100. Default 0.',
      validate: percentRule,
    }),
    isTaxed: t.boolean({
      description: 'It is taxed; as the setting TaxCustomInvoices says when left out.',
    }),
  }),
});

/** A text of a quote, up to 20,000 characters. */
export const quoteText = z.string().max(20_000);

/** The rule for a quote's lines. */
export const quoteLinesRule = z.array(z.any()).min(1, 'must be at least one line').max(200);

/** What of a client decides the currency and taxes of its quotes. */
export const taxedClient = {
  id: true,
  currencyCode: true,
  countryCode: true,
  state: true,
  taxExempt: true,
  taxId: true,
} as const;

interface Recipient {
  currencyCode: string;
  taxed: Parameters<typeof taxesOf>[1];
}

/**
 * The lines of a quote as rows, and the columns that follow from them: sums, and the taxes its
 * invoice will have too.
 * @throws DomainError INVOICE_TOTAL_NEGATIVE or AMOUNT_TOO_LARGE
 */
export async function pricedQuote(
  tx: Tx,
  inputs: readonly (typeof QuoteLineInput.$inferInput)[],
  { currencyCode, taxed }: Recipient,
) {
  const taxes = await taxesOf(tx, taxed);
  const isTaxedByDefault = await settingIsOn(tx, 'TaxCustomInvoices');
  const priced = inputs.map((line, sortOrder) => {
    const { quantity, discountPercent, unitPrice, description } = line;
    const factors = {
      quantity: quantity ?? '1',
      unitPrice,
      discountPercent: discountPercent ?? '0',
    };
    const amount = lineAmount(factors, currencyCode);
    ensureRecordable(amount, `lines.${sortOrder}.unitPrice`);
    const isTaxed = line.isTaxed ?? isTaxedByDefault;
    const own = { type: 'CUSTOM', amount, isTaxed, discount: '0' };
    return { description, ...factors, ...own, sortOrder };
  });
  const found = lineTaxes(priced, taxes, currencyCode);
  const lines = priced.map((line, place) => ({ ...line, ...found[place]! }));
  const totals = invoiceTotals(lines, taxes.mode);
  // As for the invoice it becomes.
  ensureRecordable(totals.total, 'lines');
  ensure(!totals.total.isNegative() || totals.total.isZero(), 'INVOICE_TOTAL_NEGATIVE', 'lines');
  return {
    columns: {
      currencyCode,
      subtotal: totals.subtotal.toFixed(),
      tax: totals.tax.toFixed(),
      tax2: totals.tax2.toFixed(),
      total: totals.total.toFixed(),
      taxRate: exact(taxes.rate).toFixed(),
      taxRate2: exact(taxes.rate2).toFixed(),
      taxMode: taxes.mode,
      taxIsCompound: taxes.isCompound,
      taxName: taxes.name,
      taxName2: taxes.name2,
      taxNote: taxes.note,
    },
    lines: lines.map((line) => ({
      description: line.description,
      quantity: exact(line.quantity).toFixed(),
      unitPrice: exact(line.unitPrice).toFixed(),
      discountPercent: exact(line.discountPercent).toFixed(),
      amount: line.amount.toFixed(),
      isTaxed: line.isTaxed,
      currencyCode,
      sortOrder: line.sortOrder,
    })),
  };
}
