import { isTimeZone } from '#core/clock.ts';
import { isCountryCode } from '#core/country.ts';
import { languageOf } from '#core/language.ts';
import { parseAmount } from '#core/money.ts';
import { asciiDomain, normalizeEmail } from '#core/text.ts';
import { isWebAddress } from '#core/addresses/web-address.ts';
import { yesOrNo } from '#core/yes-no.ts';
import type { KnownSetting } from './known-settings.ts';

/** The longest text a setting may hold, in characters. */
const LONGEST = 50_000;

type Fit = { value: string } | { expected: string };

/**
 * A value as it is stored, or what was expected instead. An empty text is no value for any type but
 * a boolean, where it means off: it puts the default back.
 */
export function settingValue(setting: KnownSetting, provided: string): Fit {
  const text = provided.trim();
  if (text.length > LONGEST) return { expected: `at most ${LONGEST} characters long` };
  if (setting.type === 'boolean') return flag(text);
  if (text === '') return { value: '' };
  if (setting.grammar && !setting.grammar.fits(text)) return { expected: setting.grammar.expected };
  const read = readers[setting.type](text, setting);
  return typeof read === 'object'
    ? read
    : read === undefined
      ? expectedOf(setting)
      : { value: read };
}

const readers: Record<
  Exclude<KnownSetting['type'], 'boolean'>,
  (text: string, setting: KnownSetting) => string | Fit | undefined
> = {
  text: (text) => text,
  integer: (text, setting) =>
    /^\d{1,9}$/.test(text) && isWithin(setting, Number(text)) ? String(Number(text)) : undefined,
  decimal: (text, setting) => {
    const value = parseAmount(text);
    return value && isWithin(setting, value.toNumber()) ? text : undefined;
  },
  choice: (text, { choices = [] }) =>
    choices.find((param) => param.toLowerCase() === text.toLowerCase()),
  address: (text) => (isWebAddress(text) ? text : undefined),
  email: (text) => normalizeEmail(text),
  timezone: (text) => (isTimeZone(text) ? text : undefined),
  country: (text) => (isCountryCode(text.toUpperCase()) ? text.toUpperCase() : undefined),
  language: (text) => languageOf(text),
  host: (text) => asciiDomain(text),
};

const isWithin = ({ range: [least, most] = [0, 999_999_999] }: KnownSetting, value: number) =>
  value >= least && value <= most;

function expectedOf({ type, choices = [], range = [0, 999_999_999] }: KnownSetting): Fit {
  const from = `from ${range[0]} to ${range[1]}`;
  const expected: Record<KnownSetting['type'], string> = {
    text: 'a text',
    boolean: 'on or off',
    integer: `a whole number ${from}`,
    decimal: `an amount ${from}`,
    choice: `one of ${choices.join(', ')}`,
    address: 'a web address that begins with http:// or https://',
    email: 'an e-mail address',
    timezone: 'the name of a time zone, such as Europe/Berlin',
    country: 'a two-letter ISO 3166-1 country code',
    language: 'the English name of a language',
    host: 'a host name, such as ns1.example.com',
  };
  return { expected: expected[type] };
}

function flag(text: string): Fit {
  const isOn = text === '' ? false : yesOrNo(text);
  return isOn === undefined ? { expected: 'on or off' } : { value: isOn ? 'on' : '' };
}
