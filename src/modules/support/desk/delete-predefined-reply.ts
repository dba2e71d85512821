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
    await work.tx.predefinedReply.delete({ where: { id } });
    work.announce('predefinedReply.deleted', { predefinedReplyId: id });
    return { predefinedReplyId: id };
  },
  payload: (t) => ({
    databaseId: t.exposeInt('predefinedReplyId', {
      description: 'Numeric ID the deleted predefined reply had.',
    }),
  }),
});
