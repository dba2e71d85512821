import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ConfigOption, ConfigOptionGroup } from './config-option-group.ts';
import {
  checkQuantity,
  newOptionFields,
  optionFields,
  writeChoice,
} from './config-option-input.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { there } from '#modules/catalog/visible.ts';

command('createConfigOption', {
  description: 'Add a configurable option, with its choices and their prices, to an option group.',
  permission: 'catalog:write',
  input: (t) => ({
    groupId: t.globalID({
      for: ConfigOptionGroup,
      required: true,
      description: 'ID of the option group the option is added to.',
    }),
    ...optionFields(t, true),
    ...newOptionFields(t),
  }),
  errors: ['CONFIG_OPTION_GROUP_NOT_FOUND', 'CURRENCY_NOT_FOUND'],
  run: async (work, { groupId, type, choices, name, ...input }) => {
    await changeCatalog(work);
    const { tx } = work;
    const group = await tx.configOptionGroup.findUnique({ where: { id: keyOf(groupId) } });
    const isSingle = type === 'YES_NO' || type === 'QUANTITY';
    if (isSingle && choices.length !== 1)
      work.fail('BAD_INPUT', `choices: a ${type} has exactly one`, { field: 'choices' });
    const [minQuantity, maxQuantity] = [input.minQuantity ?? 0, input.maxQuantity ?? 0];
    checkQuantity(minQuantity, maxQuantity);
    const { id } = await tx.configOption.create({
      data: {
        groupId: there(group, 'CONFIG_OPTION_GROUP_NOT_FOUND').id,
        name: name ?? '',
        type,
        minQuantity,
        maxQuantity,
        isHidden: input.isHidden ?? false,
        sortOrder: input.sortOrder ?? 0,
      },
      select: { id: true },
    });
    for (const [place, choice] of choices.entries())
      await writeChoice(tx, id, { ...choice, name: choice.name ?? '' }, place);
    return { optionId: id };
  },
  payload: (t) => ({
    configOption: t.prismaField({
      type: ConfigOption,
      description: 'The new configurable option.',
      resolve: (query, { optionId }, _args, { db }) =>
        db.configOption.findUniqueOrThrow({ ...query, where: { id: optionId } }),
    }),
  }),
});
