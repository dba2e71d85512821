import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { duration } from './durations.ts';
import { changedItem } from './cart-fields.ts';
import { cartErrorTexts } from './errors.ts';
import { ownerInput, ownerParams } from './owner-params.ts';

export const CartAddItem = legacy({
  params: clientFields({ ...ownerParams, hosting: id, duration: duration.optional() }),
  operation: graphql(`
    mutation CartAddItem($input: CartAddItemInput!) {
      cartAddItem(input: $input) {
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
    input: { ...ownerInput(p), productId: encodeId('Product', p.hosting), cycle: p.duration },
  }),
  present: ({ cartAddItem: answer }) => changedItem(answer),
  errors: cartErrorTexts,
  wrong: { duration: 'Invalid Billing Cycle' },
});
