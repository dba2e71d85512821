import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, id } from '#transports/rapi/params.ts';
import { changedItem } from './cart-fields.ts';
import { cartErrorTexts } from './errors.ts';
import { ownerInput, ownerParams } from './owner-params.ts';

export const CartUpdateAddonOptions = legacy({
  params: clientFields({ ...ownerParams, id, addon: id, act: choice({ Add: true, Del: false }) }),
  operation: graphql(`
    mutation CartUpdateAddonOptions($input: CartUpdateAddonOptionsInput!) {
      cartUpdateAddonOptions(input: $input) {
        item {
          ...OldCartItem
        }
        cart {
          ...OldCart
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      ...ownerInput(p),
      itemId: encodeId('CartItem', p.id),
      addonId: encodeId('Addon', p.addon),
      isTaken: p.act,
    },
  }),
  present: ({ cartUpdateAddonOptions: answer }) => changedItem(answer),
  errors: cartErrorTexts,
});
