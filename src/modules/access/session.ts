import type { Actor } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import {
  customerPermissions,
  type Permission,
  permissions as everyPermission,
} from '#core/permissions.ts';
import { hashToken } from '#core/secret.ts';
import type { Db } from '#platform/database/client.ts';

/** The actor behind a session's access token; null when there is none, or it has ended. */
export async function actorOfSession(db: Db, token: string): Promise<Actor | null> {
  const session = await db.session.findUnique({
    where: { accessTokenHash: hashToken(token) },
    select: {
      id: true,
      accessExpiresAt: true,
      revokedAt: true,
      admin: { select: { id: true, isDisabled: true, role: { select: { permissions: true } } } },
      user: {
        select: {
          id: true,
          status: true,
          clientLinks: {
            where: { client: { status: { not: 'CLOSED' } } },
            select: { clientId: true },
          },
        },
      },
    },
  });
  if (!session || session.revokedAt || session.accessExpiresAt <= now()) return null;
  const { id, admin, user } = session;
  if (admin?.isDisabled || (user && user.status !== 'ACTIVE')) return null;
  return {
    kind: admin ? 'staff' : 'customer',
    id: `session:${id}`,
    permissions: admin ? staffPermissions(admin.role.permissions) : new Set(customerPermissions),
    commands: null,
    credentialId: null,
    sessionId: id,
    adminId: admin?.id ?? null,
    resellerId: null,
    userId: user?.id ?? null,
    clientIds: user?.clientLinks.map(({ clientId }) => clientId) ?? [],
  };
}

const staffPermissions = (granted: readonly string[]): Set<Permission> =>
  new Set(everyPermission.filter((name) => granted.includes('*') || granted.includes(name)));
