import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { PredefinedReplyCategory } from './predefined-reply.ts';
import { replyFolderFor } from '#modules/support/publications/published-for.ts';
import { rowField } from '#schema/payload-rows.ts';

command('deletePredefinedReplyCategory', {
  description: 'Delete an empty category of predefined replies.',
  permission: 'support:publish',
  input: (t) => ({
    categoryId: t.globalID({
      for: PredefinedReplyCategory,
      required: true,
      description: 'ID of the predefined reply category to delete.',
    }),
  }),
  errors: ['PREDEFINED_REPLY_NOT_FOUND', 'PREDEFINED_REPLY_CATEGORY_IN_USE'],
  run: async (work, { categoryId }) => {
    const { tx, fail } = work;
    const id = await replyFolderFor(work, keyOf(categoryId));
    const replies = await tx.predefinedReply.count({ where: { categoryId: id } });
    const folders = await tx.predefinedReplyCategory.count({ where: { parentId: id } });
    if (replies || folders)
      fail('PREDEFINED_REPLY_CATEGORY_IN_USE', undefined, { replies, folders });
    const { parentId } = await tx.predefinedReplyCategory.delete({ where: { id } });
    work.announce('predefinedReplyCategory.deleted', { categoryId: id });
    return { categoryId: id, parentId };
  },
  deletes: { type: 'PredefinedReplyCategory', key: 'categoryId' },
  payload: (t) => ({
    parent: rowField(
      t,
      PredefinedReplyCategory,
      'parentId',
      'The parent category; null at the top level.',
    ),
  }),
});
