import { z } from 'zod';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import { hashToken } from '#core/secret.ts';
import { own } from '#schema/access.ts';
import { settingText } from '#modules/settings/settings.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { languageRule, personNameRule } from './add-user.ts';
import { beginAttempt } from '#modules/access/sign-in/attempt.ts';
import { hashNewPassword } from '#modules/access/new-password.ts';
import {
  newPasswordRule,
  proveAddress,
  setPassword,
} from '#modules/access/passwords/set-password.ts';
import { unused, useToken } from '#modules/access/passwords/single-use-token.ts';
import { UserClient } from './user.ts';

command('acceptInvitation', {
  description:
    'Join a client account with the token from an invitation email: as the signed-in user, as the user with the invited address, or as a new user with a name and a password. A user whose address was never verified gets a new password as well: another person may have entered the address. An invitation of somebody who no longer owns the account is void. Opens no session; the user signs in afterwards.',
  permission: null,
  input: (t) => ({
    token: t.field({
      type: 'Secret',
      required: true,
      description: 'Token from the invitation email.',
      validate: z.string().min(1, 'is required').max(200),
    }),
    firstName: t.string({ description: 'First name of a new user.', validate: personNameRule }),
    lastName: t.string({ description: 'Last name of a new user.', validate: personNameRule }),
    password: t.field({
      type: 'Secret',
      description: 'Password of a new user, or of one whose address was never verified.',
      validate: newPasswordRule,
    }),
    language: t.string({ description: 'Language of a new user.', validate: languageRule }),
  }),
  errors: ['TOKEN_INVALID', 'BAD_INPUT', 'RATE_LIMITED'],
  prepare: async (context, { token, password }) => {
    const attempt = await beginAttempt(context, hashToken(token));
    const where = { tokenHash: hashToken(token), purpose: 'INVITATION' as const, ...unused() };
    if (!(await context.db.singleUseToken.count({ where }))) throw new DomainError('TOKEN_INVALID');
    return { attempt, passwordHash: password ? await hashNewPassword(context.db, password) : null };
  },
  run: async (work, { token, firstName, lastName, language }, { attempt, passwordHash }) => {
    const { tx, announce } = work;
    const used = await useToken(work, 'INVITATION', token);
    const invitation =
      used && (await tx.userInvitation.findUnique({ where: { tokenHash: used.tokenHash } }));
    if (!invitation || !(await isStillMeant(work, invitation)))
      throw new DomainError('TOKEN_INVALID');
    const { clientId, email, permissions } = invitation;
    const person = { firstName, lastName, language, passwordHash, email };
    const userId = await whoAccepts(work, person);
    // Somebody who is in already keeps what they may do, an owner above all.
    await tx.userClient.createMany({
      data: [{ userId, clientId, permissions }],
      skipDuplicates: true,
    });
    await tx.userInvitation.update({
      where: { id: invitation.id },
      data: { acceptedAt: now() },
    });
    await attempt.succeeded();
    announce('user.linked', { userId, clientId });
    const link = await tx.userClient.findUniqueOrThrow({
      where: { userId_clientId: { userId, clientId } },
    });
    return { linkId: link.id };
  },
  payload: (t) => ({
    userClient: t.prismaField({
      type: UserClient,
      extensions: own,
      description: 'Membership of the user in the client account.',
      resolve: (query, { linkId }, _args, { db }) =>
        db.userClient.findUniqueOrThrow({ ...query, where: { id: linkId } }),
    }),
  }),
});

/** Who may invite no more lets nobody in by what they sent before; only owners invite. */
async function isStillMeant(
  { tx }: Work,
  { clientId, invitedByUserId: userId }: { clientId: number; invitedByUserId: number | null },
): Promise<boolean> {
  if (userId === null) return true;
  return (await tx.userClient.count({ where: { clientId, userId, isOwner: true } })) > 0;
}

interface Person {
  email: string;
  firstName: string | null | undefined;
  lastName: string | null | undefined;
  language: string | null | undefined;
  passwordHash: string | null;
}

/** Who joins: who is signed in, who has the address, or somebody new. */
async function whoAccepts(work: Work, person: Person): Promise<number> {
  const { tx, actor, announce } = work;
  if (actor.userId !== null) return actor.userId;
  const { email, firstName, lastName, language, passwordHash } = person;
  const known = await tx.user.findUnique({
    where: { email },
    select: { id: true, emailVerifiedAt: true },
  });
  if (known?.emailVerifiedAt) return known.id;
  if (known) return asProven(work, known.id, passwordHash);
  const missing = !firstName ? 'firstName' : !lastName ? 'lastName' : 'password';
  if (!firstName || !lastName || !passwordHash)
    throw new DomainError('BAD_INPUT', `${missing}: a new user gives a name and a password.`, {
      field: missing,
    });
  const { id } = await tx.user.create({
    data: {
      email,
      firstName,
      lastName,
      passwordHash,
      language: language ?? (await settingText(tx, 'Language')),
      // The email reached the address, so it is theirs.
      emailVerifiedAt: now(),
    },
    select: { id: true },
  });
  announce('user.added', { userId: id, resellerId: null });
  return id;
}

/**
 * A user whose address was never verified: whoever entered it may know the password, so the person
 * the email reached sets another one.
 */
async function asProven(work: Work, id: number, passwordHash: string | null): Promise<number> {
  if (!passwordHash)
    throw new DomainError('BAD_INPUT', 'password: the address was never verified: set a new one.', {
      field: 'password',
    });
  await setPassword(work, { kind: 'user', id }, passwordHash);
  await proveAddress(work, id);
  return id;
}
