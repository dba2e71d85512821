import { encodeId, keyIn } from '#core/ids.ts';
import { graphql } from '#generated/rapi/index.ts';
import { fields } from '#transports/rapi/fields.ts';
import { legacy } from '#transports/rapi/legacy.ts';
import { choice, id, line } from '#transports/rapi/params.ts';
import { formattedMoney, idText, enumWords } from '#transports/rapi/format.ts';
import { unknownPaymentMethod } from './labels.ts';

/** The reference names one value only: what is not a calculation is an order. */
const isCalculation = { CALCULATE: true, ORDER: false, PLACE: false, UPGRADE: false } as const;

export const UpgradeProduct = legacy({
  params: fields({
    service_id: id,
    type: choice(isCalculation).default(true),
    new_item_id: id,
    promo_code: line(64).optional(),
  }),
  operation: graphql(`
    mutation UpgradeProduct($input: UpgradeProductInput!) {
      upgradeProduct(input: $input) {
        upgradeId
        quote {
          fromProduct {
            databaseId
            name
          }
          toProduct {
            databaseId
            name
          }
          billingCycle
          daysUntilRenewal
          totalDays
          isInProgress
          price {
            amount
          }
          currency {
            code
            prefix
            suffix
          }
        }
        order {
          databaseId
          number
          invoiceId
        }
      }
    }
  `),
  variables: (p) => ({
    input: {
      serviceId: encodeId('Service', p.service_id),
      productId: encodeId('Product', p.new_item_id),
      promotionCode: p.promo_code,
      calculateOnly: p.type,
    },
  }),
  present: ({ upgradeProduct: { quote, order, upgradeId } }) => ({
    oldproductid: idText(quote.fromProduct.databaseId),
    oldproductname: quote.fromProduct.name,
    newproductid: quote.toProduct.databaseId,
    newproductname: quote.toProduct.name,
    daysuntilrenewal: quote.daysUntilRenewal,
    totaldays: quote.totalDays,
    newproductbillingcycle: enumWords(quote.billingCycle),
    price: formattedMoney(quote.price.amount, quote.currency),
    upgradeinprogress: quote.isInProgress,
    ...(order && {
      id: idText(keyIn(upgradeId)),
      orderid: order.databaseId,
      order_number: order.number,
      invoiceid: keyIn(order.invoiceId),
    }),
  }),
  errors: {
    SERVICE_NOT_FOUND: 'Service ID Not Found',
    PRODUCT_NOT_FOUND: 'Product ID Not Found',
    PROMOTION_NOT_FOUND: 'Promotion Code Not Found',
    PAYMENT_METHOD_UNKNOWN: unknownPaymentMethod,
    UPGRADE_UNPAID:
      'Unable to accept upgrade order. Previous upgrade invoice for service is still unpaid.',
  },
  wrong: { type: 'Invalid Upgrade Type' },
});
