import { keyOf } from '#core/ids.ts';
import { matchNone } from '#modules/access/visible.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { amountRule } from '#modules/catalog/products/product-input.ts';
import { checkPrices } from '#modules/catalog/pricing/price-input.ts';
import { there } from '#modules/catalog/visible.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { agreeFields, agreementErrors, beginAgreement, checkAgreed, somePrices } from './agree.ts';
import { resellerPayload } from '#modules/resellers/reseller-payload.ts';

const AgreedProductPriceInput = builder.inputType('AgreedProductPriceInput', {
  description: 'Price agreed with a single reseller for one billing cycle of a product.',
  fields: (t) => ({
    productId: t.globalID({
      for: Product,
      required: true,
      description: 'ID of the product the price is for.',
    }),
    cycle: t.field({
      type: BillingCycle,
      required: true,
      description: 'Billing cycle the price is for.',
    }),
    setupFee: t.field({
      type: 'Decimal',
      description: "Setup fee charged once instead of the company's setup fee. Default: nothing.",
      validate: amountRule,
    }),
    price: t.field({
      type: 'Decimal',
      description: 'Price per billing cycle. Null ends the agreement.',
      validate: amountRule.nullish(),
    }),
  }),
});

command('setResellerProductPrices', {
  description:
    "Set or end product prices agreed with a single reseller, all or none. Agreed prices take precedence over the reseller's cost price list and discount. Only for staff.",
  permission: 'resellers:write',
  input: (t) => ({
    ...agreeFields(t),
    prices: t.field({
      type: [AgreedProductPriceInput],
      required: true,
      description: 'Prices to set or end, 1 to 1,000. Other agreed prices stay unchanged.',
      validate: somePrices,
    }),
  }),
  errors: [...agreementErrors, 'PRODUCT_NOT_FOUND'],
  run: async (work, input) => {
    const { tx } = work;
    const own = await beginAgreement(work, 'Reseller product prices set', input);
    const received = input.prices.map(({ productId, ...rest }) => ({
      ...rest,
      productId: keyOf(productId),
    }));
    checkAgreed(
      work,
      received.map(({ productId, cycle, setupFee, price }) => ({
        place: `Product:${productId} ${cycle}`,
        amounts: [setupFee, price],
      })),
      own.currencyCode,
    );
    const known = await tx.product.findMany({
      where: { id: { in: received.map(({ productId }) => productId) } },
      select: { id: true, payType: true },
    });
    const products = new Map(known.map((product) => [product.id, product]));
    for (const { productId, cycle, price } of received) {
      const { payType } = there(products.get(productId), 'PRODUCT_NOT_FOUND');
      if (price) checkPrices(payType, [{ currencyCode: own.currencyCode, cycle }], '');
    }
    const places = received.map(({ productId, cycle }) => ({ productId, cycle }));
    await tx.resellerProductPrice.deleteMany({ where: { ...own, OR: [matchNone, ...places] } });
    await tx.resellerProductPrice.createMany({
      data: received.flatMap(({ price, setupFee, ...place }) =>
        price ? [{ ...own, ...place, price, setupFee: setupFee ?? '0' }] : [],
      ),
    });
    return { resellerId: own.resellerId };
  },
  payload: resellerPayload,
});
