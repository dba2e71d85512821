import type { InputShapeFromFields } from '@pothos/core';
import { keyOf } from '#core/ids.ts';
import type { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { complete, nameRule, definedFields } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { PredefinedReply, PredefinedReplyCategory } from './predefined-reply.ts';
import { messageRule } from '#modules/support/tickets/rules.ts';
import { predefinedReplyFor, replyFolderFor } from '#modules/support/publications/published-for.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;
type Fields = InputShapeFromFields<ReturnType<typeof replyFields>>;

const replyFields = (t: Inputs, isNew: boolean) => ({
  categoryId: t.globalID({
    for: PredefinedReplyCategory,
    required: isNew,
    description: 'ID of the category of the predefined reply.',
  }),
  name: t.string({
    required: isNew,
    description: 'Name of the predefined reply. At most 255 characters.',
    validate: nameRule,
  }),
  message: t.string({
    required: isNew,
    description: 'Text of the predefined reply, in Markdown or plain text.',
    validate: messageRule,
  }),
});

const replyPayload = (
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, { predefinedReplyId: number }>,
) => ({
  predefinedReply: t.prismaField({
    type: PredefinedReply,
    description: 'The predefined reply after the change.',
    resolve: (query, { predefinedReplyId }, _args, { db }) =>
      db.predefinedReply.findUniqueOrThrow({ ...query, where: { id: predefinedReplyId } }),
  }),
});

command('createPredefinedReply', {
  description: 'Create a predefined reply.',
  permission: 'support:publish',
  input: (t) => replyFields(t, true),
  errors: ['PREDEFINED_REPLY_NOT_FOUND'],
  run: async (work, fields) => {
    const { id: predefinedReplyId } = await work.tx.predefinedReply.create({
      data: complete(await columnsOf(work, fields), 'categoryId', 'name', 'reply'),
      select: { id: true },
    });
    work.announce('predefinedReply.added', { predefinedReplyId });
    return { predefinedReplyId };
  },
  payload: replyPayload,
});

command('updatePredefinedReply', {
  description: 'Change a predefined reply. Omitted fields stay unchanged.',
  permission: 'support:publish',
  input: (t) => ({
    predefinedReplyId: t.globalID({
      for: PredefinedReply,
      required: true,
      description: 'ID of the predefined reply to change.',
    }),
    ...replyFields(t, false),
  }),
  errors: ['PREDEFINED_REPLY_NOT_FOUND'],
  nulls: {},
  run: async (work, { predefinedReplyId: asked, ...fields }) => {
    const data = await columnsOf(work, fields);
    const predefinedReplyId = await predefinedReplyFor(work, keyOf(asked));
    await work.tx.predefinedReply.update({ where: { id: predefinedReplyId }, data });
    work.announce('predefinedReply.changed', { predefinedReplyId });
    return { predefinedReplyId };
  },
  payload: replyPayload,
});

async function columnsOf(work: Work, { categoryId, name, message }: Fields) {
  const folder = categoryId ? await replyFolderFor(work, keyOf(categoryId)) : null;
  return definedFields({ categoryId: folder, name, reply: message });
}
