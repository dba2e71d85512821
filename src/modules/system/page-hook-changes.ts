import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import type { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { complete, definedFields } from '#schema/defined-fields.ts';
import { PageHook, PageHookPlace } from './page-hook.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Inputs = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

const hookFields = (t: Inputs, isNew: boolean) => ({
  place: t.field({
    type: PageHookPlace,
    required: isNew,
    description: 'Position of the code on the page.',
  }),
  name: t.string({
    required: isNew,
    description: 'Name staff give the page hook. At most 100 characters.',
    validate: z.string().trim().min(1, 'is required').max(100),
  }),
  html: t.string({
    required: isNew,
    description:
      'HTML code of the page hook. Runs on every page: an actor with this permission has full control over the client area.',
    validate: z.string().max(100_000),
  }),
  isActive: t.boolean({
    description: `Whether the code is added to pages.${isNew ? ' Default: true.' : ''}`,
  }),
  sortOrder: t.int({
    description: `Position among page hooks of the same place, smallest first.${isNew ? ' Default: 0.' : ''}`,
  }),
});

const hookPayload = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, { pageHookId: number }>) => ({
  pageHook: t.prismaField({
    type: PageHook,
    description: 'The page hook after the change.',
    resolve: (query, { pageHookId }, _args, { db }) =>
      db.pageHook.findUniqueOrThrow({ ...query, where: { id: pageHookId } }),
  }),
});

command('createPageHook', {
  description: 'Create a page hook: code that is added to the pages of the client area.',
  permission: 'system:configure',
  input: (t) => hookFields(t, true),
  errors: [],
  run: async (work, fields) => {
    const { id: pageHookId } = await work.tx.pageHook.create({
      data: complete(definedFields(fields), 'place', 'name', 'html'),
      select: { id: true },
    });
    work.announce('pageHook.changed', { pageHookId });
    return { pageHookId };
  },
  payload: hookPayload,
});

const ownId = (t: Inputs, description: string) => ({
  pageHookId: t.globalID({ for: PageHook, required: true, description }),
});

command('updatePageHook', {
  description: 'Change a page hook. Omitted fields stay unchanged.',
  permission: 'system:configure',
  input: (t) => ({ ...ownId(t, 'ID of the page hook to change.'), ...hookFields(t, false) }),
  errors: ['PAGE_HOOK_NOT_FOUND'],
  nulls: {},
  run: async (work, { pageHookId: asked, ...fields }) => {
    const pageHookId = keyOf(asked);
    const data = definedFields(fields);
    const { count } = await work.tx.pageHook.updateMany({ where: { id: pageHookId }, data });
    if (!count) work.fail('PAGE_HOOK_NOT_FOUND');
    work.announce('pageHook.changed', { pageHookId });
    return { pageHookId };
  },
  payload: hookPayload,
});

command('deletePageHook', {
  description: 'Delete a page hook: its code is no longer added to pages.',
  permission: 'system:configure',
  input: (t) => ownId(t, 'ID of the page hook to delete.'),
  errors: ['PAGE_HOOK_NOT_FOUND'],
  run: async (work, { pageHookId: asked }) => {
    const pageHookId = keyOf(asked);
    const { count } = await work.tx.pageHook.deleteMany({ where: { id: pageHookId } });
    if (!count) work.fail('PAGE_HOOK_NOT_FOUND');
    work.announce('pageHook.changed', { pageHookId });
    return { pageHookId };
  },
  deletes: { type: 'PageHook', key: 'pageHookId' },
});
