import { command } from '#schema/command.ts';
import { Addon } from './addon.ts';
import { addonColumnsOf, addonFields, writeAddonRest } from './addon-input.ts';
import { addonErrors } from './addon-errors.ts';
import { changeCatalog } from '#modules/catalog/version.ts';

command('createAddon', {
  description: 'Create an addon that is sold together with products.',
  permission: 'catalog:write',
  input: (t) => addonFields(t, true),
  errors: addonErrors,
  run: async (work, input) => {
    await changeCatalog(work);
    const { tx } = work;
    const columns = await addonColumnsOf(work, input);
    const addon = await tx.addon.create({ data: { ...columns, name: input.name ?? '' } });
    await writeAddonRest(tx, addon, input);
    return { addonId: addon.id };
  },
  payload: (t) => ({
    addon: t.prismaField({
      type: Addon,
      description: 'The new addon.',
      resolve: (query, { addonId }, _args, { db }) =>
        db.addon.findUniqueOrThrow({ ...query, where: { id: addonId } }),
    }),
  }),
});
