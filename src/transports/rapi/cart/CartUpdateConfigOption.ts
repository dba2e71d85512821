import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields, wrongParameter } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, integer, optionalId } from '#transports/rapi/params.ts';
import { changedItem } from './cart-fields.ts';
import { cartErrorTexts } from './errors.ts';
import { ownerInput, ownerParams } from './owner-params.ts';

/** `group` is an option, as GetCart has it, or the group of one; `option_id` is always an option. */
function optionNamed({ group, option_id }: { group?: number; option_id?: number }) {
  if (option_id) return { optionId: encodeId('ConfigOption', option_id) };
  if (!group) throw wrongParameter('group', 'is required: a whole number above 0');
  return {
    optionId: encodeId('ConfigOption', group),
    groupId: encodeId('ConfigOptionGroup', group),
  };
}

export const CartUpdateConfigOption = legacy({
  params: clientFields({
    ...ownerParams,
    id,
    group: optionalId,
    option_id: optionalId,
    config: integer(),
  }),
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
      ...optionNamed(p),
      // What is meant depends on the option: a choice from a list, or a number of units.
      choiceId: p.config > 0 ? encodeId('ConfigOptionChoice', p.config) : undefined,
      quantity: p.config,
    },
  }),
  present: ({ cartUpdateConfigOption: answer }) => changedItem(answer),
  errors: {
    ...cartErrorTexts,
    BAD_INPUT: ({ message }) => message.replace('quantity:', 'config'),
  },
});
