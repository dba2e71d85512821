import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { openSessions } from '#modules/access/sign-in/sessions.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';

/** How long after the last request somebody counts as online, in milliseconds. */
export const ONLINE_MS = 15 * 60_000;

/** Sessions of staff who are online. */
export const staffSessions = (): Prisma.SessionWhereInput => ({
  AND: [
    openSessions(),
    { adminId: { not: null }, lastSeenAt: { gt: new Date(now().getTime() - ONLINE_MS) } },
  ],
});

const StaffSession = builder.prismaObject('Session', {
  read: 'system:read',
  variant: 'StaffSession',
  description: 'Session of a staff member who is online.',
  select: {},
  fields: (t) => ({
    admin: t.relation('admin', { nullable: true, description: 'Staff member who is online.' }),
    ip: t.exposeString('ip', { nullable: true, description: 'IP address of the session.' }),
    signedInAt: t.expose('signedInAt', {
      type: 'DateTime',
      description: 'Time of the sign-in.',
    }),
    lastSeenAt: t.expose('lastSeenAt', {
      type: 'DateTime',
      description: 'Time of the last request of the session.',
    }),
  }),
});

builder.queryField('staffOnline', (t) =>
  t.prismaField({
    type: [StaffSession],
    description:
      'The staff members who asked for something in the last quarter of an hour, each with the latest session.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetStaffOnline', 'system:read'),
    resolve: async (query, _root, _args, { db }) => {
      const latest = await db.session.findMany({
        where: staffSessions(),
        orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
        distinct: ['adminId'],
        select: { id: true },
      });
      return db.session.findMany({
        ...query,
        where: { id: { in: latest.map(({ id }) => id) } },
        orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
      });
    },
  }),
);
