import type { Prisma } from '#generated/prisma/client.ts';
import type { Dnssec, DnsKey, DsRecord } from '#providers/registrars/domain-data.ts';
import { builder } from '#schema/builder.ts';

const DnssecDsRecord = builder.objectRef<DsRecord>('DsRecord').implement({
  read: 'domains:read',
  description: 'A DS record of a delegation (RFC 4034, section 5).',
  fields: (t) => ({
    keyTag: t.exposeInt('keyTag', { description: 'Key tag of the signed key.' }),
    algorithm: t.exposeInt('algorithm', {
      description: 'Number of the DNSSEC algorithm, e.g. 13 for ECDSA P-256.',
    }),
    digestType: t.exposeInt('digestType', {
      description: 'Number of the digest algorithm, e.g. 2 for SHA-256.',
    }),
    digest: t.exposeString('digest', {
      description: 'Digest of the key in hexadecimal, upper case.',
    }),
  }),
});

const DnssecKey = builder.objectRef<DnsKey>('DnsKey').implement({
  read: 'domains:read',
  description: 'A key from which the registry makes the DS record (RFC 4034, section 2).',
  fields: (t) => ({
    flags: t.exposeInt('flags', {
      description: 'Flags of the key: 256 for a zone key, 257 with the secure entry point.',
    }),
    protocol: t.exposeInt('protocol', { description: 'Protocol of the key, always 3.' }),
    algorithm: t.exposeInt('algorithm', {
      description: 'Number of the DNSSEC algorithm of the key, e.g. 13 for ECDSA P-256.',
    }),
    publicKey: t.exposeString('publicKey', { description: 'Public key in Base64.' }),
  }),
});

/** What a delegation is signed with, in the graph. */
export const DomainDnssec = builder.objectRef<Dnssec>('DomainDnssec').implement({
  read: 'domains:read',
  description: 'What the delegation of a domain is signed with; unsigned without records and keys.',
  fields: (t) => ({
    dsRecords: t.field({
      type: [DnssecDsRecord],
      listSize: 10,
      description: 'DS records at the registry.',
      resolve: ({ dsRecords }) => [...dsRecords],
    }),
    keys: t.field({
      type: [DnssecKey],
      listSize: 10,
      description: 'Keys at a registry that makes the DS records itself.',
      resolve: ({ keys }) => [...keys],
    }),
    maxSignatureLifetime: t.int({
      nullable: true,
      description:
        "How long the registry's signatures of the delegation are to hold, in seconds; null where the registry decides.",
      resolve: ({ maxSigLife }) => maxSigLife ?? null,
    }),
  }),
});

/** As the column has it; null where nobody has said. */
export const dnssecOf = ({ dnssec }: { dnssec: Prisma.JsonValue }): Dnssec | null =>
  dnssec as unknown as Dnssec | null;

/** As the column takes it. */
export const dnssecColumn = (dnssec: Dnssec) => ({
  dnssec: dnssec as unknown as Prisma.InputJsonObject,
});

/** Whether there is anything for the registry to publish. */
export const isSigned = (dnssec: Dnssec | null): dnssec is Dnssec =>
  dnssec !== null && dnssec.dsRecords.length + dnssec.keys.length > 0;
