import { Decimal } from 'decimal.js';

/** A number as JSON or a text has it; leading zeros make a text that is none, such as a postcode. */
const NUMBER = /^-?(?:0|[1-9]\d{0,29})(?:\.\d{1,30})?$/;

const TIME = String.raw`\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AP]M)?`;
const ZONE = String.raw`(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?`;
const DATE = String.raw`\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{4}`;
const TIME_OF_DAY = new RegExp(`^${TIME}$`, 'i');
const DATE_AND_TIME = new RegExp(`^(${DATE})[T ]+${TIME}${ZONE}$`, 'i');

/** Whether two values without parts mean the same: numbers by their value, times by their day. */
export function isSameValue(old: unknown, own: unknown): boolean {
  if (old === own) return true;
  const numbers = [numberOf(old), numberOf(own)];
  if (numbers[0] && numbers[1]) return numbers[0].eq(numbers[1]);
  if (typeof old !== 'string' || typeof own !== 'string') return false;
  if (TIME_OF_DAY.test(old) && TIME_OF_DAY.test(own)) return true;
  const days = [DATE_AND_TIME.exec(old)?.[1], DATE_AND_TIME.exec(own)?.[1]];
  return days[0] !== undefined && days[0] === days[1];
}

function numberOf(value: unknown): Decimal | null {
  if (typeof value === 'number') return new Decimal(value);
  return typeof value === 'string' && NUMBER.test(value) ? new Decimal(value) : null;
}
