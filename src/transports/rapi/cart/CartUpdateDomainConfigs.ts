import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { jsonObject } from '#transports/rapi/params-data.ts';
import { clearable, id } from '#transports/rapi/params.ts';
import { changedItem } from './cart-fields.ts';
import { cartErrorTexts } from './errors.ts';

const host = clearable(253);

export const CartUpdateDomainConfigs = legacy({
  params: fields({
    id,
    dns1: host,
    dns2: host,
    dns3: host,
    dns4: host,
    dns5: host,
    additional: jsonObject.optional(),
  }),
  operation: graphql(`
    mutation CartUpdateDomainConfigs($input: CartUpdateDomainConfigsInput!) {
      cartUpdateDomainConfigs(input: $input) {
        item {
          ...OldCartItem
        }
        cart {
          ...OldCart
        }
      }
    }
  `),
  variables: ({ id: itemId, dns1, dns2, dns3, dns4, dns5, additional }) => {
    const names = [dns1, dns2, dns3, dns4, dns5];
    const isProvided = names.some((name) => name !== undefined);
    return {
      input: {
        itemId: encodeId('CartItem', itemId),
        nameservers: isProvided ? names.map((name) => name ?? null) : undefined,
        ...answersOf(additional),
      },
    };
  },
  present: ({ cartUpdateDomainConfigs: answer }) => changedItem(answer),
  errors: cartErrorTexts,
});

/** The language of the name travels among the answers, as old programs send no other. */
function answersOf(additional: Record<string, unknown> | undefined) {
  if (!additional) return {};
  const { idnLanguage, ...additionalFields } = additional;
  return {
    additionalFields,
    ...(typeof idnLanguage === 'string' && { idnLanguage }),
  };
}
