import type { Actor } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { command } from '#schema/command.ts';
import { type AccountRef, ownedBy } from '#modules/access/account.ts';
import { Session } from './sessions.ts';
import { User } from '#modules/access/users/user.ts';
import { matchNone } from '#modules/access/visible.ts';
import { managedUserId, managedUsers } from '#modules/access/users/visible-users.ts';
import { userFields } from '#modules/access/user-payload.ts';

/**
 * Ends sessions with all their rotations: from now on their tokens are refused, and open
 * subscriptions are closed.
 */
export async function revokeFamilies(
  { tx }: { tx: Tx },
  where: Prisma.SessionWhereInput,
): Promise<number> {
  const ended = await tx.session.findMany({
    where,
    select: { family: true },
    distinct: ['family'],
  });
  const { count } = await tx.session.updateMany({
    where: { family: { in: ended.map(({ family }) => family) }, revokedAt: null },
    data: { revokedAt: now() },
  });
  return count;
}

/** Ends every session of somebody, for instance because the password was changed. */
export const revokeAll = (work: { tx: Tx }, account: AccountRef, exceptSessionId?: number | null) =>
  exceptSessionId
    ? revokeOthers(work, account, exceptSessionId)
    : revokeFamilies(work, { ...ownedBy(account), revokedAt: null });

async function revokeOthers(work: { tx: Tx }, account: AccountRef, id: number): Promise<number> {
  const stored = await work.tx.session.findUnique({ where: { id }, select: { family: true } });
  return revokeFamilies(work, {
    ...ownedBy(account),
    revokedAt: null,
    family: { not: stored?.family ?? '' },
  });
}

/** Whose sessions an actor may end: its own, and those of the users it manages. */
function endable(actor: Actor): Prisma.SessionWhereInput {
  const own: Prisma.SessionWhereInput[] = [];
  if (actor.userId !== null) own.push({ userId: actor.userId });
  if (actor.sessionId !== null && actor.adminId !== null) own.push({ adminId: actor.adminId });
  if (actor.permissions.has('access:write')) own.push({ user: managedUsers(actor) });
  // Inside AND, an empty OR would match every row instead of none.
  return { OR: [matchNone, ...own] };
}

command('signOut', {
  description: 'End the current session.',
  permission: null,
  errors: ['UNAUTHENTICATED'],
  answered: ({ cookies }) => cookies?.clear(),
  run: async (work) => {
    const { sessionId, userId } = work.actor;
    if (sessionId === null) throw new DomainError('UNAUTHENTICATED', 'Send the access token.');
    return { ended: await revokeFamilies(work, { id: sessionId }), sessionId, userId };
  },
  deletes: { type: 'Session', key: 'sessionId' },
  payload: (t) => ({
    ...userFields(t, 'user who signed out; null for staff.'),
    signedOut: t.boolean({
      description: 'Whether the session was open until now.',
      resolve: ({ ended }) => ended > 0,
    }),
  }),
});

command('revokeSession', {
  description: "End another session: one of the actor's own, or of a user the actor manages.",
  permission: null,
  input: (t) => ({
    sessionId: t.globalID({
      for: Session,
      required: true,
      description: 'ID of the session to end.',
    }),
  }),
  errors: ['SESSION_NOT_FOUND'],
  run: async (work, { sessionId }) => {
    const id = keyOf(sessionId);
    const where = { AND: [{ id, revokedAt: null }, endable(work.actor)] };
    const ended = await revokeFamilies(work, where);
    if (!ended) throw new DomainError('SESSION_NOT_FOUND');
    const { userId } = await work.tx.session.findUniqueOrThrow({ where: { id } });
    return { ended, sessionId: id, userId };
  },
  deletes: { type: 'Session', key: 'sessionId' },
  payload: (t) => ({
    ...userFields(t, 'user whose session ended; null for staff.'),
    ended: t.boolean({
      description: 'Always true: the session has ended.',
      resolve: ({ ended }) => ended > 0,
    }),
  }),
});

command('revokeSessions', {
  description:
    "End all sessions of a user. Without a user, ends the actor's own sessions except the current one.",
  permission: null,
  input: (t) => ({
    userId: t.globalID({
      for: User,
      description: "ID of the user whose sessions end. Default: the actor's own other sessions.",
    }),
  }),
  errors: ['USER_NOT_FOUND'],
  run: async (work, { userId }) => {
    const { actor } = work;
    if (userId && !actor.permissions.has('access:write')) throw new DomainError('FORBIDDEN');
    if (!userId && actor.sessionId === null) throw new DomainError('UNAUTHENTICATED');
    const account: AccountRef = userId
      ? { kind: 'user', id: await managedUserId(work.tx, actor, { userId: keyOf(userId) }) }
      : actor.userId !== null
        ? { kind: 'user', id: actor.userId }
        : { kind: 'admin', id: actor.adminId ?? -1 };
    const ended = await revokeAll(work, account, actor.sessionId);
    return { ended, userId: account.kind === 'user' ? account.id : null };
  },
  payload: (t) => ({
    ...userFields(t, 'user whose sessions ended; null for staff.'),
    endedCount: t.exposeInt('ended', {
      description: 'Number of tokens that were invalidated. A session has one token per refresh.',
    }),
  }),
});
