import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { command } from '#schema/command.ts';
import { beginAttempt } from '#modules/access/sign-in/attempt.ts';
import { userAccount } from '#modules/access/account.ts';
import { countFailure, ensureNotLockedHere } from '#modules/access/sign-in/lockout.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { asAnswered } from './security-answer.ts';
import { SecurityQuestion } from './security-question.ts';
import { managedUserId } from '#modules/access/users/visible-users.ts';
import { whichUser, whoseInput } from '#modules/access/account-input.ts';
import { userFields } from '#modules/access/user-payload.ts';

const answerRule = z.string().trim().min(1, 'is required').max(200);

command('changeClientSecurityQuestion', {
  legacy: 'ChangeClientSecurityQuestion',
  description:
    "Change a user's security question and its answer. Requires the answer to the current question, if the user has a question.",
  permission: 'access:self',
  input: (t) => ({
    ...whoseInput(t),
    currentAnswer: t.field({
      type: 'Secret',
      description:
        'Answer to the current security question. Ignored when the user has no question.',
      validate: z.string().max(200),
    }),
    questionId: t.globalID({
      for: SecurityQuestion,
      required: true,
      description: 'ID of the security question to use from now on.',
    }),
    answer: t.field({
      type: 'Secret',
      required: true,
      description: 'Answer to the new security question, compared without regard to case.',
      validate: answerRule,
    }),
  }),
  errors: [
    'USER_NOT_FOUND',
    'SECURITY_QUESTION_NOT_FOUND',
    'SECURITY_ANSWER_WRONG',
    'RATE_LIMITED',
  ],
  prepare: async (context, { answer, currentAnswer, ...whose }) => {
    const { db, actor } = context;
    const id = await managedUserId(db, actor, whichUser(whose));
    const attempt = await beginAttempt(context, `answer:${id}`);
    const user = await db.user.findUniqueOrThrow({ where: { id } });
    const { securityAnswerHash: stored } = user;
    const subject = { account: await userAccount(db, { id }), name: `user:${id}` };
    if (stored) await ensureNotLockedHere(context, subject);
    const isRight = !stored || (await verifyPassword(stored, asAnswered(currentAnswer ?? '')));
    const answerHash = isRight ? await hashPassword(asAnswered(answer)) : null;
    return { user, subject, attempt, answerHash };
  },
  run: async (work, { questionId }, { user, subject, attempt, answerHash }) => {
    const { id, securityAnswerHash: stored } = user;
    if (!answerHash) {
      await countFailure(work, subject);
      return new DomainError('SECURITY_ANSWER_WRONG', undefined, { field: 'currentAnswer' });
    }
    const securityQuestionId = keyOf(questionId);
    if (!(await work.tx.securityQuestion.count({ where: { id: securityQuestionId } })))
      throw new DomainError('SECURITY_QUESTION_NOT_FOUND', undefined, { field: 'questionId' });
    const { count } = await work.tx.user.updateMany({
      where: { id, securityAnswerHash: stored },
      data: { securityQuestionId, securityAnswerHash: answerHash },
    });
    if (count === 0) throw new DomainError('SECURITY_ANSWER_WRONG');
    await attempt.succeeded();
    work.announce('user.changed', { userId: id, changed: ['securityQuestion'] });
    return { userId: id };
  },
  payload: (t) => ({
    ...userFields(t, 'user whose security question was changed.'),
  }),
});
