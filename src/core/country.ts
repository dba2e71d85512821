import countries from 'i18n-iso-countries';

/** Whether the text is an ISO 3166-1 two-letter country code in capitals. */
export function isCountryCode(text: string): boolean {
  return /^[A-Z]{2}$/.test(text) && countries.isValid(text);
}

/** Name of a country in a language (ISO 639-1, default English); `undefined` if unknown. */
export function countryName(code: string, language = 'en'): string | undefined {
  return isCountryCode(code) ? (countries.getName(code, language) ?? undefined) : undefined;
}

/** No country's name is longer, in characters. */
const LONGEST_NAME = 255;

/** Two-letter code of a country given by code or by its English name; `undefined` if unknown. */
export function countryCodeOf(text: string): string | undefined {
  // Compared with every name: what is longer than any of them is none.
  if (text.length > LONGEST_NAME) return undefined;
  const trimmed = text.trim();
  const code = trimmed.toUpperCase();
  return isCountryCode(code) ? code : countries.getAlpha2Code(trimmed, 'en');
}
