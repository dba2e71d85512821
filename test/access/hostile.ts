import { clientAddress, normalizeRange } from '#core/addresses/ip-address.ts';
import { countryCodeOf } from '#core/country.ts';
import { parseDateTime, parseLocalDay } from '#core/dates.ts';
import { parseAmount } from '#core/money.ts';
import { parsePhone } from '#core/phone.ts';
import { plausibleDay } from '#core/plausible-date.ts';
import { Keyring } from '#core/secret.ts';
import { asciiDomain, asciiStart, csvField, htmlToText, normalizeEmail, slug } from '#core/text.ts';
import { latinOf } from '#core/transliterate.ts';
import { isVatNumber } from '#core/vat-number.ts';
import { fitted } from '#modules/clients/custom-fields/custom-field-rules.ts';
import { asciiLabel, splitDomainName } from '#modules/domains/domain-name.ts';
import { withoutSecret } from '#modules/mail/email-secret.ts';
import { checkWording } from '#modules/mail/liquid.ts';
import { fileKind } from '#modules/support/attachments/file-kind.ts';
import { markdownHtml } from '#modules/support/markdown.ts';
import { safeHtml } from '#platform/safe-html.ts';
import { readJson } from '#providers/registrars/answers.ts';
import { splitPersonName, splitPhone } from '#providers/registrars/contact-names.ts';
import { readEpp } from '#providers/registrars/epp/xml.ts';
import { readPacket } from '#providers/panels/plesk/plesk-xml.ts';
import { judgeWhois, whoisServers } from '#providers/whois/servers.ts';
import { cleanText } from '#providers/whois/directory.ts';
import { peopleWith, phoneFilter, wordsWithin } from '#schema/text-filter.ts';
import { codingFor } from '#transports/compress.ts';
import { bearerOf, idempotencyKeyOf, rehearsalOf } from '#transports/transport.ts';
import { tokenOfRequest } from '#transports/page-session.ts';
import { readForm } from '#transports/files/multipart.ts';
import { mediaTypeFor } from '#transports/graphql/media-type.ts';
import { Parameters } from '#transports/logicboxes/params.ts';
import { parseBody } from '#transports/rapi/body.ts';
import { parseForm } from '#transports/rapi/form.ts';
import { parseJson } from '#transports/rapi/json.ts';
import { decodeBase64 } from '#transports/rapi/params-data.ts';
import { decodePhp } from '#transports/rapi/php-serialize.ts';

/** What reads text from outside, the largest input it is handed, and shapes that could cost more. */
export interface Parser {
  bytes: number;
  /** Units that are repeated until the input is that large; around them stands what is fixed. */
  shapes: readonly (string | { unit: string; before?: string; after?: string })[];
  read: (input: string) => unknown;
}

const KB = 1 << 10;
const MB = 1 << 20;
/** Node lets no more than this in as header fields. */
const HEADER = 16 * KB;

const boundary = 'multipart/form-data; boundary=b';
const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n';
const file = '--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nx\r\n';
const end = '--b--\r\n';
const PARTS = [
  { unit: part, after: end },
  { unit: file, after: end },
  { unit: '--', before: part, after: end },
  { unit: '\r\n--', before: part, after: end },
  { unit: 'X: y\r\n', before: '--b\r\n', after: end },
  { unit: '; a="b"', before: '--b\r\nContent-Disposition: form-data', after: `\r\n\r\n${end}` },
];
const header = (name: string, value: string) => ({ headers: { [name]: value } }) as never;
const bytes = (text: string) => Buffer.from(text);
const whois = (suffix: string) => (text: string) => judgeWhois(text, whoisServers[suffix]!);
const keyring = new Keyring(`k:${Buffer.alloc(32, 1).toString('base64')}`);
const NAMES = ['a.', '-', 'ß.', '.', 'a', 'xn--a.', '﷽', '‐'];
const LINES = ['a', ' ', '\t', '\n', '%', '\n%', 'a: ', 'a.', '[', '.: ', 'domain ', 'no match'];
const TAGS = ['<', '<b>', '</b>', '<a ', '<a href="', '<!--', '<script>', '&', '&#', '<b></i>'];

/** Everything that reads text of somebody else, by what it reads. */
export const parsers: Record<string, Parser> = {
  'parameters of LogicBoxes': {
    bytes: 256 * KB,
    shapes: ['a&', 'a[]=1&', 'a[1]=1&', '&', '%', '%41', '='],
    read: (text) => new Parameters(new URLSearchParams(text)).ids('b'),
  },
  'a form as PHP reads it': {
    bytes: MB,
    shapes: ['a&', 'a[]=1&', 'a[b]=1&', '[', 'a[', '%', '&', { unit: '[]', before: 'a' }, 'a.b&'],
    read: (text) => parseForm(bytes(text)),
  },
  'parts of a form of /rapi': {
    bytes: MB,
    shapes: PARTS,
    read: (text) => parseBody(bytes(text), boundary),
  },
  'files of a form': { bytes: MB, shapes: PARTS, read: (text) => readForm(bytes(text), boundary) },
  'JSON of /rapi': {
    bytes: MB,
    shapes: [
      '[',
      '"',
      '\\',
      { unit: '1,', before: '[', after: '1]' },
      { unit: '"a":1,', before: '{', after: '"b":1}' },
      { unit: '\\u0000', before: '"', after: '"' },
    ],
    read: parseJson,
  },
  'arrays of PHP': {
    bytes: 64 * KB,
    shapes: [
      'a:1:{i:0;',
      { unit: '1', before: 'd:', after: ';' },
      { unit: 'i:1;i:1;', before: 'a:2000:{', after: '}' },
      's:1:"a";',
    ],
    read: (text) => decodePhp(bytes(text)),
  },
  base64: { bytes: MB, shapes: ['A', '=', ' ', '\n', 'A='], read: decodeBase64 },
  'Accept-Encoding': {
    bytes: HEADER,
    shapes: [',', ' ', '; ', ';q=', 'gzip,', { unit: ' ', before: 'a', after: 'b' }],
    read: (text) => codingFor(header('accept-encoding', text)),
  },
  Accept: { bytes: HEADER, shapes: [',', ' ', ';', '*/*,', 'a/b;'], read: mediaTypeFor },
  cookies: {
    bytes: HEADER,
    shapes: [';', '=', 'a=b;', ' ', 'hostgraph_access=;', 'hostgraph_access'],
    read: (text) => tokenOfRequest({ config: {} } as never, header('cookie', text)),
  },
  'fields of a request': {
    bytes: HEADER,
    shapes: ['"', ' ', 'Bearer ', { unit: ' ', before: 'Bearer', after: '\n' }, '1'],
    read: (text) => [
      bearerOf(header('authorization', text)),
      idempotencyKeyOf(header('idempotency-key', text)),
      rehearsalOf(header('dry-run', text)),
    ],
  },
  'X-Forwarded-For': {
    bytes: HEADER,
    shapes: [',', '[', '1', ':', '1.1.1.1,', '127.0.0.1,', '[::1]:1,', ' '],
    read: (text) => clientAddress('127.0.0.1', text, ['127.0.0.1', '::1']),
  },
  'ranges of addresses': { bytes: MB, shapes: ['1', '/', ':', '1.', ' '], read: normalizeRange },
  'messages in Markdown': {
    bytes: MB,
    shapes: [
      '`',
      '```',
      '```\n',
      '`a\n',
      '*',
      '**',
      ' *a',
      ' **a',
      '*a ',
      '** ',
      '[',
      '[a',
      '[a](',
      '_',
      '[a](http://a',
      '\n',
      '\r',
      '&',
      'a*a',
      { unit: 'a', before: '*' },
      { unit: '*a', before: '```\n' },
    ],
    read: markdownHtml,
  },
  'HTML of publications': { bytes: 200 * KB, shapes: TAGS, read: safeHtml },
  'HTML as text': {
    bytes: MB,
    shapes: [...TAGS, ' ', '\n', '<br ', '</td', ' </td', '</script', '<script></script', '<br>'],
    read: htmlToText,
  },
  'secrets in emails': {
    bytes: MB,
    shapes: ['[[sealed:', '[', '[[', { unit: 'a', before: '[[sealed:' }],
    read: withoutSecret,
  },
  'templates of emails': {
    bytes: 300_000,
    shapes: ['{{', '{%', '{{a}}', '{% raw %}', '{% if a %}', '{{a|b:"', '{{ a', ' ', '{'],
    read: (html) => checkWording({ html }),
  },
  'e-mail addresses': {
    bytes: MB,
    shapes: ['a', '.', '@', 'a.', 'a@', ' ', 'ß', { unit: 'a.', after: '@b.c' }],
    read: normalizeEmail,
  },
  'the beginning of addresses': { bytes: 4 * KB, shapes: [...NAMES, '@'], read: asciiStart },
  'domain names': { bytes: MB, shapes: NAMES, read: asciiDomain },
  'names that are searched': {
    bytes: MB,
    shapes: NAMES,
    read: (text) => [asciiLabel(text), splitDomainName(text, () => false)],
  },
  'telephone numbers': { bytes: MB, shapes: ['1', '+', ' ', '+1', '(', '٣'], read: parsePhone },
  'searched telephone numbers': {
    bytes: MB,
    shapes: ['1', '0', '+', ' ', '('],
    read: (text) => [phoneFilter(text), peopleWith(text)],
  },
  'words of a search': { bytes: MB, shapes: ['a ', ' ', 'a', '%', '\\'], read: wordsWithin },
  'names of countries': { bytes: MB, shapes: ['x', ' ', 'é'], read: countryCodeOf },
  'VAT numbers': {
    bytes: MB,
    shapes: ['1', ' ', 'DE', '-'],
    read: (text) => isVatNumber('DE', text),
  },
  amounts: { bytes: MB, shapes: ['1', '0', '.', '-', ' ', '1.', ','], read: parseAmount },
  days: {
    bytes: MB,
    shapes: ['1', '-', ' ', '1-', '/'],
    read: (text) => [parseLocalDay(text), parseDateTime(text), plausibleDay(text)],
  },
  'names in Latin letters': {
    bytes: 64 * KB,
    shapes: ['ο', 'ου', 'αυ', 'γ', 'Μπ', 'é', 'e\u0301', '\u0301', 'щ', 'a'],
    read: latinOf,
  },
  'names of addresses': { bytes: 64 * KB, shapes: ['-', 'a-', 'ß', '\u0301', ' '], read: slug },
  'fields of CSV': { bytes: MB, shapes: ['"', ',', '=', ' ', '\n', '1', '\0'], read: csvField },
  'values of custom fields': {
    bytes: MB,
    shapes: [' ', 'a ', 'a', '\n'],
    read: (text) => fitted({ name: 'f', type: 'TEXT', options: [], regex: '^(a+)+$' }, text),
  },
  'kinds of files': {
    bytes: MB,
    shapes: ['\0', '<', '%PDF', ' '],
    read: (text) => fileKind(bytes(text)),
  },
  'JSON of registrars': {
    bytes: MB,
    shapes: [
      '"',
      '\\"',
      '[',
      '1',
      '1.',
      '-',
      '1e',
      { unit: '1.5,', before: '[', after: '1]' },
      { unit: '\\"', before: '"', after: '"' },
    ],
    read: readJson,
  },
  'answers of EPP': {
    bytes: 256 * KB,
    shapes: ['<a>', '<a/>', '<a b="', '<a b="c" ', '&', '&amp;', '<!--', '<![CDATA[', ' ', '<'].map(
      (unit) => ({ unit, before: '<epp>', after: '</epp>' }),
    ),
    read: readEpp,
  },
  'answers of Plesk': {
    bytes: 256 * KB,
    shapes: ['<a>', '<a/>', '<a b="', '&', '<!--', '<![CDATA[', ' ', '<', '<?'],
    read: readPacket,
  },
  'answers of WHOIS': { bytes: 64 * KB, shapes: LINES, read: whois('com') },
  'answers of .dk': { bytes: 64 * KB, shapes: LINES, read: whois('dk') },
  'answers of .nl': { bytes: 64 * KB, shapes: LINES, read: whois('nl') },
  'answers that are stored': { bytes: MB, shapes: [...LINES, '\r', '\0'], read: cleanText },
  'names of people': { bytes: MB, shapes: ['a ', ' ', 'a'], read: splitPersonName },
  'numbers of registrars': { bytes: MB, shapes: ['1', ' ', '+1.', '('], read: splitPhone },
  'encrypted texts': {
    bytes: MB,
    shapes: ['v1.', '.', 'a', 'v1.k.'],
    read: (text) => keyring.box('test').decrypt(text, 'test'),
  },
};

/** The units, repeated until there are so many bytes. */
export function inputOf(shape: Parser['shapes'][number], size: number): string {
  const { unit, before = '', after = '' } = typeof shape === 'string' ? { unit: shape } : shape;
  return before + unit.repeat(Math.ceil(size / Buffer.byteLength(unit))) + after;
}
