import { type Actor, nobody } from '#core/actor.ts';
import { inRanges } from '#core/addresses/ip-address.ts';
import { now } from '#core/clock.ts';
import { onceFor } from '#core/once-for.ts';
import { DomainError } from '#core/errors.ts';
import { hashToken } from '#core/secret.ts';
import type { Allowance } from '#platform/allowance.ts';
import type { App } from '#schema/app.ts';
import { credentialPermissions } from './credential-permissions.ts';
import { type CredentialRow, credentialByHash } from './credential.ts';
import { isBanned } from './bans.ts';
import { guestActor } from './guest.ts';
import { actorOfSession, sessionByToken } from '#modules/access/sign-in/session.ts';

/** What a request shows of itself before it is known the actor. */
export interface Credentials {
  /** The legacy `token` field, or what stands after `Authorization: Bearer`. */
  token: string | null;
  /**
   * The identifier of the credential or the user name of its staff member, as programs of WHMCS send
   * it. The token may then be the MD5 of the credential's, and is never that of a session.
   */
  identifier?: string | undefined;
  /** Whether the credential's addresses do not matter: the sender holds the access key. */
  isFromAnywhere?: boolean | undefined;
  /** Whether another system may know the token: it is not held against the address. */
  mayBeForeign?: boolean;
  ip: string;
  /** Hears what the limit of requests leaves the caller. */
  onAllowance?: (allowance: Allowance) => void;
}

/**
 * The actor, for every transport alike.
 * @throws DomainError UNAUTHENTICATED for a token that is unknown, expired or revoked;
 * TICKET_NOT_FOUND for a guest's link that is none;
 * ADDRESS_REFUSED (naming the address) for one that may not be used from there, or a banned address;
 * RATE_LIMITED for too many requests of one caller, or too many unknown tokens from one address.
 */
export async function authenticate(app: App, credentials: Credentials): Promise<Actor> {
  const actor = await actorBehind(app, credentials);
  const allowance = await app.limiter.request(countedAs(actor, credentials.ip));
  if (allowance) credentials.onAllowance?.(allowance);
  return actor;
}

/** By what the limiter counts a caller: the credential or session, else the address. */
export const countedAs = (actor: Actor, ip: string): string =>
  actor.kind === 'nobody' ? `address:${ip}` : actor.id;

/** As `authenticate`, for a second look at the same caller: it does not count as a request. */
export async function actorBehind(app: App, shown: Credentials): Promise<Actor> {
  const { token, ip, identifier } = shown;
  const [banned, credential] = await Promise.all([
    isBanned(app, ip),
    token ? knownCredential(app, hashToken(token), identifier !== undefined) : null,
  ]);
  if (banned) throw addressError(ip);
  return identifier === undefined
    ? actorOf(app, shown, credential)
    : identifiedActor(app, shown, credential);
}

/** @throws DomainError RATE_LIMITED for an address that sent too many */
async function countWrongToken({ limiter, metrics }: App, ip: string): Promise<void> {
  metrics.signInFailures.inc({ of: 'token' });
  await limiter.attempt(`address:${ip}`);
}

const knownCredential = ({ authCache, database }: App, hash: string, isIdentified: boolean) =>
  authCache.get(`credential:${isIdentified ? 'identified:' : ''}${hash}`, () =>
    credentialByHash(database, hash, isIdentified),
  );

/** The actor of a credential that comes with its identifier; each wrong pair counts as a try. */
async function identifiedActor(
  app: App,
  shown: Credentials,
  credential: CredentialRow | null,
): Promise<Actor> {
  const names = credential && [credential.identifier, credential.admin?.username];
  if (credential && names?.includes(shown.identifier))
    return actorOfCredential(app, credential, shown);
  await countWrongToken(app, shown.ip);
  throw new DomainError('UNAUTHENTICATED');
}

async function actorOf(
  app: App,
  shown: Credentials,
  credential: CredentialRow | null,
): Promise<Actor> {
  const { token, ip, mayBeForeign } = shown;
  if (!token) return nobody;
  if (credential) return actorOfCredential(app, credential, shown);
  const guest = await guestActor(app, token, ip);
  if (guest) return guest;
  const session = await app.authCache.get(`session:${hashToken(token)}`, () =>
    sessionByToken(app.db, token),
  );
  // Only a token that was never ours counts as a try: an expired one is an app left open.
  if (!session && !mayBeForeign) await countWrongToken(app, ip);
  const actor = session && actorOfSession(app, session, ip);
  if (actor) return actor;
  throw new DomainError('UNAUTHENTICATED', 'The token is unknown, expired or revoked.');
}

const addressError = (ip: string) =>
  new DomainError('ADDRESS_REFUSED', `Requests from ${ip} are not accepted.`, { address: ip });

function actorOfCredential(
  app: App,
  credential: CredentialRow,
  { ip, isFromAnywhere }: Credentials,
): Actor {
  const { kind, admin, client, reseller } = credential;
  const expired = credential.expiresAt !== null && credential.expiresAt <= now();
  const closed =
    admin?.isDisabled ||
    reseller?.status === 'CLOSED' ||
    (kind !== 'STAFF' && (client === null || client.status === 'CLOSED'));
  if (credential.revokedAt || expired || closed)
    throw new DomainError('UNAUTHENTICATED', 'The token is unknown, expired or revoked.');

  // Each list narrows further: an address of the reseller's widens no key that has its own.
  for (const ranges of isFromAnywhere ? [] : rangesOf(credential))
    if (ranges.length && !inRanges(ip, ranges)) throw addressError(ip);
  touch(app, credential, ip);
  return actorWith(credential);
}

/** The lists of where a credential may be used from; the same for as long as it is cached. */
const rangesOf = onceFor(({ addresses, client }: CredentialRow): (readonly string[])[] =>
  [addresses, client?.apiAddresses ?? []].map((list) => list.map(({ cidr }) => cidr)),
);

/** One object for as long as the credential is cached. */
const actorWith = onceFor((credential: CredentialRow): Actor => {
  const { id, kind, client, reseller } = credential;
  return {
    kind: kind === 'STAFF' ? 'staff' : kind === 'RESELLER' ? 'reseller' : 'customer',
    id: `credential:${id}`,
    permissions: credentialPermissions(credential),
    commands: credential.commands.length ? new Set(credential.commands) : null,
    addresses: credential.addresses.map(({ cidr }) => cidr),
    expiresAt: credential.expiresAt,
    isSuspended: reseller?.status === 'SUSPENDED',
    credentialId: id,
    sessionId: null,
    family: null,
    adminId: credential.adminId,
    resellerId: kind === 'RESELLER' ? (reseller?.id ?? -1) : null,
    userId: null,
    guestOf: null,
    clientIds: kind === 'CUSTOMER' && client ? [client.id] : [],
  };
});

const SEEN_EVERY_MS = 60_000;

/** Notes that the credential was used; at most once a minute, and nobody waits for it. */
function touch(app: App, credential: CredentialRow, ip: string): void {
  const { id, lastUsedAt, lastUsedIp } = credential;
  const at = now();
  const recent = lastUsedAt && at.getTime() - lastUsedAt.getTime() < SEEN_EVERY_MS;
  if (recent && lastUsedIp === ip) return;
  // The row stays known for a moment, and is noted once.
  Object.assign(credential, { lastUsedAt: at, lastUsedIp: ip });
  app.db.apiCredential
    .updateMany({ where: { id }, data: { lastUsedAt: at, lastUsedIp: ip } })
    .catch((err: unknown) => app.log.warn({ err }, 'The use of a credential was not noted.'));
}
