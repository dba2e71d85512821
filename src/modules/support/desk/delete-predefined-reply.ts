import { PredefinedReplyCategory } from './predefined-reply.ts';
import { rowField } from '#schema/payload-rows.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { PredefinedReply } from './predefined-reply.ts';
import { predefinedReplyFor } from '#modules/support/publications/published-for.ts';

command('deletePredefinedReply', {
  description: 'Delete a predefined reply.',
  permission: 'support:publish',
  input: (t) => ({
    predefinedReplyId: t.globalID({
      for: PredefinedReply,
      required: true,
      description: 'ID of the predefined reply to delete.',
    }),
  }),
  errors: ['PREDEFINED_REPLY_NOT_FOUND'],
  run: async (work, { predefinedReplyId }) => {
    const id = await predefinedReplyFor(work, keyOf(predefinedReplyId));
    const { categoryId } = await work.tx.predefinedReply.delete({ where: { id } });
    work.announce('predefinedReply.deleted', { predefinedReplyId: id });
    return { predefinedReplyId: id, categoryId };
  },
  deletes: { type: 'PredefinedReply', key: 'predefinedReplyId' },
  payload: (t) => ({
    category: rowField(
      t,
      PredefinedReplyCategory,
      'categoryId',
      'The category, without the reply; null where it was in none.',
    ),
  }),
});
