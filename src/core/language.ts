const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/** Languages that old programs call otherwise than ISO 639 and CLDR do. */
const further = ['farsi', 'portuguese-br', 'portuguese-pt', 'norwegian', 'ukranian'];

/** The English names of the languages of ISO 639-1, in lower case. */
const known = new Set([
  ...letters.flatMap((first) =>
    letters.flatMap((second) => names.of(first + second)?.toLowerCase() ?? []),
  ),
  ...further,
]);

/** The English name of a language in lower case, `german`; undefined for anything else. */
export function languageOf(text: string): string | undefined {
  const name = text.trim().toLowerCase();
  return known.has(name) ? name : undefined;
}
