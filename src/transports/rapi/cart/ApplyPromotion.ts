import { graphql } from '#generated/rapi/index.ts';
import { clientFields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { id, line } from '#transports/rapi/params.ts';
import { exactly } from '#transports/rapi/format.ts';
import { cartSummary } from './cart-fields.ts';
import { cartErrorTexts } from './errors.ts';
import { ownerInput, ownerParams } from './owner-params.ts';

const types = {
  PERCENTAGE: 'Percentage',
  FIXED_AMOUNT: 'Fixed Amount',
  PRICE_OVERRIDE: 'Price Override',
  FREE_SETUP: 'Free Setup',
} as const;

export const ApplyPromotion = legacy({
  params: clientFields({ ...ownerParams, user_id: id, code: line(100) }),
  operation: graphql(`
    mutation ApplyPromotion($input: ApplyPromotionInput!) {
      applyPromotion(input: $input) {
        discount
        cart {
          promotionType
          promotionValue
          ...OldCart
        }
      }
    }
  `),
  variables: (p) => ({ input: { ...ownerInput(p), code: p.code } }),
  present: ({ applyPromotion: { discount, cart } }) => ({
    promocode: cart.promotionCode,
    type: cart.promotionType ? types[cart.promotionType] : '',
    value: exactly(cart.promotionValue ?? '0', 2),
    discount,
    cart: cartSummary(cart),
  }),
  errors: {
    ...cartErrorTexts,
    PROMOTION_NOT_FOUND: 'Invalid Promotion Code',
    PROMOTION_INACTIVE: 'Invalid Promotion Code',
    PROMOTION_NOT_STARTED: 'Invalid Promotion Code',
    PROMOTION_EXPIRED: 'Promotion Code Expired',
    PROMOTION_EXHAUSTED: 'Promotion Code Expired',
  },
  missing: { code: 'Invalid Promotion Code' },
});
