import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { PageHook, PageHookPlace } from './page-hook.ts';

command('savePageHook', {
  description: 'Add a piece of page code, or change the one that is named.',
  permission: 'system:configure',
  input: (t) => ({
    pageHookId: t.globalID({ for: PageHook, description: 'The one to change; else one is added.' }),
    place: t.field({ type: PageHookPlace, required: true, description: 'Where it stands.' }),
    name: t.string({
      required: true,
      description: 'What staff call it.',
      validate: z.string().trim().min(1, 'is required').max(100),
    }),
    html: t.string({
      required: true,
      description: 'The code. It runs on every page: whoever may do this owns the client area.',
      validate: z.string().max(100_000),
    }),
    isActive: t.boolean({ defaultValue: true, description: 'It is put into pages.' }),
    sortOrder: t.int({ defaultValue: 0, description: 'Its place among its like.' }),
  }),
  errors: ['PAGE_HOOK_NOT_FOUND'],
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
      description: 'The code as it is now.',
      resolve: (query, { pageHookId }, _args, { db }) =>
        db.pageHook.findUniqueOrThrow({ ...query, where: { id: pageHookId } }),
    }),
  }),
});
