import { randomUUID } from 'node:crypto';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { userAccount } from '#modules/access/account.ts';
import { addSession, SessionTokens } from './open-session.ts';
import { managedUserId } from '#modules/access/users/visible-users.ts';
import { clientKey, whichUser, whoseInput } from '#modules/access/account-input.ts';

command('signInAsUser', {
  description:
    "Open a session as a user, or as a client's owner, to see what the user sees. The actor is recorded; the user's own sessions and last sign-in time do not change.",
  permission: 'access:impersonate',
  input: whoseInput,
  errors: ['USER_NOT_FOUND'],
  run: async (work, input) => {
    const id = await managedUserId(work.tx, work.actor, whichUser(input));
    if (!(await userAccount(work.tx, { id }))?.isOpen) throw new DomainError('USER_NOT_FOUND');
    const tokens = await addSession(work, {
      account: { kind: 'user', id },
      family: randomUUID(),
      clientId: input.clientId ? clientKey(input.clientId) : null,
      secondFactorAt: null,
      impersonatorAdminId: work.actor.adminId,
    });
    return { tokens };
  },
  payload: (t) => ({
    session: t.field({
      type: SessionTokens,
      description: 'Tokens of the session opened as the user.',
      resolve: ({ tokens }) => tokens,
    }),
  }),
});
