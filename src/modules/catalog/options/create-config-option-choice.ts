import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ConfigOption, ConfigOptionChoice } from './config-option-group.ts';
import { choiceFields, writeChoice } from './config-option-input.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { there } from '#modules/catalog/visible.ts';

command('createConfigOptionChoice', {
  description: 'Add a choice with its prices to a DROPDOWN or RADIO option.',
  permission: 'catalog:write',
  input: (t) => ({
    optionId: t.globalID({
      for: ConfigOption,
      required: true,
      description: 'ID of the configurable option the choice is added to.',
    }),
    ...choiceFields(t, true),
  }),
  errors: ['CONFIG_OPTION_NOT_FOUND', 'CURRENCY_NOT_FOUND'],
  run: async (work, { optionId, name, ...received }) => {
    await changeCatalog(work);
    const { tx } = work;
    const found = await tx.configOption.findUnique({
      where: { id: keyOf(optionId) },
      select: { id: true, type: true, choices: { select: { sortOrder: true } } },
    });
    const { id, type, choices } = there(found, 'CONFIG_OPTION_NOT_FOUND');
    if (type === 'YES_NO' || type === 'QUANTITY')
      work.fail('BAD_INPUT', `optionId: a ${type} has exactly one choice`, { field: 'optionId' });
    const place = Math.max(-1, ...choices.map(({ sortOrder }) => sortOrder)) + 1;
    return { choiceId: await writeChoice(tx, id, { ...received, name: name ?? '' }, place) };
  },
  payload: (t) => ({
    choice: t.prismaField({
      type: ConfigOptionChoice,
      description: 'The new choice.',
      resolve: (query, { choiceId }, _args, { db }) =>
        db.configOptionChoice.findUniqueOrThrow({ ...query, where: { id: choiceId } }),
    }),
  }),
});
