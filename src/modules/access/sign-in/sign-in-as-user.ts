import { randomUUID } from 'node:crypto';
import type { Actor } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { userAccount } from '#modules/access/account.ts';
import { impersonatorOf } from './impersonation.ts';
import { addSession, lifetimes, SessionTokens } from './open-session.ts';
import { viewerField } from './sign-in.ts';
import { managedUserId } from '#modules/access/users/visible-users.ts';
import { userFields } from '#modules/access/user-payload.ts';
import { clientKey, whichUser, whoseInput } from '#modules/access/account-input.ts';

command('signInAsUser', {
  description:
    "Open a session as a user, or as a client's owner, to see what the user sees. The session may do no more than the actor may, who is recorded; the user's own sessions and last sign-in time do not change. It lasts 12 hours at most, no longer than the credential it was opened with and from no other address, and ends when the staff member may no longer do so. How the person signs in, whom the person lets in and webhooks cannot be changed in it.",
  permission: 'access:impersonate',
  input: whoseInput,
  errors: ['USER_NOT_FOUND'],
  run: async (work, input) => {
    const id = await managedUserId(work.tx, work.actor, whichUser(input), 'access:impersonate');
    if (!(await userAccount(work.tx, { id }))?.isOpen) throw new DomainError('USER_NOT_FOUND');
    const tokens = await addSession(work, {
      account: { kind: 'user', id },
      family: randomUUID(),
      clientId: input.clientId ? clientKey(input.clientId) : null,
      secondFactorAt: null,
      ...impersonatorOf(work.actor),
      endsAt: latestEnd(work.actor),
    });
    return { tokens, userId: id };
  },
  payload: (t) => ({
    session: t.field({
      type: SessionTokens,
      description: 'Tokens of the session opened as the user.',
      resolve: ({ tokens }) => tokens,
    }),
    viewer: viewerField(t, 'The user as who the session acts'),
    ...userFields(t, 'user the session was opened as.'),
  }),
});

/** When a session as somebody else ends: as one's own would, and with one's own credential. */
function latestEnd({ expiresAt }: Actor): Date {
  const usual = new Date(now().getTime() + lifetimes.refresh.admin * 60_000);
  return expiresAt && expiresAt < usual ? expiresAt : usual;
}
