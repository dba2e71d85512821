import {
  GraphQLError,
  GraphQLScalarType,
  Kind,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { isCountryCode } from '#core/country.ts';
import { parseDay } from '#core/dates.ts';
import { withoutNoise } from '#core/money.ts';
import { DomainError } from '#core/errors.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { MASK } from './masked-secret.ts';
import { builder } from './builder.ts';

const bad = (what: string) => new DomainError('BAD_INPUT', `must be ${what}`);

interface FromDatabase {
  fromText?: (text: string) => string;
  inSql?: Record<string, (cell: string) => string>;
}

/**
 * A scalar whose input is one text (or number) and whose literals go the same way as variables.
 * @param fromText prints what the database wrote, exactly as `print` prints the value made of it.
 * @param inSql says the same in SQL, for each type of column.
 */
function textScalar<Inner, Outer>(
  name: string,
  description: string,
  parse: (text: string) => Inner,
  print: (value: Inner) => Outer,
  { fromText, inSql }: FromDatabase = {},
) {
  const parseValue = (value: unknown) => {
    if (typeof value === 'string' || typeof value === 'number') return parse(String(value));
    throw bad(`a ${name}`);
  };
  const parseLiteral = (node: ValueNode) => {
    const literal: boolean =
      node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT;
    try {
      return parseValue(literal ? (node as { value: string }).value : null);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // GraphQL passes it on as it is, and only here is known which value it is about.
      const { message, extensions } = error;
      throw new GraphQLError(message, { nodes: node, extensions });
    }
  };
  const serialize = (value: unknown) => print(value as Inner);
  const extensions = { fromText, inSql };
  const config = { name, description, parseValue, parseLiteral, serialize, extensions };
  builder.addScalarType(name as never, new GraphQLScalarType<Inner, Outer>(config) as never);
}

textScalar(
  'Decimal',
  'An exact decimal number, sent as text such as "15.95" so that no digit is lost. A number such as 3.3000000000000003 is read as the 3.3 it was before binary floating point.',
  (sent) => {
    const text = withoutNoise(sent);
    if (/^[+-]?\d{1,15}(\.\d{1,8})?$/.test(text)) return new Prisma.Decimal(text);
    throw bad('a plain decimal number with at most 15 digits before the point');
  },
  (value) => (typeof value === 'string' ? value : value.toFixed()),
  {
    fromText: (text) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text),
    inSql: { Decimal: (cell) => `trim_scale(${cell})::text` },
  },
);

textScalar(
  'DateTime',
  'A moment in time, RFC 3339 in UTC: "2026-11-21T18:05:00.000Z"; years 1000 to 9999.',
  (text) => {
    const full = /^\d{4}-\d\d-\d\d[T ]([01]\d|2[0-3]):\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(
      text,
    );
    const timestamp = new Date(text);
    const isReal = full && parseDay(text.slice(0, 10)) !== undefined;
    if (isReal && !Number.isNaN(timestamp.getTime())) return timestamp;
    throw bad('a moment such as 2026-11-21T18:05:00Z');
  },
  (timestamp) => timestamp.toISOString(),
  {
    fromText: timestampFromText,
    inSql: {
      DateTime: (cell) => `to_char(${cell} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    },
  },
);

textScalar(
  'Date',
  'A calendar day without a time: "2026-11-21"; years 1000 to 9999.',
  (text) => {
    const day = new Date(`${text}T00:00:00.000Z`);
    if (parseDay(text) !== undefined) return day;
    throw bad('a calendar day such as 2026-11-21');
  },
  (day) => day.toISOString().slice(0, 10),
  {
    fromText: (text) => (text.length === 10 ? text : timestampFromText(text).slice(0, 10)),
    inSql: { DateTime: (cell) => `to_char(${cell} at time zone 'UTC', 'YYYY-MM-DD')` },
  },
);

textScalar(
  'CountryCode',
  'A country, as its two-letter ISO 3166-1 code.',
  (text) => {
    if (isCountryCode(text.toUpperCase())) return text.toUpperCase();
    throw bad('a two-letter ISO 3166-1 country code');
  },
  (code) => code,
  { inSql: { String: (cell) => cell } },
);

textScalar(
  'CurrencyCode',
  'A currency, as its three-letter ISO 4217 code.',
  (text) => {
    if (/^[A-Za-z]{3}$/.test(text)) return text.toUpperCase();
    throw bad('a three-letter ISO 4217 currency code');
  },
  (code) => code,
  { inSql: { String: (cell) => cell } },
);

textScalar(
  'Secret',
  'Something that is never shown again: it can be sent, and prints as `•••`. Sent back as it prints, it stays what it is.',
  (text) => text,
  () => MASK,
);

textScalar(
  'Upload',
  'A file: a variable that is null in `operations` of a multipart request, whose `map` names it (graphql-multipart-request-spec), or the `uploadId` that `POST /files` answered.',
  (text) => text,
  () => '•••',
);

builder.addScalarType(
  'JSON',
  new GraphQLScalarType({
    name: 'JSON',
    description: 'JSON without a fixed shape, where the data has none.',
    serialize: (value) => value,
    parseValue: (value) => value as Prisma.JsonValue,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables) as Prisma.JsonValue,
  }),
);

/** `2026-11-21T18:05:00.12+00:00`, as PostgreSQL writes it in JSON, in the one form we print. */
function timestampFromText(text: string): string {
  const [, seconds, part = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00:00$/.exec(text) ?? [];
  return seconds ? `${seconds}.${part.padEnd(3, '0')}Z` : new Date(text).toISOString();
}
