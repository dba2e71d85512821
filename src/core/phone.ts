import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A telephone number in the spellings that are needed. */
export interface Phone {
  /** `+14155550100` */
  e164: string;
  /** `+1.4155550100`, as registrars want it. */
  registrar: string;
  /** Country calling code without plus, `1`. */
  callingCode: string;
  /** National number without leading zero, `4155550100`. */
  national: string;
  /** ISO country code, when the number tells it. */
  country: string | undefined;
}

/**
 * Reads a telephone number: international with `+` (also `+CC.number`), or national when the
 * country is given as a two-letter code. `undefined` when its length cannot be a number there.
 */
export function parsePhone(text: string, country?: string): Phone | undefined {
  const code = country?.toUpperCase() ?? '';
  // The library would search whole emails for a number; a field holds nothing but one.
  if (text.length > 40 || /[^\d\s+().\-/]/.test(text)) return undefined;
  const options = { extract: false, ...(isSupportedCountry(code) && { defaultCountry: code }) };
  const phone = parsePhoneNumberFromString(text.trim(), options);
  if (!phone?.isPossible()) return undefined;
  return {
    e164: phone.number,
    registrar: `+${phone.countryCallingCode}.${phone.nationalNumber}`,
    callingCode: phone.countryCallingCode,
    national: phone.nationalNumber,
    country: phone.country,
  };
}
