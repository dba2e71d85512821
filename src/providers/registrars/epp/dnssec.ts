import { listOf, pick } from '#providers/registrars/answers.ts';
import type { DnsKey, Dnssec, DsRecord } from '#providers/registrars/domain-data.ts';
import { textIn, type XmlPart } from '#providers/registrars/xml.ts';
import type { EppAnswer, EppExtension } from './client.ts';
import { namespaces, objectOf } from './xml.ts';

const numberIn = (element: unknown, name: string) => Number(textIn(pick(element, name)) ?? NaN);

/** Digests are hexBinary and keys base64Binary (RFC 5910, 5): blanks and case mean nothing. */
const plain = (element: unknown, name: string) =>
  (textIn(pick(element, name)) ?? '').replace(/\s/g, '');

/** What an answer to `info` says (RFC 5910, 5.1.2); undefined where the session has no secDNS. */
export function dnssecIn({ extension, offers }: EppAnswer): Dnssec | undefined {
  if (!offers.has(namespaces.secDNS)) return undefined;
  const parts = listOf(pick(extension, 'infData'));
  const all = (name: string) => parts.flatMap((part) => listOf(pick(part, name)));
  const [maxSigLife] = all('maxSigLife').map((one) => Number(textIn(one)));
  return {
    dsRecords: all('dsData').map((one) => ({
      keyTag: numberIn(one, 'keyTag'),
      algorithm: numberIn(one, 'alg'),
      digestType: numberIn(one, 'digestType'),
      digest: plain(one, 'digest').toUpperCase(),
    })),
    keys: all('keyData').map((one) => ({
      flags: numberIn(one, 'flags'),
      protocol: numberIn(one, 'protocol'),
      algorithm: numberIn(one, 'alg'),
      publicKey: plain(one, 'pubKey'),
    })),
    ...(maxSigLife && { maxSigLife }),
  };
}

const dsData = ({ keyTag, algorithm, digestType, digest }: DsRecord): XmlPart => ({
  keyTag: String(keyTag),
  alg: String(algorithm),
  digestType: String(digestType),
  digest,
});

const keyData = ({ flags, protocol, algorithm, publicKey }: DnsKey): XmlPart => ({
  flags: String(flags),
  protocol: String(protocol),
  alg: String(algorithm),
  pubKey: publicKey,
});

const countOf = ({ dsRecords, keys }: Dnssec) => dsRecords.length + keys.length;

const recordsOf = ({ dsRecords, keys }: Dnssec) => ({
  ...(dsRecords.length && { dsData: dsRecords.map(dsData) }),
  ...(keys.length && { keyData: keys.map(keyData) }),
});

const lifeOf = ({ maxSigLife }: Dnssec): { maxSigLife?: string } =>
  maxSigLife === undefined ? {} : { maxSigLife: String(maxSigLife) };

/** Signs the delegation along with the registration (RFC 5910, 5.2.1). */
export function signedWith(dnssec: Dnssec | undefined): EppExtension | undefined {
  if (!dnssec || countOf(dnssec) === 0) return undefined;
  const content = objectOf('secDNS', 'create', { ...lifeOf(dnssec), ...recordsOf(dnssec) });
  return { of: namespaces.secDNS, content };
}

/** Records as texts, whatever order their parts came in. */
const dsText = ({ keyTag, algorithm, digestType, digest }: DsRecord) =>
  [keyTag, algorithm, digestType, digest].join(' ');
const keyText = ({ flags, protocol, algorithm, publicKey }: DnsKey) =>
  [flags, protocol, algorithm, publicKey].join(' ');

/** What of one delegation the other one lacks. */
function missingFrom(other: Dnssec, { dsRecords, keys }: Dnssec): Dnssec {
  const [ds, dns] = [other.dsRecords.map(dsText), other.keys.map(keyText)];
  return {
    dsRecords: dsRecords.filter((one) => !ds.includes(dsText(one))),
    keys: keys.filter((one) => !dns.includes(keyText(one))),
  };
}

/**
 * What makes one delegation another (RFC 5910, 5.2.5): what goes is removed before what comes is
 * added, all at once where nothing of it stays. Null where nothing differs.
 */
export function dnssecChange(held: Dnssec, requested: Dnssec): EppExtension | null {
  const come = missingFrom(held, requested);
  const gone = missingFrom(requested, held);
  const isLife = requested.maxSigLife !== undefined && requested.maxSigLife !== held.maxSigLife;
  if (!countOf(come) && !countOf(gone) && !isLife) return null;
  const all = countOf(gone) === countOf(held);
  const content = objectOf('secDNS', 'update', {
    ...(countOf(gone) && { rem: all ? { all: 'true' } : recordsOf(gone) }),
    ...(countOf(come) && { add: recordsOf(come) }),
    ...(isLife && { chg: lifeOf(requested) }),
  });
  return { of: namespaces.secDNS, content };
}
