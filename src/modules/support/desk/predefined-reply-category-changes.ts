import type { InputShapeFromFields } from '@pothos/core';
import { keyOf } from '#core/ids.ts';
import type { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { complete, nameRule, definedFields } from '#schema/defined-fields.ts';
import type { Work } from '#schema/work.ts';
import { checkPlace } from '#modules/support/attachments/folders.ts';
import { PredefinedReplyCategory } from './predefined-reply.ts';
import { replyFolderFor } from '#modules/support/publications/published-for.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;
type Fields = InputShapeFromFields<ReturnType<typeof categoryFields>>;

const categoryFields = (t: Inputs, isNew: boolean) => ({
  parentId: t.globalID({
    for: PredefinedReplyCategory,
    description: 'ID of the parent category. Null for the top level.',
  }),
  name: t.string({
    required: isNew,
    description: 'Name of the predefined reply category. At most 255 characters.',
    validate: nameRule,
  }),
});

const categoryPayload = (
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, { categoryId: number }>,
) => ({
  category: t.prismaField({
    type: PredefinedReplyCategory,
    description: 'The predefined reply category after the change.',
    resolve: (query, { categoryId }, _args, { db }) =>
      db.predefinedReplyCategory.findUniqueOrThrow({ ...query, where: { id: categoryId } }),
  }),
});

command('createPredefinedReplyCategory', {
  description: 'Create a category of predefined replies.',
  permission: 'support:publish',
  input: (t) => categoryFields(t, true),
  errors: ['PREDEFINED_REPLY_NOT_FOUND'],
  run: async (work, fields) => {
    const categoryId = await keep(work, null, fields);
    work.announce('predefinedReplyCategory.added', { categoryId });
    return { categoryId };
  },
  payload: categoryPayload,
});

command('updatePredefinedReplyCategory', {
  description: 'Change a category of predefined replies. Omitted fields stay unchanged.',
  permission: 'support:publish',
  input: (t) => ({
    categoryId: t.globalID({
      for: PredefinedReplyCategory,
      required: true,
      description: 'ID of the predefined reply category to change.',
    }),
    ...categoryFields(t, false),
  }),
  errors: ['PREDEFINED_REPLY_NOT_FOUND', 'FOLDER_LOOP'],
  nulls: { parentId: null },
  run: async (work, { categoryId: asked, ...fields }) => {
    const categoryId = await keep(work, await replyFolderFor(work, keyOf(asked)), fields);
    work.announce('predefinedReplyCategory.changed', { categoryId });
    return { categoryId };
  },
  payload: categoryPayload,
});

async function keep(work: Work, own: number | null, { parentId, name }: Fields): Promise<number> {
  const { predefinedReplyCategory } = work.tx;
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
  return id;
}
