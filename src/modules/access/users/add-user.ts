import { z } from 'zod';
import { languageOf } from '#core/language.ts';
import { DomainError } from '#core/errors.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { settingText } from '#modules/settings/settings.ts';
import { command } from '#schema/command.ts';
import { hashNewPassword } from '#modules/access/new-password.ts';
import { newPasswordRule } from '#modules/access/passwords/set-password.ts';
import { User } from './user.ts';
import { emailRule } from '#schema/email-rule.ts';

/** The rule for a first or last name. */
export const personNameRule = z.string().trim().min(1, 'is required').max(100);

/** The rule for a language: its full English name. */
export const languageRule = z
  .string()
  .max(60)
  .transform((text, context) => {
    const language = languageOf(text);
    if (language) return language;
    context.addIssue({ code: 'custom', message: 'must be the English name of a language' });
    return z.NEVER;
  });

/**
 * Turns the database's word about a second user with one address into ours.
 * @throws DomainError USER_EMAIL_TAKEN, or the error as it was
 */
export function emailTaken(error: unknown): never {
  const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
  throw isTaken ? new DomainError('USER_EMAIL_TAKEN', undefined, { field: 'email' }) : error;
}

command('addUser', {
  legacy: 'AddUser',
  description: 'Add a user who can sign in. Access to client accounts is granted separately.',
  permission: 'access:write',
  input: (t) => ({
    firstName: t.string({
      required: true,
      description: 'First name of the user.',
      validate: personNameRule,
    }),
    lastName: t.string({
      required: true,
      description: 'Last name of the user.',
      validate: personNameRule,
    }),
    email: t.string({
      required: true,
      description: 'Email address the user signs in with, unique among users.',
      validate: emailRule,
    }),
    password: t.field({
      type: 'Secret',
      required: true,
      description: 'Initial password, at least 8 characters.',
      validate: newPasswordRule,
    }),
    language: t.string({
      description:
        "English name of the user's language, such as `english` or `french`. Default: the setting Language.",
      validate: languageRule,
    }),
  }),
  errors: ['USER_EMAIL_TAKEN'],
  prepare: ({ db }, { password }) => hashNewPassword(db, password),
  run: async ({ tx, actor, announce }, { firstName, lastName, email, language }, passwordHash) => {
    const { resellerId } = actor;
    const data = {
      firstName,
      lastName,
      email,
      passwordHash,
      resellerId,
      language: language ?? (await settingText(tx, 'Language')),
    };
    const user = await tx.user.create({ data, select: { id: true } }).catch(emailTaken);
    announce('user.added', { userId: user.id, resellerId });
    return { userId: user.id };
  },
  payload: (t) => ({
    user: t.prismaField({
      type: User,
      description: 'The new user.',
      resolve: (query, { userId }, _args, { db }) =>
        db.user.findUniqueOrThrow({ ...query, where: { id: userId } }),
    }),
  }),
});
