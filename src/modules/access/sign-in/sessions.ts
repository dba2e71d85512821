import type { Actor } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { managedUsers } from '#modules/access/users/visible-users.ts';
import { matchNone } from '#modules/access/visible.ts';
import { own } from '#schema/access.ts';
import { builder } from '#schema/builder.ts';
import { Viewer } from '#modules/access/viewer.ts';

/** What a session must be like to be in use: not refreshed away, not ended. */
export const openSessions = (): Prisma.SessionWhereInput => ({
  rotatedAt: null,
  revokedAt: null,
  refreshExpiresAt: { gt: now() },
});

/** A signed-in browser or app. */
export const Session = builder.prismaNode('Session', {
  read: 'access:write',
  visible: (actor) => ({ AND: [seenSessions(actor), openSessions()] }),
  description: 'Session of a signed-in browser or app.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the session. Changes with every refresh.',
    }),
    ip: t.exposeString('ip', {
      nullable: true,
      description: 'IP address the session was last used from.',
    }),
    userAgent: t.exposeString('userAgent', {
      nullable: true,
      description: 'User agent string of the browser or app.',
    }),
    lastSeenAt: t.expose('lastSeenAt', {
      type: 'DateTime',
      description: 'Time the session was last used, to the minute.',
    }),
    signedInAt: t.expose('signedInAt', {
      type: 'DateTime',
      description: 'Time of the sign-in that the session began with.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time of the last refresh of the session.',
    }),
    secondFactorAt: t.expose('secondFactorAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time a second factor was passed. Null when no second factor was required.',
    }),
    expiresAt: t.expose('refreshExpiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time the session ends unless refreshed before.',
    }),
  }),
});

const sessionOwner = (actor: Actor): Prisma.SessionWhereInput =>
  actor.userId !== null
    ? { userId: actor.userId }
    : { adminId: (actor.sessionId !== null && actor.adminId) || -1 };

/** Which sessions an actor may see: its own, and those of the users it manages. */
const seenSessions = (actor: Actor): Prisma.SessionWhereInput => ({
  OR: [
    sessionOwner(actor),
    actor.permissions.has('access:write') ? { user: managedUsers(actor) } : matchNone,
  ],
});

builder.objectField(Viewer, 'session', (t) =>
  t.prismaField({
    type: Session,
    nullable: true,
    extensions: own,
    description: 'Session of the current request. Null for an API credential.',
    resolve: (query, { sessionId }, _args, { db }) =>
      db.session.findUnique({ ...query, where: { id: sessionId ?? -1 } }),
  }),
);

builder.objectField(Viewer, 'sessions', (t) =>
  t.prismaField({
    type: [Session],
    extensions: own,
    description: 'Sessions of the actor, latest first.',
    resolve: (query, actor, _args, { db }) =>
      db.session.findMany({
        ...query,
        where: { AND: [sessionOwner(actor), openSessions()] },
        orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
        take: 100,
      }),
  }),
);

builder.prismaObjectField('User', 'sessions', (t) =>
  t.relation('sessions', {
    nullable: true,
    authScopes: { permission: 'access:write' },
    description: 'Sessions of the user, for actors who manage users.',
    query: () => ({
      where: openSessions(),
      orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
      take: 100,
    }),
  }),
);
