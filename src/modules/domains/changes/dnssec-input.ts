import { z } from 'zod';
import type { DnsKey, Dnssec, DsRecord } from '#providers/registrars/domain-data.ts';
import { builder } from '#schema/builder.ts';
import type { Work } from '#schema/work.ts';

const between = (from: number, to: number) =>
  z.number().int().min(from, `must be ${from} to ${to}`).max(to, `must be ${from} to ${to}`);
/** 0 is reserved (RFC 4034, A.1) and asks a parent to remove everything (RFC 8078, 4). */
const algorithm = between(1, 255);

export const DsRecordInput = builder.inputType('DsRecordInput', {
  description: 'A DS record of a delegation (RFC 4034, section 5).',
  fields: (t) => ({
    keyTag: t.int({
      required: true,
      description: 'Key tag of the key, 0 to 65535.',
      validate: between(0, 65_535),
    }),
    algorithm: t.int({
      required: true,
      description: 'Number of the DNSSEC algorithm, 1 to 255.',
      validate: algorithm,
    }),
    digestType: t.int({
      required: true,
      description: 'Number of the digest algorithm: 1 SHA-1, 2 SHA-256, 3 GOST, 4 SHA-384.',
      validate: algorithm,
    }),
    digest: t.string({
      required: true,
      description: 'Digest of the key in hexadecimal; blanks are ignored.',
      validate: z.string().max(512),
    }),
  }),
});

export const DnsKeyInput = builder.inputType('DnsKeyInput', {
  description: 'A key, for registries that make the DS record themselves (RFC 4034, section 2).',
  fields: (t) => ({
    flags: t.int({
      required: true,
      description: 'Flags of the key: 256, or 257 with the secure entry point.',
      validate: between(0, 65_535),
    }),
    protocol: t.int({
      defaultValue: 3,
      description: 'Protocol of the key: 3.',
      validate: between(3, 3),
    }),
    algorithm: t.int({
      required: true,
      description: 'Number of the DNSSEC algorithm of the key, 1 to 255.',
      validate: algorithm,
    }),
    publicKey: t.string({
      required: true,
      description: 'Public key in Base64; blanks are ignored.',
      validate: z.string().max(4096),
    }),
  }),
});

/** Characters of a digest by its type: SHA-1, SHA-256, GOST R 34.11-94, SHA-384 (RFC 9157). */
const digestLengths: Readonly<Record<number, number>> = { 1: 40, 2: 64, 3: 64, 4: 96 };

const plain = (text: string) => text.replace(/\s/g, '');

function dsRecord(
  { fail }: Work,
  { keyTag, algorithm: number, digestType, digest: text }: typeof DsRecordInput.$inferInput,
  field: string,
): DsRecord {
  const digest = plain(text).toUpperCase();
  const length = digestLengths[digestType];
  const isHex = /^([0-9A-F]{2})+$/.test(digest);
  if (!isHex || (length !== undefined && digest.length !== length))
    fail(
      'BAD_INPUT',
      `${field}.digest: ${length ?? 'an even number of'} hexadecimal digits for digest type ${digestType}.`,
      { field: `${field}.digest` },
    );
  return { keyTag, algorithm: number, digestType, digest };
}

/** Whether a text is Base64 and the only spelling of what it says. */
const isBase64 = (text: string) =>
  text !== '' && Buffer.from(text, 'base64').toString('base64') === text;

/** The bit of a key that signs zone data (RFC 4034, 2.1.1). */
const ZONE_KEY = 256;

function dnsKey(
  { fail }: Work,
  { flags, algorithm: number, publicKey: text }: typeof DnsKeyInput.$inferInput,
  field: string,
): DnsKey {
  const publicKey = plain(text);
  if (!(flags & ZONE_KEY))
    fail('BAD_INPUT', `${field}.flags: the flags of a zone key, 256 or 257.`, {
      field: `${field}.flags`,
    });
  if (!isBase64(publicKey))
    fail('BAD_INPUT', `${field}.publicKey: a public key in Base64.`, {
      field: `${field}.publicKey`,
    });
  return { flags, protocol: 3, algorithm: number, publicKey };
}

/** Each once, whatever its spelling was. */
const once = <Row>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [JSON.stringify(row), row])).values(),
];

/** What a mutation says of the signatures of a delegation. */
interface Provided {
  dsRecords?: readonly (typeof DsRecordInput.$inferInput)[] | null | undefined;
  keys?: readonly (typeof DnsKeyInput.$inferInput)[] | null | undefined;
  maxSignatureLifetime?: number | null | undefined;
}

/** As it is stored and sent. @throws DomainError BAD_INPUT naming the part at fault */
export function readDnssec(work: Work, provided: Provided): Dnssec {
  const dsRecords = (provided.dsRecords ?? []).map((one, index) =>
    dsRecord(work, one, `dsRecords.${index}`),
  );
  const keys = (provided.keys ?? []).map((one, index) => dnsKey(work, one, `keys.${index}`));
  if (dsRecords.length && keys.length)
    work.fail('BAD_INPUT', 'keys: DS records or keys; a registry takes one of the two.', {
      field: 'keys',
    });
  const maxSigLife = provided.maxSignatureLifetime;
  return {
    dsRecords: once(dsRecords),
    keys: once(keys),
    ...(typeof maxSigLife === 'number' && { maxSigLife }),
  };
}
