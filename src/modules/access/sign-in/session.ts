import type { Actor } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { onceFor } from '#core/once-for.ts';
import { hashToken } from '#core/secret.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Db } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import {
  asSomebodyElse,
  impersonatorColumns,
  isImpersonated,
  mayStillImpersonate,
} from './impersonation.ts';
import { staffPermissions } from './staff-permissions.ts';
import { permissionsIn } from '#modules/access/users/user-permissions.ts';

const shape = {
  id: true,
  clientId: true,
  family: true,
  accessExpiresAt: true,
  revokedAt: true,
  lastSeenAt: true,
  admin: { select: { id: true, isDisabled: true, role: { select: { permissions: true } } } },
  ...impersonatorColumns,
  user: {
    select: {
      id: true,
      status: true,
      clientLinks: {
        where: { client: { status: { not: 'CLOSED' } } },
        select: { clientId: true, isOwner: true, permissions: true },
      },
    },
  },
} satisfies Prisma.SessionSelect;

/** A session with all that decides whether and how far it may be used. */
export type SessionRow = Prisma.SessionGetPayload<{ select: typeof shape }>;

/** The session that was ever given this access token, ended or not. */
export const sessionByToken = (db: Db, token: string): Promise<SessionRow | null> =>
  db.session.findUnique({ where: { accessTokenHash: hashToken(token) }, select: shape });

/**
 * The actor behind a session; null when it has ended, or its person may not enter any more; so may
 * whoever is signed in as that person.
 */
export function actorOfSession(app: App, session: SessionRow, ip: string): Actor | null {
  const { admin, user } = session;
  if (session.revokedAt || session.accessExpiresAt <= now()) return null;
  if (!mayStillImpersonate(session, ip)) return null;
  if (admin?.isDisabled || (user && user.status !== 'ACTIVE')) return null;
  if (!admin && !user) return null;
  touch(app, session, ip);
  return actorWith(session);
}

/** One object for as long as the session is cached. */
const actorWith = onceFor((session: SessionRow): Actor => {
  const { id, family, admin, user } = session;
  const common = {
    id: `session:${id}`,
    commands: null,
    addresses: [],
    expiresAt: null,
    isSuspended: false,
    credentialId: null,
    sessionId: id,
    family,
    resellerId: null,
    guestOf: null,
  };
  if (admin)
    return {
      ...common,
      kind: 'staff',
      permissions: staffPermissions(admin.role.permissions),
      adminId: admin.id,
      userId: null,
      clientIds: [],
    };
  const places = placesOf(session);
  return {
    ...common,
    kind: 'customer',
    permissions: isImpersonated(session)
      ? asSomebodyElse(session, permissionsIn(places))
      : permissionsIn(places),
    adminId: null,
    userId: user?.id ?? null,
    clientIds: places.map(({ clientId }) => clientId),
  };
});

/** The accounts a user's session acts for: the chosen one, or all it is linked with. */
function placesOf({ user, clientId }: SessionRow) {
  const links = user?.clientLinks ?? [];
  return clientId === null ? links : links.filter((link) => link.clientId === clientId);
}

const SEEN_EVERY_MS = 60_000;

/** Notes that the session is in use; at most once a minute, and nobody waits for it. */
function touch(app: App, session: SessionRow, ip: string): void {
  const { id, lastSeenAt } = session;
  const at = now();
  if (at.getTime() - lastSeenAt.getTime() < SEEN_EVERY_MS) return;
  // The row stays known for a moment, and is noted once.
  session.lastSeenAt = at;
  app.db.session
    .updateMany({ where: { id }, data: { lastSeenAt: at, ip } })
    .catch((err: unknown) => app.log.warn({ err }, 'The use of a session was not noted.'));
}
