import { ConfigOptionGroup } from './config-option-group.ts';
import { rowField } from '#schema/payload-rows.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ConfigOption } from './config-option-group.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { there } from '#modules/catalog/visible.ts';

command('deleteConfigOption', {
  description:
    'Delete a configurable option with its choices. Only an option that no service uses can be deleted. The option is removed from carts.',
  permission: 'catalog:write',
  input: (t) => ({
    optionId: t.globalID({
      for: ConfigOption,
      required: true,
      description: 'ID of the configurable option to delete.',
    }),
  }),
  errors: ['CONFIG_OPTION_NOT_FOUND', 'CONFIG_OPTION_IN_USE'],
  run: async (work, { optionId }) => {
    await changeCatalog(work);
    const id = keyOf(optionId);
    there(await work.tx.configOption.findUnique({ where: { id } }), 'CONFIG_OPTION_NOT_FOUND');
    const services = await work.tx.serviceConfigOption.count({ where: { optionId: id } });
    if (services) work.fail('CONFIG_OPTION_IN_USE', undefined, { services });
    const { groupId } = await work.tx.configOption.delete({ where: { id } });
    return { optionId: id, groupId };
  },
  deletes: { type: 'ConfigOption', key: 'optionId' },
  payload: (t) => ({
    configOptionGroup: rowField(
      t,
      ConfigOptionGroup,
      'groupId',
      'The option group, without the configurable option.',
    ),
  }),
});
