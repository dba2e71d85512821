import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { ConfigOption } from './config-option-group.ts';
import { checkQuantity, optionFields } from './config-option-input.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { there } from '#modules/catalog/visible.ts';

command('updateConfigOption', {
  description:
    "Change a configurable option. The option's type cannot be changed. Omitted fields stay unchanged.",
  permission: 'catalog:write',
  input: (t) => ({
    optionId: t.globalID({
      for: ConfigOption,
      required: true,
      description: 'ID of the configurable option to change.',
    }),
    ...optionFields(t, false),
  }),
  errors: ['CONFIG_OPTION_NOT_FOUND'],
  nulls: {},
  run: async (work, { optionId, name, minQuantity, maxQuantity, isHidden, sortOrder }) => {
    await changeCatalog(work);
    const id = keyOf(optionId);
    const found = await work.tx.configOption.findUnique({ where: { id } });
    const option = there(found, 'CONFIG_OPTION_NOT_FOUND');
    checkQuantity(minQuantity ?? option.minQuantity, maxQuantity ?? option.maxQuantity);
    await work.tx.configOption.update({
      where: { id },
      data: {
        name: name ?? undefined,
        minQuantity: minQuantity ?? undefined,
        maxQuantity: maxQuantity ?? undefined,
        isHidden: isHidden ?? undefined,
        sortOrder: sortOrder ?? undefined,
      },
    });
    return { optionId: id };
  },
  payload: (t) => ({
    configOption: t.prismaField({
      type: ConfigOption,
      description: 'The configurable option after the change.',
      resolve: (query, { optionId }, _args, { db }) =>
        db.configOption.findUniqueOrThrow({ ...query, where: { id: optionId } }),
    }),
  }),
});
