import type { Actor } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
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
  description: 'A signed-in browser or app.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number; the next refresh gives another.' }),
    ip: t.exposeString('ip', { nullable: true, description: 'Where it was last used from.' }),
    userAgent: t.exposeString('userAgent', {
      nullable: true,
      description: 'What the browser or app calls itself.',
    }),
    lastSeenAt: t.expose('lastSeenAt', {
      type: 'DateTime',
      description: 'When it was last used, to the minute.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Its last refresh.' }),
    secondFactorAt: t.expose('secondFactorAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a second factor was passed; null where none was asked.',
    }),
    expiresAt: t.expose('refreshExpiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ends unless it is refreshed before.',
    }),
  }),
});

const sessionOwner = (actor: Actor): Prisma.SessionWhereInput =>
  actor.userId !== null
    ? { userId: actor.userId }
    : { adminId: (actor.sessionId !== null && actor.adminId) || -1 };

builder.objectField(Viewer, 'session', (t) =>
  t.prismaField({
    type: Session,
    nullable: true,
    extensions: own,
    description: 'The session that asks; null for an API credential.',
    resolve: (query, { sessionId }, _args, { db }) =>
      db.session.findUnique({ ...query, where: { id: sessionId ?? -1 } }),
  }),
);

builder.objectField(Viewer, 'sessions', (t) =>
  t.prismaField({
    type: [Session],
    extensions: own,
    description: 'Where you are signed in, the latest first.',
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
    description: 'Where the user is signed in, for whoever manages users.',
    query: () => ({
      where: openSessions(),
      orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
      take: 100,
    }),
  }),
);
