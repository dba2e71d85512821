import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { cycleOrYears } from './durations.ts';
import { changedItem } from './cart-fields.ts';
import { cartErrorTexts } from './errors.ts';
import { ownerInput, ownerParams } from './owner-params.ts';

export const CartChangeDuration = legacy({
  params: clientFields({ ...ownerParams, id, cycle: cycleOrYears }),
  operation: graphql(`
    mutation CartChangeDuration($input: CartChangeDurationInput!) {
      cartChangeDuration(input: $input) {
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
    input: { ...ownerInput(p), itemId: encodeId('CartItem', p.id), ...p.cycle },
  }),
  present: ({ cartChangeDuration: answer }) => changedItem(answer),
  errors: cartErrorTexts,
  missing: { cycle: 'Invalid Billing Cycle' },
  wrong: { cycle: 'Invalid Billing Cycle' },
});
