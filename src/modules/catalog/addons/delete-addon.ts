import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { Addon } from './addon.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { there } from '#modules/catalog/visible.ts';

command('deleteAddon', {
  description: 'Delete an addon. Only an addon that no service has can be deleted.',
  permission: 'catalog:write',
  input: (t) => ({
    addonId: t.globalID({ for: Addon, required: true, description: 'ID of the addon to delete.' }),
  }),
  errors: ['ADDON_NOT_FOUND', 'ADDON_IN_USE'],
  run: async (work, { addonId }) => {
    await changeCatalog(work);
    const id = keyOf(addonId);
    there(await work.tx.addon.findUnique({ where: { id } }), 'ADDON_NOT_FOUND');
    const services = await work.tx.serviceAddon.count({ where: { addonId: id } });
    if (services)
      work.fail(
        'ADDON_IN_USE',
        `${services} service(s) have the addon. Hide or retire it instead.`,
        { services },
      );
    await work.tx.addon.delete({ where: { id } });
    return { addonId: id };
  },
  deletes: { type: 'Addon', key: 'addonId' },
});
