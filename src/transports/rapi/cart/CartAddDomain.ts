import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { domainName, optionalId } from '#transports/rapi/params.ts';
import { changedItem } from './cart-fields.ts';
import { cartErrorTexts, wrongDomain } from './errors.ts';
import { ownerInput, ownerParams } from './owner-params.ts';

export const CartAddDomain = legacy({
  params: clientFields({ ...ownerParams, domain: domainName, hosting: optionalId }),
  operation: graphql(`
    mutation CartAddDomain($input: CartAddDomainInput!) {
      cartAddDomain(input: $input) {
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
      domainName: p.domain,
      attachTo: p.hosting ? { productId: encodeId('Product', p.hosting) } : undefined,
    },
  }),
  present: ({ cartAddDomain: answer }) => changedItem(answer),
  errors: cartErrorTexts,
  wrong: wrongDomain,
});
