import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { complete, nameRule, definedFields } from '#schema/defined-fields.ts';
import { PredefinedReply, PredefinedReplyCategory } from './predefined-reply.ts';
import { messageRule } from '#modules/support/tickets/rules.ts';
import { predefinedReplyFor, replyFolderFor } from '#modules/support/publications/published-for.ts';

command('savePredefinedReply', {
  description:
    'Create a predefined reply, or change the predefined reply given by `predefinedReplyId`. Omitted fields stay unchanged. A new predefined reply requires a category, a name and a message.',
  permission: 'support:publish',
  input: (t) => ({
    predefinedReplyId: t.globalID({
      for: PredefinedReply,
      description: 'ID of the predefined reply to change. Omit to create a predefined reply.',
    }),
    categoryId: t.globalID({
      for: PredefinedReplyCategory,
      description: 'ID of the category of the predefined reply.',
    }),
    name: t.string({ description: 'Name of the predefined reply.', validate: nameRule }),
    message: t.string({
      description: 'Text of the predefined reply, in Markdown or plain text.',
      validate: messageRule,
    }),
  }),
  errors: ['PREDEFINED_REPLY_NOT_FOUND'],
  nulls: { predefinedReplyId: null },
  run: async (work, { predefinedReplyId, categoryId, name, message }) => {
    const { predefinedReply } = work.tx;
    const folder = categoryId ? await replyFolderFor(work, keyOf(categoryId)) : null;
    const before = predefinedReplyId
      ? await predefinedReplyFor(work, keyOf(predefinedReplyId))
      : null;
    if (!before)
      complete(definedFields({ categoryId, name, message }), 'categoryId', 'name', 'message');
    const data = definedFields({ categoryId: folder, name, reply: message });
    const select = { id: true } as const;
    const { id } = before
      ? await predefinedReply.update({ where: { id: before }, data, select })
      : await predefinedReply.create({
          data: complete(data, 'categoryId', 'name', 'reply'),
          select,
        });
    const ids = { predefinedReplyId: id };
    work.announce(before ? 'predefinedReply.changed' : 'predefinedReply.added', ids);
    return ids;
  },
  payload: (t) => ({
    predefinedReply: t.prismaField({
      type: PredefinedReply,
      description: 'The predefined reply after the change.',
      resolve: (query, { predefinedReplyId }, _args, { db }) =>
        db.predefinedReply.findUniqueOrThrow({ ...query, where: { id: predefinedReplyId } }),
    }),
  }),
});
