import { XMLBuilder, XMLParser } from 'fast-xml-parser';

/** A part of a document: texts, lists and elements by name; `@name` is an attribute. */
export type XmlPart = string | readonly XmlPart[] | { [name: string]: XmlPart | undefined };

const writer = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });
// `htmlEntities` decodes references by number as well, which are XML's own.
const reader = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  htmlEntities: true,
});

/** Characters that XML 1.0 does not know in any spelling. */
// oxlint-disable-next-line no-control-regex
const NEVER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Elements as XML, without a declaration. */
export const writeXml = (content: { [name: string]: XmlPart | undefined }): string =>
  (writer.build(content) as string).replace(NEVER, '');

/**
 * The elements of a document, names without prefixes. A document type may name its definition,
 * which is not fetched; one that declares anything itself is not read. @throws Error
 */
export function readXml(text: string): unknown {
  const plain = text.replace(/<!DOCTYPE[^>[]*>/i, '');
  if (/<!DOCTYPE/i.test(plain)) throw new Error('A document type with declarations is not read.');
  return reader.parse(plain, true);
}

/** The text of an element, also of one with attributes. */
export function textIn(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null;
  if (typeof value !== 'object' || value === null || !('#text' in value)) return null;
  return textIn(value['#text']);
}
