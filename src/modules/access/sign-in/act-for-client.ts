import { DomainError } from '#core/errors.ts';
import { now } from '#core/clock.ts';
import { own } from '#schema/access.ts';
import { command } from '#schema/command.ts';
import { Session } from './sessions.ts';
import { clientKey } from '#modules/access/account-input.ts';

command('actForClient', {
  description:
    'Choose the client account the current session acts for. While no account is chosen, the session acts for all accounts of the user at once, with the permissions the user has in every one of them.',
  // It is for sessions, those opened as somebody else too.
  permission: null,
  input: (t) => ({
    clientId: t.globalID({
      description:
        'ID of the client account, `Client:7`. Omit to act for all accounts of the user at once.',
    }),
  }),
  errors: ['USER_NOT_LINKED', 'UNAUTHENTICATED'],
  run: async ({ tx, actor }, { clientId }) => {
    const { sessionId, userId } = actor;
    if (sessionId === null || userId === null)
      throw new DomainError('UNAUTHENTICATED', 'Only a signed-in user can choose an account.');
    const key = clientId ? clientKey(clientId) : null;
    if (key !== null) {
      const { count } = await tx.userClient.updateMany({
        where: { userId, clientId: key, client: { status: { not: 'CLOSED' } } },
        data: { lastLoginAt: now() },
      });
      if (count === 0) throw new DomainError('USER_NOT_LINKED');
    }
    await tx.session.update({ where: { id: sessionId }, data: { clientId: key } });
    return { sessionId };
  },
  payload: (t) => ({
    session: t.prismaField({
      type: Session,
      extensions: own,
      description: 'The session, which acts for the chosen account from the next request on.',
      resolve: (query, { sessionId }, _args, { db }) =>
        db.session.findUniqueOrThrow({ ...query, where: { id: sessionId } }),
    }),
  }),
});
