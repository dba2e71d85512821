import { keyOf } from '#core/ids.ts';
import { z } from 'zod';
import {
  ConfigOption,
  ConfigOptionChoice,
  ConfigOptionGroup,
} from '#modules/catalog/options/config-option-group.ts';
import { chooseOption } from '#modules/catalog/options/choose-option.ts';
import { optionMeant } from '#modules/catalog/options/option-meant.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { CartItem } from './cart-item.ts';
import { itemFor, ensureType } from './item-for.ts';
import { type CartOwnerInput, ownerFields } from './owner.ts';
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
      description: 'ID of the configurable option to set; required unless groupId is provided.',
    }),
    groupId: t.globalID({
      for: ConfigOptionGroup,
      description:
        'ID of the group of the option, in place of optionId: the one option of the group that choiceId or quantity fits. Where optionId and groupId mean different options, the change is rejected.',
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
  run: (work, input) => takeOption(work, input),
  payload: itemPayload,
});

/** Chooses for an option of a product in a cart. */
export async function takeOption(
  work: Work,
  {
    itemId,
    optionId,
    groupId,
    choiceId,
    quantity,
    ...owner
  }: CartOwnerInput & {
    itemId: { typename: string; id: string };
    optionId?: { typename: string; id: string } | null | undefined;
    groupId?: { typename: string; id: string } | null | undefined;
    choiceId?: { typename: string; id: string } | null | undefined;
    quantity?: number | null | undefined;
  },
) {
  const { tx } = work;
  const { item, cart } = await itemFor(work, itemId, owner);
  ensureType(item, ['PRODUCT'], 'Only products have configurable options.');
  const wanted = { choiceId: choiceId ? keyOf(choiceId) : null, quantity: quantity ?? null };
  const option = await optionMeant(work, item.productId ?? 0, {
    optionId: optionId && keyOf(optionId),
    groupId: groupId && keyOf(groupId),
    ...wanted,
  });
  const chosen = chooseOption(work, option, wanted.choiceId, wanted.quantity);
  const where = { itemId_optionId: { itemId: item.id, optionId: option.id } };
  await tx.cartItemOption.upsert({
    where,
    create: { itemId: item.id, optionId: option.id, ...chosen },
    update: chosen,
  });
  await checkSellable(tx, cart.id, item.id);
  return { cartId: cart.id, itemId: item.id };
}
