import type { Prisma } from '#generated/prisma/client.ts';
import type { Feature } from '#providers/registrars/registrar.ts';
import type { Work } from '#schema/work.ts';
import { registrarShape, requireRegistrar } from '#modules/domains/registrars/at-registrar.ts';
import { changeNameservers } from './change-nameservers.ts';
import { changeFeatures, featureOperations, type Features, namedFeatures } from './features.ts';
import { nameserverColumns } from './nameservers.ts';
import { heldStatuses } from '#modules/domains/visible.ts';

/** What of a domain's row says what a correction of it means outside. */
export const outwardShape = {
  id: true,
  name: true,
  clientId: true,
  status: true,
  dnsManagement: true,
  emailForwarding: true,
  idProtection: true,
  ns1: true,
  ns2: true,
  ns3: true,
  ns4: true,
  ns5: true,
  ...registrarShape,
} satisfies Prisma.DomainSelect;

type Row = Prisma.DomainGetPayload<{ select: typeof outwardShape }>;

/** What a registrar can be told of a domain. */
export interface Outward {
  /** Those that are to change. */
  features: Features;
  /** Null where they stay as they are. */
  nameservers: string[] | null;
}

/** What is new of the addons and name servers that a correction names. */
export function newsOf(row: Row, features: Features, nameservers: string[] | null): Outward {
  const changed = namedFeatures(features).filter((name) => features[name] !== row[name]);
  const requested = nameservers && Object.entries(nameserverColumns(nameservers));
  const same = requested?.every(([name, host]) => row[name as keyof typeof row] === host) ?? true;
  return {
    features: Object.fromEntries(changed.map((name) => [name, features[name]])),
    nameservers: same ? null : nameservers,
  };
}

/**
 * The part of it that goes to the registrar: for a domain that is held, what its registrar can do.
 * The rest is for our books alone.
 * @throws DomainError REGISTRAR_NOT_ACTIVE for name servers of a domain at a registrar that takes no orders
 */
export function sentPart({ app }: Work, row: Row, { features, nameservers }: Outward): Outward {
  const isHeld = (heldStatuses as readonly string[]).includes(row.status);
  const names = namedFeatures(features);
  const isRequest = nameservers !== null || (names.length > 0 && row.registrar?.isActive);
  const registrar =
    isHeld && row.registrar && isRequest ? requireRegistrar(app, row.registrar) : null;
  const can = (feature: Feature) => registrar?.supports.has(feature) ?? false;
  const sent = names.filter((name) => can(featureOperations[name]));
  return {
    features: Object.fromEntries(sent.map((name) => [name, features[name]])),
    nameservers: can('setNameservers') ? nameservers : null,
  };
}

/** Begins what goes to the registrar; it comes into our books when that has done it. */
export async function beginOutward(
  work: Work,
  { id, name, clientId }: Row,
  { features, nameservers }: Outward,
): Promise<void> {
  const of = { subject: { type: 'Domain', id }, clientId };
  const input = { domainId: id, name };
  if (namedFeatures(features).length)
    await work.begin(changeFeatures, { ...of, input: { ...input, ...features } });
  if (nameservers) await work.begin(changeNameservers, { ...of, input: { ...input, nameservers } });
}
