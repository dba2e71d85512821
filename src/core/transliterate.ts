/**
 * Latin letters: ICAO Doc 9303-3, section 6A (what stands in passports), for those that do not
 * come apart into a base letter and marks.
 */
const LATIN: Readonly<Record<string, string>> = {
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ẞ: 'SS',
  Å: 'Aa',
  å: 'aa',
  Æ: 'Ae',
  æ: 'ae',
  Ø: 'Oe',
  ø: 'oe',
  Œ: 'Oe',
  œ: 'oe',
  Ð: 'D',
  ð: 'd',
  Đ: 'D',
  đ: 'd',
  Þ: 'Th',
  þ: 'th',
  Ł: 'L',
  ł: 'l',
  ı: 'i',
  Ə: 'E',
  ə: 'e',
  Ħ: 'H',
  ħ: 'h',
  Ŋ: 'N',
  ŋ: 'n',
  Ŧ: 'T',
  ŧ: 't',
  ĸ: 'q',
  Ĳ: 'IJ',
  ĳ: 'ij',
  ŉ: 'n',
};

/** Greek: ISO 843 type 2 (transcription), email by email. */
const GREEK: Readonly<Record<string, string>> = {
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
};

/** Cyrillic: ICAO Doc 9303-3, section 6B. */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  ѓ: 'g',
  ђ: 'd',
  е: 'e',
  ё: 'e',
  є: 'ie',
  ж: 'zh',
  з: 'z',
  ѕ: 'dz',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  ј: 'j',
  к: 'k',
  ќ: 'k',
  л: 'l',
  љ: 'lj',
  м: 'm',
  н: 'n',
  њ: 'nj',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  ћ: 'c',
  у: 'u',
  ў: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  џ: 'dz',
  ш: 'sh',
  щ: 'shch',
  ъ: 'ie',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
};

const PUNCTUATION: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '·': '-',
  º: 'o',
  ª: 'a',
  '№': 'No',
  '№ ': 'No ',
  '°': '',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
};

const MARKS = /\p{Mark}+/gu;

/** ISO 843: vowels with υ, and the pairs that are one sound. */
function greek(text: string): string {
  return text
    .replace(/ο[υύ]/giu, (pair) =>
      pair === pair.toLowerCase() ? 'ou' : pair === pair.toUpperCase() ? 'OU' : 'Ou',
    )
    .replace(/([αεη])([υύ])(?=[θκξπσςτφχψ]|$|[^\p{L}])/giu, '$1f')
    .replace(/([αεη])([υύ])/giu, '$1v')
    .replace(/γ(?=[γξχ])/gu, 'n')
    .replace(/(?<!\p{L})Μπ/gu, 'B')
    .replace(/(?<!\p{L})μπ/gu, 'b');
}

/**
 * A text in seven-bit ASCII, nothing lost: Latin, Greek and Cyrillic emails by the standards
 * above, typographic signs by their plain ones. Null when it holds an email of another script:
 * that a person has to spell.
 */
export function latinOf(text: string): string | null {
  if (isAscii(text)) return text;
  const composed = greek(text.normalize('NFC'));
  let latin = '';
  for (const character of composed) {
    const formatted = format(character);
    if (formatted === null) return null;
    latin += formatted;
  }
  return latin;
}

// oxlint-disable-next-line no-control-regex -- the range of ASCII begins with controls
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

function format(character: string): string | null {
  if (isAscii(character)) return character;
  const own = LATIN[character] ?? PUNCTUATION[character];
  if (own !== undefined) return own;
  const base = character.normalize('NFKD').replace(MARKS, '');
  if (isAscii(base)) return base;
  const small = character.toLowerCase();
  const bare = base.toLowerCase();
  const email = CYRILLIC[small] ?? GREEK[bare] ?? CYRILLIC[bare];
  if (email === undefined) return null;
  if (small === character) return email;
  return email.charAt(0).toUpperCase() + email.slice(1);
}
