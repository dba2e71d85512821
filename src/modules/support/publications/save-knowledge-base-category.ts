import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { complete, nameRule, definedFields } from '#schema/defined-fields.ts';
import { checkPlace } from '#modules/support/attachments/folders.ts';
import { KnowledgeBaseCategory } from './knowledge-base.ts';
import { articleFolderFor } from './published-for.ts';

command('saveKnowledgeBaseCategory', {
  description:
    'Create a knowledge base category, or change the category given by `categoryId`. Omitted fields stay unchanged. A new category requires a name.',
  permission: 'support:publish',
  input: (t) => ({
    categoryId: t.globalID({
      for: KnowledgeBaseCategory,
      description: 'ID of the knowledge base category to change. Omit to create a category.',
    }),
    parentId: t.globalID({
      for: KnowledgeBaseCategory,
      description: 'ID of the parent category. Null for the top level.',
    }),
    name: t.string({ description: 'Name of the knowledge base category.', validate: nameRule }),
    description: t.string({
      description: 'Description of the category, in plain text.',
      validate: z.string().trim().max(2_000),
    }),
    isHidden: t.boolean({ description: 'Whether the category is hidden from customers.' }),
    sortOrder: t.int({ description: 'Position of the category in lists, smallest first.' }),
  }),
  errors: ['ARTICLE_NOT_FOUND', 'FOLDER_LOOP'],
  nulls: { categoryId: null, description: '', parentId: null },
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
      description: 'The knowledge base category after the change.',
      resolve: (query, { categoryId }, _args, { db }) =>
        db.knowledgeBaseCategory.findUniqueOrThrow({ ...query, where: { id: categoryId } }),
    }),
  }),
});
