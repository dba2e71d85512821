import { StartRefused } from '#core/start-refused.ts';
import { isOn } from '#import/columns.ts';
import type { SourceCell } from '#import/source/source.ts';
import { entryText } from './reply.ts';
import type { CellKind } from './tables.ts';

/** As WHMCS writes that there is none. */
export const NO_DAY = '0000-00-00';

const DECIMAL = /^-?\d{1,18}(\.\d{1,10})?$/;
const GROUPED = /^-?\d{1,3}(,\d{3}){1,5}(\.\d{1,10})?$/;

/**
 * A value that a command given, as a cell: amounts exactly as they stand, switches as 1 and 0.
 * @param where what it is of, as in "GetInvoice: total of 12"
 * @throws StartRefused for an amount that is none: nothing may come of it by guessing
 */
export function cellOf(kind: CellKind, value: unknown, where: string): SourceCell {
  if (kind === 'text')
    return Array.isArray(value) ? value.map(entryText).join(',') : entryText(value);
  const text = entryText(value).trim();
  if (kind === 'day') return text.slice(0, 10) || NO_DAY;
  if (kind === 'whole') return wholeOf(text, where);
  if (text === '') return '0';
  if (DECIMAL.test(text)) return text;
  if (GROUPED.test(text)) return text.replaceAll(',', '');
  throw new StartRefused(
    `The source said something that is no amount (${where}: ${JSON.stringify(text.slice(0, 40))}). ` +
      'Correct it there, then give the same command again.',
  );
}

/** The largest number of a row. */
const LARGEST = 2_147_483_647;

/** @throws StartRefused for a number that no row can have */
function wholeOf(text: string, where: string): string {
  if (!/^-?\d{1,18}$/.test(text)) return isOn(text) ? '1' : '0';
  if (Math.abs(Number(text)) <= LARGEST) return text;
  throw new StartRefused(`The source said a number that is too large (${where}: ${text}).`);
}

/** An amount written for people, `$1,234.50 USD` or `1.234,50 €`; null where it is none. */
export function amountIn(text: string): string | null {
  const figures = [...text].filter((sign) => '0123456789.,-'.includes(sign)).join('');
  if (!/\d/.test(figures)) return null;
  const at = Math.max(figures.lastIndexOf('.'), figures.lastIndexOf(','));
  const hasCents = at >= 0 && figures.length - at <= 3;
  const digits = (part: string) => part.replaceAll(/\D/g, '');
  const whole = digits(hasCents ? figures.slice(0, at) : figures) || '0';
  const cents = hasCents ? digits(figures.slice(at)) : '';
  return `${figures.includes('-') ? '-' : ''}${whole}${cents && `.${cents}`}`;
}
