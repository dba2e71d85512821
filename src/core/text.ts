import { domainToASCII, domainToUnicode } from 'node:url';

/* oxlint-disable no-control-regex -- finding control characters is the point here */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const UNSTORABLE = /\0|\p{Surrogate}/u;

/**
 * Text that every store and format can hold: control characters other than tab and line breaks
 * removed, broken surrogates replaced by U+FFFD.
 */
export function stripControls(text: string): string {
  return text.replace(CONTROLS, '').replace(LONE_SURROGATE, '\ufffd');
}

/** Whether a database can hold the text: U+0000 or half of a surrogate pair it cannot. */
export const isStorable = (text: string): boolean => !UNSTORABLE.test(text);

/** The text in the one form of Unicode that is stored: what looks alike is written alike (NFC). */
export const composed = (text: string): string =>
  /[^\0-\u02ff]/.test(text) ? text.normalize('NFC') : text;

const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether a word is of a script that puts no spaces between words, or between names. */
export const standsWithoutSpaces = (word: string): boolean => WITHOUT_SPACES.test(word);

/** Marks that text copied from elsewhere brings along, which nobody sees and nobody types. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** A text to look for: in the form that is stored, and nothing that cannot be seen. */
export const searched = (text: string): string => composed(text.replace(INVISIBLE, ''));

/** Whether the text holds a line break or another control character, unfit for one-line places. */
export function hasControls(text: string): boolean {
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text);
}

/**
 * One CSV field. Text a spreadsheet would run as a formula gets an apostrophe in front (plain
 * numbers do not); quotes are added where RFC 4180 wants them.
 */
export function csvField(text: string): string {
  const clean = stripControls(text);
  const isNumber = /^[+-]?\d+(?:\.\d+)?$/.test(clean);
  const safe = !isNumber && /^\s*[=+\-@\t\r]/.test(clean) ? `'${clean}` : clean;
  return /[",\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
};

/** Text made safe inside HTML elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  copy: '©',
  euro: '€',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

/**
 * The readable text of HTML: paragraphs and breaks become lines, cells of tables are two spaces
 * apart, scripts and styles vanish. The
 * result is plain text and must be escaped again before it is put into HTML.
 */
export function htmlToText(html: string): string {
  const text = withoutElements(html, ['script', 'style'])
    .replace(/\s+/g, ' ')
    .replace(/\s?<\/t[dh]\s?>\s?/gi, '  ')
    .replace(/<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6])\b[^<>]*>/gi, '\n')
    .replace(/<[a-z/!][^<>]*>/gi, '')
    .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => entity(name) ?? whole);
  const lines = stripControls(text)
    .split('\n')
    .map((line) => line.trim());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function withoutElements(html: string, names: readonly string[]): string {
  let rest = html;
  for (const name of names) {
    // Cut by searching, since a lazy pattern over unclosed tags takes quadratic time.
    const remaining: string[] = [];
    const [opening, closing] = [
      new RegExp(`<${name}\\b`, 'gi'),
      new RegExp(`</${name}\\s*>`, 'gi'),
    ];
    let from = 0;
    for (let found = opening.exec(rest); found; found = opening.exec(rest)) {
      remaining.push(rest.slice(from, found.index));
      closing.lastIndex = found.index;
      from = closing.exec(rest) ? closing.lastIndex : rest.length;
      if (from === rest.length) break;
      opening.lastIndex = from;
    }
    rest = remaining.join('') + rest.slice(from);
  }
  return rest;
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()];
  const hex = name[1]?.toLowerCase() === 'x';
  const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** A name for addresses: `Web Hosting Größe L` gives `web-hosting-grosse-l`; may be empty. */
export function slug(text: string): string {
  return text
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 100)
    .replace(/^-|-$/g, '');
}

const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The one spelling of an e-mail address, lower-case with an ASCII domain, or `undefined` when it is
 * none. Covers the part of RFC 5321 that providers use: no quoted local parts, no address
 * literals, a domain of at least two labels; international domains are converted.
 */
export function normalizeEmail(text: string): string | undefined {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, at);
  if (at < 1 || at > 64 || trimmed.length > 254 || !LOCAL_PART.test(local)) return undefined;
  const domain = asciiDomain(trimmed.slice(at + 1));
  if (!domain || at + 1 + domain.length > 254) return undefined;
  return `${local.toLowerCase()}@${domain}`;
}

/**
 * The beginning of a name, or of an e-mail address, as it would be stored: small letters, and its
 * labels in ASCII (`petra@größe` gives `petra@xn--gre-6ka8i`).
 */
export function asciiStart(text: string): string {
  const at = text.lastIndexOf('@');
  const labels = text
    .slice(at + 1)
    .toLowerCase()
    .split('.')
    .map((label) => (/[^\0-\x7f]/.test(label) ? domainToASCII(label) || label : label));
  return text.slice(0, at + 1).toLowerCase() + labels.join('.');
}

/** Whether the text is an e-mail address `normalizeEmail` accepts. */
export function isEmail(text: string): boolean {
  return normalizeEmail(text) !== undefined;
}

// The two that IDNA maps to a hyphen (UTS 46) are none of them.
const DASH = /[\p{Pd}\u2212]/gu;
const HYPHENS = new Set(['-', '\ufe63', '\uff0d']);

/** A dash that no name may hold (DISALLOWED by RFC 5892), spelled as such or in punycode. */
export const forbiddenDash = (text: string): string | undefined =>
  [...`${text} ${domainToUnicode(text.trim())}`.matchAll(DASH)]
    .map(([dash]) => dash)
    .find((dash) => !HYPHENS.has(dash));

/**
 * A domain name in lower-case ASCII (`größe.example` gives `xn--gre-6ka8i.example`), without the
 * final dot; `undefined` for single labels, addresses and anything that is no host name.
 */
export function asciiDomain(text: string): string | undefined {
  const trimmed = text.trim().replace(/\.$/, '');
  if (!trimmed || trimmed.length > 253 || /[\s/@:?#\\%[\]]/.test(trimmed)) return undefined;
  if (forbiddenDash(trimmed)) return undefined;
  const domain = domainToASCII(trimmed);
  const labels = domain.split('.');
  if (labels.length < 2 || domain.length > 253 || !labels.every((label) => LABEL.test(label)))
    return undefined;
  return /^\d+$/.test(labels.at(-1)!) ? undefined : domain;
}

/** A noun, or a name of a type, with its article: "an invoice", "a user". */
export const withArticle = (noun: string): string =>
  `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`;
