import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { complete, nameRule, definedFields } from '#schema/defined-fields.ts';
import { checkPlace } from '#modules/support/attachments/folders.ts';
import { PredefinedReplyCategory } from './predefined-reply.ts';
import { replyFolderFor } from '#modules/support/publications/published-for.ts';

command('savePredefinedReplyCategory', {
  description:
    'Create a category of predefined replies, or change the category given by `categoryId`. Omitted fields stay unchanged. A new category requires a name.',
  permission: 'support:publish',
  input: (t) => ({
    categoryId: t.globalID({
      for: PredefinedReplyCategory,
      description: 'ID of the predefined reply category to change. Omit to create a category.',
    }),
    parentId: t.globalID({
      for: PredefinedReplyCategory,
      description: 'ID of the parent category. Null for the top level.',
    }),
    name: t.string({ description: 'Name of the predefined reply category.', validate: nameRule }),
  }),
  errors: ['PREDEFINED_REPLY_NOT_FOUND', 'FOLDER_LOOP'],
  nulls: { categoryId: null, parentId: null },
  run: async (work, { categoryId, parentId, name }) => {
    const { predefinedReplyCategory } = work.tx;
    const own = categoryId ? await replyFolderFor(work, keyOf(categoryId)) : null;
    const parent = parentId ? keyOf(parentId) : parentId;
    if (parent)
      await checkPlace(work, {
        own,
        parent,
        read: (id) => predefinedReplyCategory.findUnique({ where: { id } }),
        missing: 'PREDEFINED_REPLY_NOT_FOUND',
      });
    const data = { ...definedFields({ name }), ...(parent !== undefined && { parentId: parent }) };
    const select = { id: true } as const;
    const { id } = own
      ? await predefinedReplyCategory.update({ where: { id: own }, data, select })
      : await predefinedReplyCategory.create({ data: complete(data, 'name'), select });
    const ids = { categoryId: id };
    work.announce(own ? 'predefinedReplyCategory.changed' : 'predefinedReplyCategory.added', ids);
    return ids;
  },
  payload: (t) => ({
    category: t.prismaField({
      type: PredefinedReplyCategory,
      description: 'The predefined reply category after the change.',
      resolve: (query, { categoryId }, _args, { db }) =>
        db.predefinedReplyCategory.findUniqueOrThrow({ ...query, where: { id: categoryId } }),
    }),
  }),
});
