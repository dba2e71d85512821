import { ProviderError } from '#core/provider-error.ts';
import { readXml, writeXml, type XmlPart } from '#providers/registrars/xml.ts';

/** Namespaces of the objects and extensions that are used. */
export const namespaces = {
  epp: 'urn:ietf:params:xml:ns:epp-1.0',
  domain: 'urn:ietf:params:xml:ns:domain-1.0',
  contact: 'urn:ietf:params:xml:ns:contact-1.0',
  host: 'urn:ietf:params:xml:ns:host-1.0',
  rgp: 'urn:ietf:params:xml:ns:rgp-1.0',
  fee: 'urn:ietf:params:xml:ns:epp:fee-1.0',
  secDNS: 'urn:ietf:params:xml:ns:secDNS-1.1',
} as const;

/** One frame's text: the `epp` element around a command or a greeting. */
export function writeEpp(content: { [name: string]: XmlPart | undefined }): string {
  const body = writeXml({ epp: { '@xmlns': namespaces.epp, ...content } });
  return `<?xml version="1.0" encoding="UTF-8" standalone="no"?>${body}`;
}

/** An object of a namespace, e.g. `domain:info` with its elements; their names get its prefix. */
export function objectOf(
  prefix: Exclude<keyof typeof namespaces, 'epp'>,
  name: string,
  elements: { [name: string]: XmlPart | undefined },
): { [name: string]: XmlPart } {
  const own = { [`@xmlns:${prefix}`]: namespaces[prefix], ...withPrefix(prefix, elements) };
  return { [`${prefix}:${name}`]: own };
}

function withPrefix(
  prefix: string,
  elements: { [name: string]: XmlPart | undefined },
): { [name: string]: XmlPart } {
  const named = Object.entries(elements).flatMap(([name, value]): [string, XmlPart][] => {
    if (value === undefined) return [];
    const isPlain = name.startsWith('@') || name.startsWith('#');
    return [[isPlain ? name : `${prefix}:${name}`, inside(prefix, value)]];
  });
  return Object.fromEntries(named);
}

function inside(prefix: string, value: XmlPart): XmlPart {
  if (typeof value === 'string') return value;
  if (isList(value)) return value.map((one) => inside(prefix, one));
  return withPrefix(prefix, value);
}

const isList = (value: XmlPart): value is readonly XmlPart[] => Array.isArray(value);

/** The `epp` element of a frame, names without prefixes. @throws ProviderError UNKNOWN */
export function readEpp(text: string): unknown {
  try {
    const { epp } = readXml(text) as { epp?: unknown };
    if (typeof epp === 'object' && epp !== null) return epp;
  } catch (error) {
    throw new ProviderError('UNKNOWN', 'The registry gave an unreadable answer.', { cause: error });
  }
  throw new ProviderError('UNKNOWN', 'The registry gave an unreadable answer.');
}
