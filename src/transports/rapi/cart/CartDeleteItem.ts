import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { cartSummary } from './cart-fields.ts';
import { cartErrors } from './errors.ts';

export const CartDeleteItem = legacy({
  params: fields({ id }),
  operation: graphql(`
    mutation CartDeleteItem($input: CartDeleteItemInput!) {
      cartDeleteItem(input: $input) {
        deletedDatabaseId
        cart {
          ...OldCart
        }
      }
    }
  `),
  variables: (p) => ({ input: { itemId: encodeId('CartItem', p.id) } }),
  present: ({ cartDeleteItem: { deletedDatabaseId, cart } }) => ({
    itemid: deletedDatabaseId,
    item_id: deletedDatabaseId,
    cart: cartSummary(cart),
  }),
  errors: cartErrors,
});
