import { command } from '#schema/command.ts';
import { Addon } from './addon.ts';
import { addonColumnsOf, addonFields, writeAddonRest } from './addon-input.ts';
import { addonRefusals } from './addon-refusals.ts';
import { changeCatalog } from './version.ts';

command('addAddon', {
  description: 'Put up an extra that is sold with products.',
  permission: 'catalog:write',
  input: (t) => addonFields(t, true),
  refuses: addonRefusals,
  run: async (work, input) => {
    await changeCatalog(work);
    const { tx } = work;
    const columns = await addonColumnsOf(tx, input);
    const addon = await tx.addon.create({ data: { ...columns, name: input.name ?? '' } });
    await writeAddonRest(tx, addon, input);
    return { addonId: addon.id };
  },
  payload: (t) => ({
    addon: t.prismaField({
      type: Addon,
      description: 'The addon as it was added.',
      resolve: (query, { addonId }, _args, { db }) =>
        db.addon.findUniqueOrThrow({ ...query, where: { id: addonId } }),
    }),
  }),
});
