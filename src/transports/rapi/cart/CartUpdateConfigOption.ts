import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, integer } from '#transports/rapi/params.ts';
import { changedItem } from './cart-fields.ts';
import { cartErrors } from './errors.ts';
import { ownerInput, ownerParams } from './owner-params.ts';

export const CartUpdateConfigOption = legacy({
  params: clientFields({ ...ownerParams, id, group: id, config: integer() }),
  operation: graphql(`
    mutation CartUpdateConfigOption($input: CartUpdateConfigOptionInput!) {
      cartUpdateConfigOption(input: $input) {
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
      optionId: encodeId('ConfigOption', p.group),
      // What is meant depends on the option: a choice from a list, or a number of units.
      choiceId: p.config > 0 ? encodeId('ConfigOptionChoice', p.config) : undefined,
      quantity: p.config,
    },
  }),
  present: ({ cartUpdateConfigOption: answer }) => changedItem(answer),
  errors: {
    ...cartErrors,
    BAD_INPUT: ({ message }) => message.replace('quantity:', 'config'),
  },
});
