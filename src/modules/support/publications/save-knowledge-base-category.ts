import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { complete, nameRule, definedFields } from '#schema/defined-fields.ts';
import { checkPlace } from '#modules/support/attachments/folders.ts';
import { KnowledgeBaseCategory } from './knowledge-base.ts';
import { articleFolderFor } from './published-for.ts';

command('saveKnowledgeBaseCategory', {
  description:
    'Add a folder of the knowledge base, or change the one that is named; what is left out stays. A new one needs a name.',
  permission: 'support:publish',
  input: (t) => ({
    categoryId: t.globalID({
      for: KnowledgeBaseCategory,
      description: 'The one to change; else one is added.',
    }),
    parentId: t.globalID({
      for: KnowledgeBaseCategory,
      description: 'The folder it is in; null puts it at the top.',
    }),
    name: t.string({ description: 'What it is called.', validate: nameRule }),
    description: t.string({
      description: 'What it holds, plain text.',
      validate: z.string().trim().max(2_000),
    }),
    isHidden: t.boolean({ description: 'Customers do not see it.' }),
    sortOrder: t.int({ description: 'Its place in lists, smallest first.' }),
  }),
  errors: ['ARTICLE_NOT_FOUND', 'FOLDER_LOOP'],
  run: async (work, { categoryId, parentId, ...fields }) => {
    const { knowledgeBaseCategory } = work.tx;
    const own = categoryId ? await articleFolderFor(work, keyOf(categoryId)) : null;
    const parent = parentId ? keyOf(parentId) : parentId;
    if (parent)
      await checkPlace(work, {
        own,
        parent,
        read: (id) => knowledgeBaseCategory.findUnique({ where: { id } }),
        missing: 'ARTICLE_NOT_FOUND',
      });
    const data = { ...definedFields(fields), ...(parent !== undefined && { parentId: parent }) };
    const select = { id: true } as const;
    const { id } = own
      ? await knowledgeBaseCategory.update({ where: { id: own }, data, select })
      : await knowledgeBaseCategory.create({ data: complete(data, 'name'), select });
    const ids = { categoryId: id };
    work.announce(own ? 'knowledgeBaseCategory.changed' : 'knowledgeBaseCategory.added', ids);
    return ids;
  },
  payload: (t) => ({
    category: t.prismaField({
      type: KnowledgeBaseCategory,
      description: 'The folder as it is now.',
      resolve: (query, { categoryId }, _args, { db }) =>
        db.knowledgeBaseCategory.findUniqueOrThrow({ ...query, where: { id: categoryId } }),
    }),
  }),
});
