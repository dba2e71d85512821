import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { rowField } from '#schema/payload-rows.ts';
import { KnowledgeBaseCategory } from './knowledge-base.ts';
import { articleFolderFor } from './published-for.ts';

command('deleteKnowledgeBaseCategory', {
  description: 'Delete an empty category of the knowledge base.',
  permission: 'support:publish',
  input: (t) => ({
    categoryId: t.globalID({
      for: KnowledgeBaseCategory,
      required: true,
      description: 'ID of the knowledge base category to delete.',
    }),
  }),
  errors: ['ARTICLE_NOT_FOUND', 'KNOWLEDGE_BASE_CATEGORY_IN_USE'],
  run: async (work, { categoryId }) => {
    const { tx, fail } = work;
    const id = await articleFolderFor(work, keyOf(categoryId));
    const articles = await tx.knowledgeBaseArticle.count({ where: { categoryId: id } });
    const folders = await tx.knowledgeBaseCategory.count({ where: { parentId: id } });
    if (articles || folders)
      fail('KNOWLEDGE_BASE_CATEGORY_IN_USE', undefined, { articles, folders });
    const { parentId } = await tx.knowledgeBaseCategory.delete({ where: { id } });
    work.announce('knowledgeBaseCategory.deleted', { categoryId: id });
    return { categoryId: id, parentId };
  },
  deletes: { type: 'KnowledgeBaseCategory', key: 'categoryId' },
  payload: (t) => ({
    parent: rowField(
      t,
      KnowledgeBaseCategory,
      'parentId',
      'The parent category; null at the top level.',
    ),
  }),
});
