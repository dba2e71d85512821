import { listOf, pick } from '#providers/registrars/answers.ts';
import { readXml, textIn, writeXml, type XmlPart } from '#providers/registrars/xml.ts';

/** What a message carries: texts, lists and values by key. */
export type OpsValue =
  | string
  | readonly OpsValue[]
  | { readonly [key: string]: OpsValue | undefined };

const isList = (value: OpsValue): value is readonly OpsValue[] => Array.isArray(value);

function itemsOf(pairs: readonly (readonly [string, OpsValue | undefined])[]): XmlPart {
  const items = pairs.flatMap(([key, value]): XmlPart[] => {
    if (value === undefined) return [];
    const content = typeof value === 'string' ? { '#text': value } : partOf(value);
    return [{ '@key': key, ...content }];
  });
  return { item: items };
}

function partOf(value: Exclude<OpsValue, string>): { [name: string]: XmlPart } {
  return isList(value)
    ? { dt_array: itemsOf(value.map((one, index) => [String(index), one])) }
    : { dt_assoc: itemsOf(Object.entries(value)) };
}

/** A message of OPS 0.9, the envelope of OpenSRS. */
export function writeOps(message: { readonly [key: string]: OpsValue | undefined }): string {
  const body = { data_block: partOf(message) };
  const envelope = writeXml({ OPS_envelope: { header: { version: '0.9' }, body } });
  return `<?xml version="1.0" encoding="UTF-8" standalone="no"?><!DOCTYPE OPS_envelope SYSTEM "ops.dtd">${envelope}`;
}

/** The values of a message; undefined where it is none. @throws Error for what is no XML */
export function readOps(text: string): unknown {
  const envelope = pick(readXml(text), 'OPS_envelope');
  return valueOf(pick(pick(envelope, 'body'), 'data_block'));
}

function valueOf(part: unknown): unknown {
  const assoc = pick(part, 'dt_assoc');
  if (assoc !== undefined)
    return Object.fromEntries(
      listOf(pick(assoc, 'item')).map((item) => [textIn(pick(item, '@key')) ?? '', valueOf(item)]),
    );
  const array = pick(part, 'dt_array');
  if (array !== undefined) return listOf(pick(array, 'item')).map(valueOf);
  return textIn(part) ?? '';
}
