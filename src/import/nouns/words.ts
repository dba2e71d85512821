import * as is from '#import/columns.ts';
import type { Look, TargetRow } from '#import/noun.ts';
import type { SourceRow } from '#import/source/source.ts';

/** How often something is billed, in the words of the source. */
export const cycles: Readonly<Record<string, string>> = {
  'free account': 'FREE',
  free: 'FREE',
  'one time': 'ONE_TIME',
  onetime: 'ONE_TIME',
  monthly: 'MONTHLY',
  quarterly: 'QUARTERLY',
  'semi-annually': 'SEMI_ANNUALLY',
  semiannually: 'SEMI_ANNUALLY',
  annually: 'ANNUALLY',
  biennially: 'BIENNIALLY',
  triennially: 'TRIENNIALLY',
};

export const billingCycle = is.oneOf('billingcycle', cycles, 'MONTHLY');

/** How something is paid for. */
export const payTypes = { free: 'FREE', onetime: 'ONE_TIME', recurring: 'RECURRING' };

/** Prices by cycle, each with its setup fee; a price below zero is none. */
const PRICED = [
  ['MONTHLY', 'monthly', 'msetupfee'],
  ['QUARTERLY', 'quarterly', 'qsetupfee'],
  ['SEMI_ANNUALLY', 'semiannually', 'ssetupfee'],
  ['ANNUALLY', 'annually', 'asetupfee'],
  ['BIENNIALLY', 'biennially', 'bsetupfee'],
  ['TRIENNIALLY', 'triennially', 'tsetupfee'],
] as const;

/** The columns of tblpricing. */
export const priceColumns = PRICED.flatMap(([, price, fee]) => [price, fee]);

/** The rows that a row of tblpricing becomes: one for each cycle something is sold for. */
export function cyclePrices(row: SourceRow, look: Look, owner: TargetRow): TargetRow[] {
  const code = currencyOfPrice(row, look);
  if (code === null || row.paytype === 'free') return [];
  const sold = row.paytype === 'onetime' ? PRICED.slice(0, 1) : PRICED;
  return sold
    .filter(([, price]) => Number(row[price] ?? -1) >= 0)
    .map(([cycle, price, fee]) => ({
      ...owner,
      currency_code: code,
      cycle: row.paytype === 'onetime' ? 'ONE_TIME' : cycle,
      price: String(row[price]),
      setup_fee: Number(row[fee] ?? 0) > 0 ? String(row[fee]) : '0',
    }));
}

/** Null for prices in a currency that was removed, in which nothing is sold any more. */
export function currencyOfPrice(row: SourceRow, look: Look): string | null {
  const code = look.installation.currencies.get(Number(row.currency)) ?? null;
  if (code === null) look.note('currency', 'currency was removed: the prices are left out');
  return code;
}

/** The currency in which the source has what is not a client's. */
export const baseCurrency = is.made([], (_row, { installation }) => installation.baseCurrency);

/** The client's currency beside a row that belongs to one. */
export const ofClient = {
  join: 'left join tblclients c on c.id = t.userid',
  joined: { client_currency: 'c.currency' },
} as const;
