import type { Tx } from '#platform/database/client.ts';
import { isText } from '#schema/text-filter.ts';
import { settingIsOn, settingText } from '#modules/settings/settings.ts';
import type { TaxRule } from '#generated/prisma/client.ts';
import { noTaxes, type Taxes } from '#modules/billing/invoices/lines.ts';
import { REVERSE_CHARGE, isReverseCharged } from '#modules/catalog/pricing/reverse-charge.ts';

/** Whose taxes are asked for. */
export interface TaxSubject {
  countryCode: string;
  state: string;
  taxExempt: boolean;
  taxId: string;
}

/** The taxes that hold for somebody, what they are called, and the rules they come from. */
export interface FoundTaxes extends Taxes {
  name: string;
  name2: string;
  /** Sentence the law wants on the invoice; empty for none. */
  note: string;
  ruleId: number | null;
  rule2Id: number | null;
}

/** The rules' taxes for a client: at each level the closest rule, state before country before all. */
export async function taxesOf(tx: Tx, subject: TaxSubject): Promise<FoundTaxes> {
  const { countryCode, state, taxExempt } = subject;
  const none = { ...noTaxes, name: '', name2: '', note: '', ruleId: null, rule2Id: null };
  if (taxExempt || !(await settingIsOn(tx, 'TaxEnabled'))) return none;
  if (await isReverseCharged(tx, subject)) return { ...none, note: REVERSE_CHARGE };
  const rules = await tx.taxRule.findMany({
    where: {
      isActive: true,
      countryCode: { in: [countryCode, ''] },
      OR: [{ state: isText(state) }, { state: '' }],
    },
    orderBy: { id: 'asc' },
  });
  const [first, second] = [closest(rules, 1), closest(rules, 2)];
  const inclusive = (await settingText(tx, 'TaxType')) === 'Inclusive';
  const mode = (first ?? second)?.mode ?? (inclusive ? 'INCLUSIVE' : 'EXCLUSIVE');
  return {
    rate: first?.rate ?? '0',
    rate2: second?.rate ?? '0',
    isCompound: second?.isCompound ?? false,
    mode: inclusive ? 'INCLUSIVE' : mode,
    name: first?.name ?? '',
    name2: second?.name ?? '',
    note: '',
    ruleId: first?.id ?? null,
    rule2Id: second?.id ?? null,
  };
}

function closest(rules: readonly TaxRule[], level: number): TaxRule | undefined {
  const closeness = ({ countryCode, state }: TaxRule) => (countryCode ? 1 : 0) + (state ? 2 : 0);
  return rules
    .filter((rule) => rule.level === level && !(rule.state && !rule.countryCode))
    .toSorted((one, other) => closeness(other) - closeness(one))[0];
}
