import { keyOf } from '#core/ids.ts';
import { matchNone } from '#modules/access/visible.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { amount } from '#modules/catalog/products/product-input.ts';
import { checkPrices } from '#modules/catalog/pricing/price-input.ts';
import { there } from '#modules/catalog/visible.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { agreeFields, agreementErrors, beginAgreement, checkAgreed, somePrices } from './agree.ts';
import { resellerPayload } from './reseller-payload.ts';

const AgreedProductPriceInput = builder.inputType('AgreedProductPriceInput', {
  description: 'What a reseller alone pays for one billing cycle of a product.',
  fields: (t) => ({
    productId: t.globalID({ for: Product, required: true, description: 'The product.' }),
    cycle: t.field({ type: BillingCycle, required: true, description: 'How often it is charged.' }),
    setupFee: t.field({
      type: 'Decimal',
      description: 'Charged once, instead of the company’s; nothing unless told.',
      validate: amount,
    }),
    price: t.field({
      type: 'Decimal',
      description: 'Charged each cycle; null ends what was agreed.',
      validate: amount.nullish(),
    }),
  }),
});

command('setResellerProductPrices', {
  description:
    'Agree on prices of products with one reseller, or end what was agreed; all of them or none. They go before its cost list and its discount. For staff.',
  permission: 'resellers:write',
  input: (t) => ({
    ...agreeFields(t),
    prices: t.field({
      type: [AgreedProductPriceInput],
      required: true,
      description: 'The prices, 1 to 1,000; what is not named stays as it is.',
      validate: somePrices,
    }),
  }),
  errors: [...agreementErrors, 'PRODUCT_NOT_FOUND'],
  run: async (work, input) => {
    const { tx } = work;
    const own = await beginAgreement(work, 'Set Reseller Product Prices', input);
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
