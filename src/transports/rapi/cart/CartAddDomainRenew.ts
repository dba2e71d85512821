import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { enumWords } from '#transports/rapi/format.ts';
import { changedItem } from './cart-fields.ts';
import { cartErrorTexts } from './errors.ts';
import { ownerInput, ownerParams } from './owner-params.ts';

export const CartAddDomainRenew = legacy({
  params: clientFields({ ...ownerParams, domain_id: id }),
  operation: graphql(`
    mutation CartAddDomainRenew($input: CartAddDomainRenewInput!) {
      cartAddDomainRenew(input: $input) {
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
    input: { ...ownerInput(p), domainId: encodeId('Domain', p.domain_id) },
  }),
  present: ({ cartAddDomainRenew: answer }) => changedItem(answer),
  errors: {
    ...cartErrorTexts,
    DOMAIN_WRONG_STATUS: ({ status }) =>
      `Domain status is set to '${enumWords(String(status))}' and cannot be renewed`,
  },
});
