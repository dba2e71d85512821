import { ConfigOption } from './config-option-group.ts';
import { rowField } from '#schema/payload-rows.ts';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ConfigOptionChoice } from './config-option-group.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { there } from '#modules/catalog/visible.ts';

command('deleteConfigOptionChoice', {
  description:
    'Delete a choice of a configurable option. Only a choice that no service uses can be deleted, and an option keeps at least one choice.',
  permission: 'catalog:write',
  input: (t) => ({
    choiceId: t.globalID({
      for: ConfigOptionChoice,
      required: true,
      description: 'ID of the choice to delete.',
    }),
  }),
  errors: ['CONFIG_OPTION_CHOICE_NOT_FOUND', 'CONFIG_OPTION_IN_USE'],
  run: async (work, { choiceId }) => {
    await changeCatalog(work);
    const { tx } = work;
    const id = keyOf(choiceId);
    const choice = await tx.configOptionChoice.findUnique({ where: { id } });
    const { optionId } = there(choice, 'CONFIG_OPTION_CHOICE_NOT_FOUND');
    const services = await tx.serviceConfigOption.count({ where: { choiceId: id } });
    if (services) work.fail('CONFIG_OPTION_IN_USE', undefined, { services });
    if ((await tx.configOptionChoice.count({ where: { optionId } })) === 1)
      work.fail('CONFIG_OPTION_IN_USE', 'It is the only choice of its option.');
    await tx.configOptionChoice.delete({ where: { id } });
    return { choiceId: id, optionId };
  },
  deletes: { type: 'ConfigOptionChoice', key: 'choiceId' },
  payload: (t) => ({
    configOption: rowField(
      t,
      ConfigOption,
      'optionId',
      'The configurable option, without the choice.',
    ),
  }),
});
