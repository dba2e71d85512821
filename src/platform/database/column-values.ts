import pg from 'pg';
import { Prisma } from '#generated/prisma/client.ts';

/** Makes a value of the text of a cell. */
export type Convert = (text: string) => unknown;

/** PostgreSQL writes times with the offset of the session, which is UTC. */
const toTime: Convert = (text) => new Date(`${text.replace(' ', 'T').replace(/\+00$/, '')}Z`);

/** Scalar types by their numbers in `pg_type`, as Prisma's `$queryRaw` gives them. */
const scalars: Readonly<Record<number, Convert>> = {
  16: (text) => text === 't',
  17: (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex')),
  20: BigInt,
  21: Number,
  23: Number,
  26: BigInt,
  114: (text) => JSON.parse(text) as unknown,
  700: Number,
  701: Number,
  1082: (text) => new Date(text),
  1083: (text) => new Date(`1970-01-01T${text}Z`),
  1114: toTime,
  1184: toTime,
  1700: (text) => new Prisma.Decimal(text),
  3802: (text) => JSON.parse(text) as unknown,
};

/** Array types, and the type of their items. */
const arrays: Readonly<Record<number, number>> = {
  199: 114,
  1000: 16,
  1005: 21,
  1007: 23,
  1009: 25,
  1015: 25,
  1016: 20,
  1021: 700,
  1022: 701,
  1115: 1114,
  1182: 1082,
  1185: 1184,
  1231: 1700,
  2951: 2950,
  3807: 3802,
};

const asText: Convert = (text) => text;
const itemsOf = pg.types.getTypeParser(1009 as never) as unknown as (
  text: string,
) => (string | null)[];

/** What the text of a column of this type stands for; of other types it is the value itself. */
export function valueReader(type: number): Convert {
  const itemType = arrays[type];
  if (itemType === undefined) return scalars[type] ?? asText;
  const convert = scalars[itemType] ?? asText;
  return (text) => itemsOf(text).map((item) => (item === null ? null : convert(item)));
}

/** A value as the driver sends it: as text, which the server reads by the type it expects. */
export function textOf(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (Array.isArray(value)) return `{${value.map(itemText).join()}}`;
  if (Prisma.Decimal.isDecimal(value)) return value.toFixed();
  return JSON.stringify(value);
}

function itemText(value: unknown): string {
  const text = textOf(value);
  return text === null ? 'NULL' : `"${String(text).replace(/["\\]/g, '\\$&')}"`;
}
