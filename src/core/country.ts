import countries from 'i18n-iso-countries';

/** Whether the text is an ISO 3166-1 two-letter country code in capitals. */
export function isCountryCode(text: string): boolean {
  return /^[A-Z]{2}$/.test(text) && countries.isValid(text);
}

/** Name of a country in a language (ISO 639-1, default English); `undefined` if unknown. */
export function countryName(code: string, language = 'en'): string | undefined {
  return isCountryCode(code) ? (countries.getName(code, language) ?? undefined) : undefined;
}

/** Two-letter code of a country given by code or by its English name; `undefined` if unknown. */
export function countryCodeOf(text: string): string | undefined {
  const trimmed = text.trim();
  const code = trimmed.toUpperCase();
  return isCountryCode(code) ? code : countries.getAlpha2Code(trimmed, 'en');
}
