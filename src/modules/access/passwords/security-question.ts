import { everyRow } from '#modules/access/visible.ts';
import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { legacyExtensions } from '#schema/legacy.ts';

/** A question for proving who one is. */
export const SecurityQuestion = builder.prismaNode('SecurityQuestion', {
  read: 'access:read',
  visible: everyRow,
  description:
    'Question that users may choose, whose answer is required before a new password is set.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the security question, used by the legacy APIs.',
    }),
    question: t.exposeString('question', { description: 'Text of the security question.' }),
  }),
});

builder.queryField('securityQuestions', (t) =>
  t.prismaField({
    type: [SecurityQuestion],
    description: 'Security questions that users can choose from.',
    authScopes: { permission: 'access:read' },
    extensions: legacyExtensions('GetSecurityQuestion', 'access:read'),
    resolve: (query, _root, _args, { db }) =>
      db.securityQuestion.findMany({ ...query, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] }),
  }),
);

command('addSecurityQuestion', {
  legacy: 'AddSecurityQuestion',
  description: 'Add a security question for users to choose.',
  permission: 'access:configure',
  input: (t) => ({
    question: t.string({
      required: true,
      description: 'Text of the new security question.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
  }),
  errors: ['SECURITY_QUESTION_EXISTS'],
  run: async ({ tx }, { question }) => {
    // One that exists is left alone by the insert, so that two senders at once make one.
    const [added] = await tx.securityQuestion.createManyAndReturn({
      data: [{ question }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!added) throw new DomainError('SECURITY_QUESTION_EXISTS', undefined, { field: 'question' });
    return { questionId: added.id };
  },
  payload: (t) => ({
    securityQuestion: t.prismaField({
      type: SecurityQuestion,
      description: 'The new security question.',
      resolve: (query, { questionId }, _args, { db }) =>
        db.securityQuestion.findUniqueOrThrow({ ...query, where: { id: questionId } }),
    }),
  }),
});

command('deleteSecurityQuestion', {
  legacy: 'DeleteSecurityQuestion',
  description: 'Delete a security question. Users who chose the question have none afterwards.',
  permission: 'access:configure',
  input: (t) => ({
    questionId: t.globalID({
      for: SecurityQuestion,
      required: true,
      description: 'ID of the security question to delete.',
    }),
  }),
  errors: ['SECURITY_QUESTION_NOT_FOUND'],
  run: async ({ tx }, { questionId }) => {
    const id = keyOf(questionId);
    await tx.user.updateMany({
      where: { securityQuestionId: id },
      data: { securityAnswerHash: null },
    });
    const { count } = await tx.securityQuestion.deleteMany({ where: { id } });
    if (count === 0) throw new DomainError('SECURITY_QUESTION_NOT_FOUND');
    return { questionId: id };
  },
  deletes: { type: 'SecurityQuestion', key: 'questionId' },
});

builder.prismaObjectField('User', 'securityQuestion', (t) =>
  t.relation('securityQuestion', {
    nullable: true,
    description: 'The question whose answer proves who they are; null for none.',
  }),
);
