import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { PageHook, PageHookPlace } from './page-hook.ts';

command('savePageHook', {
  description: 'Add a page hook, or change an existing page hook.',
  permission: 'system:configure',
  input: (t) => ({
    pageHookId: t.globalID({
      for: PageHook,
      description: 'ID of the page hook to change. Omit to add a page hook.',
    }),
    place: t.field({
      type: PageHookPlace,
      required: true,
      description: 'Position of the code on the page.',
    }),
    name: t.string({
      required: true,
      description: 'Name staff give the page hook.',
      validate: z.string().trim().min(1, 'is required').max(100),
    }),
    html: t.string({
      required: true,
      description:
        'HTML code of the page hook. Runs on every page: an actor with this permission has full control over the client area.',
      validate: z.string().max(100_000),
    }),
    isActive: t.boolean({ defaultValue: true, description: 'Whether the code is added to pages.' }),
    sortOrder: t.int({
      defaultValue: 0,
      description: 'Position among page hooks of the same place.',
    }),
  }),
  errors: ['PAGE_HOOK_NOT_FOUND'],
  nulls: { pageHookId: null },
  run: async (work, { pageHookId, place, name, html, isActive, sortOrder }) => {
    const { tx, fail } = work;
    const data = { place, name, html, isActive: isActive ?? true, sortOrder: sortOrder ?? 0 };
    if (!pageHookId) {
      const { id } = await tx.pageHook.create({ data, select: { id: true } });
      work.announce('pageHook.changed', { pageHookId: id });
      return { pageHookId: id };
    }
    const id = keyOf(pageHookId);
    const { count } = await tx.pageHook.updateMany({ where: { id }, data });
    if (!count) fail('PAGE_HOOK_NOT_FOUND');
    work.announce('pageHook.changed', { pageHookId: id });
    return { pageHookId: id };
  },
  payload: (t) => ({
    pageHook: t.prismaField({
      type: PageHook,
      description: 'The page hook after the change.',
      resolve: (query, { pageHookId }, _args, { db }) =>
        db.pageHook.findUniqueOrThrow({ ...query, where: { id: pageHookId } }),
    }),
  }),
});
