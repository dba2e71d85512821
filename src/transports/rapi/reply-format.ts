import { xmlText } from '#transports/xml-text.ts';

/** How a reply is written: `responsetype`. */
export type ReplyFormat = 'json' | 'xml' | 'nvp';

const types = {
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  nvp: 'text/plain; charset=utf-8',
} satisfies Record<ReplyFormat, string>;

/** The format a request names; undefined where it names none that exists. */
export function replyFormatOf(responsetype: unknown, usual: ReplyFormat): ReplyFormat | undefined {
  if (responsetype === undefined || responsetype === '') return usual;
  const name = typeof responsetype === 'string' ? responsetype.trim().toLowerCase() : '';
  return name in types ? (name as ReplyFormat) : undefined;
}

/** What stands around a reply in XML: `<whmcsapi version="…"><action>getclients</action>…`. */
export interface XmlFrame {
  root: string;
  version: string;
  action: string;
}

/** The content type and the text of a reply. */
export function writeReply(
  body: Record<string, unknown>,
  format: ReplyFormat,
  frame: XmlFrame,
): { type: string; text: string } {
  const text =
    format === 'json' ? JSON.stringify(body) : format === 'xml' ? asXml(body, frame) : asNvp(body);
  return { type: types[format], text };
}

function asXml(body: Record<string, unknown>, { root, version, action }: XmlFrame): string {
  const content = element('action', action.toLowerCase()) + children(body);
  return `<?xml version="1.0" encoding="utf-8"?>\n<${root} version="${xmlText(version)}">${content}</${root}>\n`;
}

const children = (record: object): string =>
  Object.entries(record)
    .map(([name, value]) =>
      Array.isArray(value)
        ? value.map((item: unknown) => element(name, item)).join('')
        : element(name, value),
    )
    .join('');

/** A key that is no name in XML, such as a number of years, stands in an attribute. */
function element(name: string, value: unknown): string {
  const isName = /^[A-Za-z_][\w.-]*$/.test(name);
  const [open, close] = isName ? [name, name] : [`item key="${xmlText(name)}"`, 'item'];
  return `<${open}>${content(value)}</${close}>`;
}

function content(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item: unknown) => element('item', item)).join('');
  if (typeof value === 'object') return children(value);
  return xmlText(String(value as string | number | boolean));
}

/** `result=error;message=…`: names and values as they are, nested ones under PHP's names. */
const asNvp = (body: Record<string, unknown>): string =>
  pairs(body)
    .map(([name, value]) => `${name}=${value};`)
    .join('');

function pairs(value: unknown, path = ''): [string, string][] {
  if (typeof value !== 'object' || value === null)
    return [[path, value === null || value === undefined ? '' : String(value as string)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    pairs(inner, path ? `${path}[${key}]` : key),
  );
}
