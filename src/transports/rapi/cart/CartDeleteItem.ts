import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { keyText } from '#transports/rapi/format.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { cartSummary } from './cart-fields.ts';
import { cartErrorTexts } from './errors.ts';

export const CartDeleteItem = legacy({
  params: fields({ id }),
  operation: graphql(`
    mutation CartDeleteItem($input: CartDeleteItemInput!) {
      cartDeleteItem(input: $input) {
        deletedId
        cart {
          ...OldCart
        }
      }
    }
  `),
  variables: (p) => ({ input: { itemId: encodeId('CartItem', p.id) } }),
  present: ({ cartDeleteItem: { deletedId, cart } }) => ({
    itemid: Number(keyText(deletedId)),
    item_id: Number(keyText(deletedId)),
    cart: cartSummary(cart),
  }),
  errors: cartErrorTexts,
});
