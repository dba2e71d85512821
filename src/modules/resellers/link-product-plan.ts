import { z } from 'zod';
import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { productFor } from '#modules/catalog/visible.ts';
import { command } from '#schema/command.ts';
import { ProductKey } from './product-key.ts';

command('linkProductPlan', {
  description:
    'Say which plan of the price lists a product of the company is, so that resellers and their customers pay the lists’ prices for it. For staff.',
  permission: 'resellers:write',
  input: (t) => ({
    productId: t.globalID({ for: Product, required: true, description: 'The product.' }),
    productKey: t.string({
      description: 'The key it is sold under; null unlinks it.',
      validate: z.string().max(64),
    }),
    planId: t.string({
      defaultValue: '',
      description: 'The plan of that key; empty for a key without plans.',
      validate: z.string().max(64),
    }),
  }),
  errors: ['PRODUCT_NOT_FOUND', 'PRODUCT_KEY_NOT_FOUND', 'FORBIDDEN'],
  run: async (work, { productId, productKey, planId }) => {
    const { tx, actor, fail, announce } = work;
    if (!isStaff(actor)) fail('FORBIDDEN');
    const { id } = await productFor(work, keyOf(productId));
    await tx.productKeyPlan.deleteMany({ where: { productId: id } });
    announce('product.changed', { productId: id, changed: ['plan'] });
    if (!productKey) return { productKeyId: -1 };
    const key = await tx.productKey.findUnique({ where: { key: productKey } });
    if (!key) return fail('PRODUCT_KEY_NOT_FOUND');
    const plan = { productKeyId: key.id, planId: planId ?? '' };
    await tx.productKeyPlan.upsert({
      where: { productKeyId_planId: plan },
      create: { ...plan, productId: id },
      update: { productId: id },
    });
    return { productKeyId: key.id };
  },
  payload: (t) => ({
    productKey: t.prismaField({
      type: ProductKey,
      nullable: true,
      description: 'The key it is sold under now; null when it is not.',
      resolve: (query, { productKeyId }, _args, { db }) =>
        db.productKey.findUnique({ ...query, where: { id: productKeyId } }),
    }),
  }),
});
