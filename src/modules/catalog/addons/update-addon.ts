import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Addon } from './addon.ts';
import { addonColumnsOf, addonFields, writeAddonRest } from './addon-input.ts';
import { addonErrors } from './addon-errors.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { there } from '#modules/catalog/visible.ts';

command('updateAddon', {
  description: 'Change an addon. Omitted fields stay unchanged.',
  permission: 'catalog:write',
  input: (t) => ({
    addonId: t.globalID({ for: Addon, required: true, description: 'ID of the addon to change.' }),
    ...addonFields(t, false),
  }),
  errors: ['ADDON_NOT_FOUND', ...addonErrors],
  nulls: {
    description: '',
    productIds: [],
    serverGroupId: null,
    serverModule: '',
    serverPackageName: '',
    welcomeEmailTemplateId: null,
  },
  run: async (work, { addonId, ...input }) => {
    await changeCatalog(work);
    const { tx } = work;
    const id = keyOf(addonId);
    there(await tx.addon.findUnique({ where: { id } }), 'ADDON_NOT_FOUND');
    const columns = await addonColumnsOf(work, input);
    const data = { ...columns, name: input.name ?? undefined };
    await writeAddonRest(tx, await tx.addon.update({ where: { id }, data }), input);
    return { addonId: id };
  },
  payload: (t) => ({
    addon: t.prismaField({
      type: Addon,
      description: 'The addon after the change.',
      resolve: (query, { addonId }, _args, { db }) =>
        db.addon.findUniqueOrThrow({ ...query, where: { id: addonId } }),
    }),
  }),
});
