import { isTimeZone } from '#core/clock.ts';
import { parseAmount } from '#core/money.ts';
import { normalizeEmail } from '#core/text.ts';
import type { KnownSetting } from './known-settings.ts';

const YES = new Set(['on', '1', 'true', 'yes']);
const NO = new Set(['', 'off', '0', 'false', 'no']);

/** The longest text a setting may hold, in characters. */
const LONGEST = 50_000;

/** A value as it is stored, or what was expected instead ("must be …"). */
export function settingValue(
  setting: KnownSetting,
  provided: string,
): { value: string } | { expected: string } {
  const text = provided.trim();
  if (text.length > LONGEST) return { expected: `at most ${LONGEST} characters long` };
  switch (setting.type) {
    case 'boolean':
      return flag(text.toLowerCase());
    case 'integer':
      return /^\d{1,9}$/.test(text)
        ? { value: String(Number(text)) }
        : { expected: 'a whole number of 0 or more' };
    case 'decimal':
      return amount(text);
    case 'choice':
      return choice(setting.choices ?? [], text);
    case 'address':
      return text === '' || isWebAddress(text)
        ? { value: text }
        : { expected: 'a web address that begins with http:// or https://' };
    case 'email':
      return email(text);
    case 'timezone':
      return text === '' || isTimeZone(text)
        ? { value: text }
        : { expected: 'the name of a time zone, such as Europe/Berlin' };
    case 'text':
      return { value: text };
  }
}

const flag = (text: string) =>
  YES.has(text) ? { value: 'on' } : NO.has(text) ? { value: '' } : { expected: 'on or off' };

function amount(text: string) {
  const value = parseAmount(text);
  return value && !value.isNegative() ? { value: text } : { expected: 'an amount of 0 or more' };
}

function choice(choices: readonly string[], text: string) {
  const found = choices.find((param) => param.toLowerCase() === text.toLowerCase());
  return found === undefined ? { expected: `one of ${choices.join(', ')}` } : { value: found };
}

function email(text: string) {
  const value = text === '' ? '' : normalizeEmail(text);
  return value === undefined ? { expected: 'an e-mail address' } : { value };
}

const isWebAddress = (text: string) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
