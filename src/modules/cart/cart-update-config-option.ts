import { keyOf } from '#core/ids.ts';
import { z } from 'zod';
import { ConfigOption, ConfigOptionChoice } from '#modules/catalog/options/config-option-group.ts';
import { chooseOption, optionColumns } from '#modules/catalog/options/choose-option.ts';
import { command } from '#schema/command.ts';
import { CartItem } from './cart-item.ts';
import { itemFor, ensureType } from './item-for.ts';
import { ownerFields } from './owner.ts';
import { itemPayload } from './payload.ts';
import { checkSellable } from './sellable.ts';

command('cartUpdateConfigOption', {
  legacy: 'CartUpdateConfigOption',
  description:
    'Choose for a configurable option of a product. A DROPDOWN or RADIO is told the choice, a ' +
    'QUANTITY the units, a YES_NO 1 or 0; what does not concern its type is passed over.',
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    itemId: t.globalID({ for: CartItem, required: true, description: 'Which item.' }),
    optionId: t.globalID({ for: ConfigOption, required: true, description: 'Which option.' }),
    choiceId: t.globalID({ for: ConfigOptionChoice, description: 'The choice from a list.' }),
    quantity: t.int({
      description: 'Units of a QUANTITY; 1 or more switches a YES_NO on, 0 off.',
      validate: z.number().min(0).max(2_147_483_647),
    }),
  }),
  errors: [
    'CART_ITEM_NOT_FOUND',
    'CART_ITEM_UNSUITABLE',
    'CLIENT_NOT_FOUND',
    'CONFIG_OPTION_NOT_FOUND',
    'CONFIG_OPTION_CHOICE_NOT_FOUND',
    'PRICE_MISSING',
  ],
  run: async (work, { itemId, optionId, choiceId, quantity, ...owner }) => {
    const { tx } = work;
    const { item, cart } = await itemFor(work, itemId, owner);
    ensureType(item, ['PRODUCT'], 'Only products have configurable options.');
    const option = await tx.configOption.findFirst({
      where: {
        id: keyOf(optionId),
        isHidden: false,
        group: { products: { some: { productId: item.productId ?? 0 } } },
      },
      select: optionColumns,
    });
    if (!option) return work.fail('CONFIG_OPTION_NOT_FOUND');
    const chosen = chooseOption(work, option, choiceId ? keyOf(choiceId) : null, quantity ?? null);
    const where = { itemId_optionId: { itemId: item.id, optionId: option.id } };
    await tx.cartItemOption.upsert({
      where,
      create: { itemId: item.id, optionId: option.id, ...chosen },
      update: chosen,
    });
    await checkSellable(tx, cart.id, item.id);
    return { cartId: cart.id, itemId: item.id };
  },
  payload: itemPayload,
});
