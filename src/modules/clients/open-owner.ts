import { isStaff } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { keyOfThe } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { hashNewPassword } from '#modules/access/new-password.ts';
import { hashPassword } from '#modules/access/passwords/password.ts';
import { asAnswered } from '#modules/access/passwords/security-answer.ts';
import { settingText } from '#modules/settings/settings.ts';
import type { Context } from '#schema/context.ts';
import type { Work } from '#schema/work.ts';
import { type ClientReference } from './foreign.ts';
import { isTaken } from '#platform/database/taken.ts';

/** What is known of the person who will own a new client. */
export interface OwnerInput {
  firstName: string;
  lastName: string;
  email: string;
  language?: string | null;
  ownerUserId?: ClientReference | null;
  password?: string | null;
  securityQuestionId?: ClientReference | null;
  securityAnswer?: string | null;
}

/** What is hashed of a new owner before the transaction opens, since it takes a while. */
export interface OwnerHashes {
  passwordHash: string | null;
  securityAnswerHash: string | null;
}

/** Hashes what a new owner keeps to themselves. */
export async function hashOwner(
  { db }: Context,
  input: { password?: string | null; securityAnswer?: string | null },
): Promise<OwnerHashes> {
  const answer = asAnswered(input.securityAnswer ?? '');
  return {
    passwordHash: input.password ? await hashNewPassword(db, input.password) : null,
    securityAnswerHash: answer ? await hashPassword(answer) : null,
  };
}

/**
 * The user who will own a new client: the one that was named, or a new one. Without a password
 * nobody can sign in before a set-password link was followed.
 * @throws DomainError OWNER_NOT_FOUND, USER_EMAIL_TAKEN or BAD_INPUT
 */
export async function openOwner(
  work: Work,
  input: OwnerInput,
  hashes: OwnerHashes,
): Promise<number> {
  if (input.ownerUserId) return existingOwner(work, input, input.ownerUserId);
  const { tx, fail } = work;
  const question = await questionOf(work, input, hashes);
  const taken = await tx.user.findUnique({ where: { email: input.email }, select: { id: true } });
  if (taken) fail('USER_EMAIL_TAKEN', undefined, { field: 'email' });
  const data: Prisma.UserUncheckedCreateInput = {
    firstName: input.firstName,
    lastName: input.lastName,
    email: input.email,
    language: input.language ?? (await settingText(tx, 'Language')),
    passwordHash: hashes.passwordHash,
    ...question,
  };
  try {
    return (await tx.user.create({ data, select: { id: true } })).id;
  } catch (error) {
    if (isTaken(error)) fail('USER_EMAIL_TAKEN', undefined, { field: 'email' });
    throw error;
  }
}

async function existingOwner(
  work: Work,
  input: OwnerInput,
  provided: ClientReference,
): Promise<number> {
  const { tx, actor, fail } = work;
  const odd = (['password', 'securityQuestionId', 'securityAnswer'] as const).find(
    (name) => input[name],
  );
  if (odd) throw wrong(odd, 'only for a new user');
  const id = keyOfThe('User', provided, 'ownerUserId');
  const visible: Prisma.UserWhereInput = isStaff(actor)
    ? {}
    : { clientLinks: { some: { client: { resellerId: actor.resellerId ?? -1 } } } };
  const user = await tx.user.findFirst({
    where: { AND: [{ id, status: 'ACTIVE' }, visible] },
    select: { id: true },
  });
  return user?.id ?? fail('OWNER_NOT_FOUND', undefined, { field: 'ownerUserId' });
}

async function questionOf(
  { tx }: Work,
  { securityQuestionId: question }: OwnerInput,
  { securityAnswerHash }: OwnerHashes,
) {
  if (!question && !securityAnswerHash) return {};
  if (!question || !securityAnswerHash)
    throw wrong(
      question ? 'securityAnswer' : 'securityQuestionId',
      'a question and its answer belong together',
    );
  const id = keyOfThe('SecurityQuestion', question, 'securityQuestionId');
  const known = await tx.securityQuestion.findUnique({ where: { id }, select: { id: true } });
  if (!known) throw wrong('securityQuestionId', 'there is no such question');
  return { securityQuestionId: id, securityAnswerHash };
}

const wrong = (field: string, problem: string) =>
  new DomainError('BAD_INPUT', `${field}: ${problem}.`, { field });
