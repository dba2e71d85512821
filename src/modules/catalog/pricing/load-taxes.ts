import type { TaxRule } from '#generated/prisma/client.ts';
import { settingIsOn, settingText } from '#modules/settings/settings.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import { isReverseCharged } from './reverse-charge.ts';
import { taxesAt } from './tax.ts';

/** What the company's settings say of tax. */
export interface TaxSettings {
  isEnabled: boolean;
  /** Prices have their tax in them. */
  isInclusive: boolean;
  taxesDomains: boolean;
}

/** Reads the settings `TaxEnabled`, `TaxType` and `TaxDomains`. */
export async function loadTaxSettings(db: Db | Tx): Promise<TaxSettings> {
  return {
    isEnabled: await settingIsOn(db, 'TaxEnabled'),
    isInclusive: (await settingText(db, 'TaxType')) === 'Inclusive',
    taxesDomains: await settingIsOn(db, 'TaxDomains'),
  };
}

/** Who is taxed; a visitor, of whom nothing is known, pays the taxes that hold everywhere. */
export interface TaxSubject {
  countryCode: string;
  state: string;
  taxExempt: boolean;
  taxId: string;
}

export const visitor: TaxSubject = { countryCode: '', state: '', taxExempt: false, taxId: '' };

/** The tax rules that hold for somebody, at most one of each level. */
export interface LoadedTaxes {
  rules: TaxRule[];
  /** No tax is charged: the buyer accounts for it. */
  isReverseCharged: boolean;
}

/** Chooses the tax rules that hold for somebody: carts, orders, invoices and quotes all ask here. */
export async function loadTaxes(
  db: Db | Tx,
  subject: TaxSubject,
  { isEnabled, isInclusive }: TaxSettings,
): Promise<LoadedTaxes> {
  if (subject.taxExempt || !isEnabled) return { rules: [], isReverseCharged: false };
  if (await isReverseCharged(db, subject)) return { rules: [], isReverseCharged: true };
  const all = await db.taxRule.findMany({
    where: { isActive: true, countryCode: { in: [subject.countryCode, ''] } },
    orderBy: { id: 'asc' },
  });
  const rules = taxesAt(all, subject);
  return {
    rules: isInclusive ? rules.map((rule) => ({ ...rule, mode: 'INCLUSIVE' })) : rules,
    isReverseCharged: false,
  };
}
