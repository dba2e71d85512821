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
    'Set a configurable option of a product in a cart. DROPDOWN and RADIO take a choice, QUANTITY takes the units, YES_NO takes 1 or 0; values that do not fit the type are ignored.',
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    itemId: t.globalID({
      for: CartItem,
      required: true,
      description: 'ID of the cart item to configure.',
    }),
    optionId: t.globalID({
      for: ConfigOption,
      required: true,
      description: 'ID of the configurable option to set.',
    }),
    choiceId: t.globalID({
      for: ConfigOptionChoice,
      description: 'ID of the choice, for an option with a list.',
    }),
    quantity: t.int({
      description:
        'Number of units for a QUANTITY option; 1 or more switches a YES_NO option on, 0 off.',
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
