/** Formats of VAT numbers without their prefix, by ISO country (European Commission, VIES). */
const formats: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z0-9]{2}\d{9}$/,
  GR: /^\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(?:\d{7}[A-Z]{1,2}|\d[A-Z+*]\d{5}[A-Z])$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9+*]{12}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
};

/** Whether a country (ISO code) is a member state of the European Union. */
export const isMemberState = (country: string): boolean => Object.hasOwn(formats, country);

/**
 * Whether a text is a VAT number of a member state by its format; spaces, dots and hyphens do not
 * count. The prefix is the country's code, EL for Greece, and may not be another state's.
 */
export function isVatNumber(country: string, text: string): boolean {
  const format = Object.hasOwn(formats, country) ? formats[country] : undefined;
  const prefix = country === 'GR' ? 'EL' : country;
  const number = text.toUpperCase().replace(/[\s.-]/g, '');
  return format !== undefined && number.startsWith(prefix) && format.test(number.slice(2));
}
