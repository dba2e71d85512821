/** Names that the old system has for languages beside those of ISO 639. */
const OTHERS = [
  'farsi',
  'norwegian',
  'serbo-croatian',
  'simplified chinese',
  'traditional chinese',
];

let known: Set<string> | undefined;

/** The English names of every language that has a two-letter code, in small letters. */
function names(): Set<string> {
  if (known) return known;
  const display = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const found = letters.flatMap((first) =>
    letters.map((second) => display.of(first + second)?.toLowerCase() ?? ''),
  );
  known = new Set([...found.filter(Boolean), ...OTHERS]);
  return known;
}

/**
 * Whether the text is the English name of a language, in any case: `english`, or with a country as
 * `portuguese-br`, `portuguese (brazil)` or `british english` have it.
 */
export function isLanguage(text: string): boolean {
  const name = text.trim().toLowerCase();
  const bare = name.replace(/[ -]*\([a-z ]+\)$/, '').replace(/-[a-z]{2}$/, '');
  return names().has(name) || names().has(bare) || names().has(bare.replace(/^[a-z]+ /, ''));
}
