import type { Tx } from '#platform/database/client.ts';
import { noTaxes, type Taxes } from '#modules/billing/invoices/lines.ts';
import {
  loadTaxes,
  loadTaxSettings,
  type TaxSubject,
} from '#modules/catalog/pricing/load-taxes.ts';
import { REVERSE_CHARGE } from '#modules/catalog/pricing/reverse-charge.ts';

/** The taxes that hold for somebody, what they are called, and the rules they come from. */
export interface FoundTaxes extends Taxes {
  name: string;
  name2: string;
  /** Sentence the law wants on the invoice; empty for none. */
  note: string;
  ruleId: number | null;
  rule2Id: number | null;
}

/** The taxes of an invoice or quote for a client, as they are kept with it. */
export async function taxesOf(tx: Tx, subject: TaxSubject): Promise<FoundTaxes> {
  const { rules, isReverseCharged } = await loadTaxes(tx, subject, await loadTaxSettings(tx));
  const [first, second] = [1, 2].map((level) => rules.find((rule) => rule.level === level));
  return {
    rate: first?.rate ?? noTaxes.rate,
    rate2: second?.rate ?? noTaxes.rate2,
    isCompound: second?.isCompound ?? false,
    mode: (first ?? second)?.mode ?? noTaxes.mode,
    name: first?.name ?? '',
    name2: second?.name ?? '',
    note: isReverseCharged ? REVERSE_CHARGE : '',
    ruleId: first?.id ?? null,
    rule2Id: second?.id ?? null,
  };
}
