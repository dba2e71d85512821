import { encodeId } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { ipAddress, optionalId } from '#transports/rapi/params.ts';
import { cartSummary } from './cart-fields.ts';

export const GetCartSummary = legacy({
  params: clientFields({ user_id: optionalId, user_ip: ipAddress }),
  operation: graphql(`
    query GetCartSummary($clientId: ID, $clientIp: String) {
      cart(clientId: $clientId, clientIp: $clientIp) {
        ...OldCart
      }
    }
  `),
  variables: (p) => ({
    clientId: p.user_id ? encodeId('Client', p.user_id) : undefined,
    clientIp: p.user_ip,
  }),
  present: ({ cart }, p) => ({ cart: cartSummary(cart, p.user_id) }),
});
