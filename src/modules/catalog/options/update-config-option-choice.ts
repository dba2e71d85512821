import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ConfigOptionChoice } from './config-option-group.ts';
import { choiceFields, writeChoicePrices } from './config-option-input.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { there } from '#modules/catalog/visible.ts';

command('updateConfigOptionChoice', {
  description: 'Change a choice of a configurable option. Omitted fields stay unchanged.',
  permission: 'catalog:write',
  input: (t) => ({
    choiceId: t.globalID({
      for: ConfigOptionChoice,
      required: true,
      description: 'ID of the choice to change.',
    }),
    ...choiceFields(t, false),
  }),
  errors: ['CONFIG_OPTION_CHOICE_NOT_FOUND', 'CURRENCY_NOT_FOUND'],
  nulls: {},
  run: async (work, { choiceId, name, isHidden, sortOrder, prices }) => {
    await changeCatalog(work);
    const { tx } = work;
    const id = keyOf(choiceId);
    const found = await tx.configOptionChoice.findUnique({ where: { id } });
    there(found, 'CONFIG_OPTION_CHOICE_NOT_FOUND');
    await tx.configOptionChoice.update({
      where: { id },
      data: {
        name: name ?? undefined,
        isHidden: isHidden ?? undefined,
        sortOrder: sortOrder ?? undefined,
      },
    });
    if (prices) await writeChoicePrices(tx, id, prices);
    return { choiceId: id };
  },
  payload: (t) => ({
    choice: t.prismaField({
      type: ConfigOptionChoice,
      description: 'The choice after the change.',
      resolve: (query, { choiceId }, _args, { db }) =>
        db.configOptionChoice.findUniqueOrThrow({ ...query, where: { id: choiceId } }),
    }),
  }),
});
