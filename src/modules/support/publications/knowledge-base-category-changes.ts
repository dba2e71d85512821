import type { InputShapeFromFields } from '@pothos/core';
import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import type { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { complete, nameRule, definedFields, unlessGiven } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { checkPlace } from '#modules/support/attachments/folders.ts';
import { KnowledgeBaseCategory } from './knowledge-base.ts';
import { articleFolderFor } from './published-for.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;
type Fields = InputShapeFromFields<ReturnType<typeof categoryFields>>;

const categoryFields = (t: Inputs, isNew: boolean) => ({
  parentId: t.globalID({
    for: KnowledgeBaseCategory,
    description: 'ID of the parent category. Null for the top level.',
  }),
  name: t.string({
    required: isNew,
    description: 'Name of the knowledge base category. At most 255 characters.',
    validate: nameRule,
  }),
  description: t.string({
    description: 'Description of the category, in plain text.',
    validate: z.string().trim().max(2_000),
  }),
  isHidden: t.boolean({
    description: `Whether the category is hidden from customers.${unlessGiven(isNew, 'false')}`,
  }),
  sortOrder: t.int({
    description: `Position of the category in lists, smallest first.${unlessGiven(isNew, '0')}`,
  }),
});

const categoryPayload = (
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, { categoryId: number }>,
) => ({
  category: t.prismaField({
    type: KnowledgeBaseCategory,
    description: 'The knowledge base category after the change.',
    resolve: (query, { categoryId }, _args, { db }) =>
      db.knowledgeBaseCategory.findUniqueOrThrow({ ...query, where: { id: categoryId } }),
  }),
});

command('createKnowledgeBaseCategory', {
  description: 'Create a category of the knowledge base.',
  permission: 'support:publish',
  input: (t) => categoryFields(t, true),
  errors: ['ARTICLE_NOT_FOUND'],
  run: async (work, fields) => {
    const categoryId = await keep(work, null, fields);
    work.announce('knowledgeBaseCategory.added', { categoryId });
    return { categoryId };
  },
  payload: categoryPayload,
});

command('updateKnowledgeBaseCategory', {
  description: 'Change a category of the knowledge base. Omitted fields stay unchanged.',
  permission: 'support:publish',
  input: (t) => ({
    categoryId: t.globalID({
      for: KnowledgeBaseCategory,
      required: true,
      description: 'ID of the knowledge base category to change.',
    }),
    ...categoryFields(t, false),
  }),
  errors: ['ARTICLE_NOT_FOUND', 'FOLDER_LOOP'],
  nulls: { description: '', parentId: null },
  run: async (work, { categoryId: asked, ...fields }) => {
    const categoryId = await keep(work, await articleFolderFor(work, keyOf(asked)), fields);
    work.announce('knowledgeBaseCategory.changed', { categoryId });
    return { categoryId };
  },
  payload: categoryPayload,
});

async function keep(work: Work, own: number | null, input: Fields): Promise<number> {
  const { knowledgeBaseCategory } = work.tx;
  const { parentId, ...fields } = input;
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
  return id;
}
