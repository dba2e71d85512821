import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ConfigOptionGroup } from './config-option-group.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { there } from '#modules/catalog/visible.ts';

command('deleteConfigOptionGroup', {
  description:
    'Delete a group of configurable options. Only a group that no product offers and no service uses can be deleted.',
  permission: 'catalog:write',
  input: (t) => ({
    groupId: t.globalID({
      for: ConfigOptionGroup,
      required: true,
      description: 'ID of the option group to delete.',
    }),
  }),
  errors: ['CONFIG_OPTION_GROUP_NOT_FOUND', 'CONFIG_OPTION_GROUP_IN_USE', 'CONFIG_OPTION_IN_USE'],
  run: async (work, { groupId }) => {
    await changeCatalog(work);
    const { tx } = work;
    const id = keyOf(groupId);
    const group = await tx.configOptionGroup.findUnique({ where: { id } });
    there(group, 'CONFIG_OPTION_GROUP_NOT_FOUND');
    const products = await tx.productConfigOptionGroup.count({ where: { groupId: id } });
    if (products) work.fail('CONFIG_OPTION_GROUP_IN_USE', undefined, { products });
    const services = await tx.serviceConfigOption.count({ where: { option: { groupId: id } } });
    if (services) work.fail('CONFIG_OPTION_IN_USE', undefined, { services });
    await tx.configOptionGroup.delete({ where: { id } });
    return { groupId: id };
  },
  deletes: { type: 'ConfigOptionGroup', key: 'groupId' },
});
