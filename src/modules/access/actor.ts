import { type Actor, nobody } from '#core/actor.ts';
import { inRanges } from '#core/address.ts';
import { now } from '#core/clock.ts';
import { onceFor } from '#core/once-for.ts';
import {
  customerPermissions,
  type Permission,
  permissions as everyPermission,
  resellerPermissions,
  usualPermissions,
} from '#core/permissions.ts';
import { DomainError } from '#core/errors.ts';
import { hashToken } from '#core/secret.ts';
import type { App } from '#schema/app.ts';
import { permissionsOfCommand } from '#schema/legacy.ts';
import { type CredentialRow, credentialByHash } from './credential.ts';
import { isBanned } from './bans.ts';
import { actorOfSession, sessionByToken } from '#modules/access/sign-in/session.ts';

/** What a request shows of itself before it is known the actor. */
export interface Credentials {
  /** The legacy `token` field, or what stands after `Authorization: Bearer`. */
  token: string | null;
  ip: string;
}

/**
 * The actor, for every transport alike.
 * @throws DomainError UNAUTHENTICATED for a token that is unknown, expired or revoked;
 * ADDRESS_REFUSED (naming the address) for one that may not be used from there, or a banned address;
 * RATE_LIMITED for too many requests of one caller, or too many unknown tokens from one address.
 */
export async function authenticate(app: App, credentials: Credentials): Promise<Actor> {
  const actor = await actorBehind(app, credentials);
  await app.limiter.request(actor.kind === 'nobody' ? `address:${credentials.ip}` : actor.id);
  return actor;
}

/** As `authenticate`, for a second look at the same caller: it does not count as a request. */
export async function actorBehind(app: App, { token, ip }: Credentials): Promise<Actor> {
  const [banned, credential] = await Promise.all([
    isBanned(app, ip),
    token ? knownCredential(app, hashToken(token)) : null,
  ]);
  if (banned) throw addressError(ip);
  return actorOf(app, token, credential, ip);
}

const knownCredential = ({ authCache, database }: App, hash: string) =>
  authCache.get(`credential:${hash}`, () => credentialByHash(database, hash));

async function actorOf(
  app: App,
  token: string | null,
  credential: CredentialRow | null,
  ip: string,
): Promise<Actor> {
  if (!token) return nobody;
  if (credential) return actorOfCredential(app, credential, ip);
  const session = await app.authCache.get(`session:${hashToken(token)}`, () =>
    sessionByToken(app.db, token),
  );
  // Only a token that was never ours counts as a try: an expired one is an app left open.
  if (!session) await app.limiter.attempt(`address:${ip}`);
  const actor = session && actorOfSession(app, session, ip);
  if (actor) return actor;
  throw new DomainError('UNAUTHENTICATED', 'The token is unknown, expired or revoked.');
}

const addressError = (ip: string) =>
  new DomainError('ADDRESS_REFUSED', `Requests from ${ip} are not accepted.`, { address: ip });

function actorOfCredential(app: App, credential: CredentialRow, ip: string): Actor {
  const { kind, admin, client, reseller } = credential;
  const expired = credential.expiresAt !== null && credential.expiresAt <= now();
  const closed =
    admin?.isDisabled ||
    reseller?.status === 'CLOSED' ||
    (kind !== 'STAFF' && (client === null || client.status === 'CLOSED'));
  if (credential.revokedAt || expired || closed)
    throw new DomainError('UNAUTHENTICATED', 'The token is unknown, expired or revoked.');

  const ranges = [...credential.addresses, ...(client?.apiAddresses ?? [])].map((a) => a.cidr);
  if (ranges.length && !inRanges(ip, ranges)) throw addressError(ip);
  touch(app, credential, ip);
  return actorWith(credential);
}

/** One object for as long as the credential is cached. */
const actorWith = onceFor((credential: CredentialRow): Actor => {
  const { id, kind, client, reseller } = credential;
  return {
    kind: kind === 'STAFF' ? 'staff' : kind === 'RESELLER' ? 'reseller' : 'customer',
    id: `credential:${id}`,
    permissions: permissionsOf(credential),
    commands: credential.commands.length ? new Set(credential.commands) : null,
    addresses: credential.addresses.map(({ cidr }) => cidr),
    expiresAt: credential.expiresAt,
    isSuspended: reseller?.status === 'SUSPENDED',
    credentialId: id,
    sessionId: null,
    adminId: credential.adminId,
    resellerId: kind === 'RESELLER' ? (reseller?.id ?? -1) : null,
    userId: null,
    clientIds: kind === 'CUSTOMER' && client ? [client.id] : [],
  };
});

const most = {
  STAFF: new Set(everyPermission),
  RESELLER: new Set(resellerPermissions),
  CUSTOMER: new Set(customerPermissions),
} satisfies Record<CredentialRow['kind'], ReadonlySet<Permission>>;

/** What a credential may do: its own list, and what its legacy commands ask for, within its kind. */
function permissionsOf({ kind, permissions, commands, admin }: CredentialRow): Set<Permission> {
  const forCommands = commands.flatMap((name) => permissionsOfCommand(name) ?? []);
  const requested = permissions.includes('*')
    ? [...usualPermissions, ...permissions, ...forCommands]
    : [...permissions, ...forCommands];
  const role = admin && !admin.role.permissions.includes('*') ? admin.role.permissions : null;
  const granted = (permission: string): permission is Permission =>
    (most[kind] as ReadonlySet<string>).has(permission) && (!role || role.includes(permission));
  return new Set(requested.filter(granted));
}

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
