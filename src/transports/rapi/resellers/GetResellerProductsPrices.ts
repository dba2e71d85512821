import { encodeId, keyIn } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { pricingOf } from '#transports/rapi/catalog/pricing.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id } from '#transports/rapi/params.ts';
import { found } from '#transports/rapi/reply.ts';
import { exactly, idText, wrapped } from '#transports/rapi/format.ts';

const payTypeLabels = { FREE: 'free', ONE_TIME: 'onetime', RECURRING: 'recurring' } as const;

export const GetResellerProductsPrices = legacy({
  params: clientFields({ user_id: id }),
  operation: graphql(`
    query GetResellerProductsPrices($clientId: ID!) {
      resellerProductPrices(clientId: $clientId) {
        discountPercent
        currency {
          databaseId
          code
          prefix
          suffix
        }
        products {
          productId
          groupId
          name
          typeKey
          payType
          offers {
            cycle
            setupFee
            price
          }
        }
      }
    }
  `),
  variables: (p) => ({ clientId: encodeId('Client', p.user_id) }),
  present: ({ resellerProductPrices }, p) => {
    const prices = found(resellerProductPrices, 'CLIENT_NOT_FOUND');
    const { databaseId, code, prefix, suffix } = prices.currency;
    return {
      user_id: idText(p.user_id),
      currency: { id: databaseId, code, prefix, suffix },
      totalresults: prices.products.length,
      ...wrapped(
        'products',
        'product',
        prices.products.map((product) => ({
          pid: keyIn(product.productId),
          gid: keyIn(product.groupId),
          name: product.name,
          type: product.typeKey,
          paytype: payTypeLabels[product.payType],
          discount: exactly(prices.discountPercent, 2),
          pricing: pricingOf(
            [{ currency: code, prefix, suffix, prices: product.offers }],
            product.payType === 'FREE',
          ),
        })),
      ),
    };
  },
  errors: { CLIENT_NOT_FOUND: 'Client ID Not Found' },
});
