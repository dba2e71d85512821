import { z } from 'zod';
import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { productFor } from '#modules/catalog/visible.ts';
import { command } from '#schema/command.ts';
import { ProductKey } from './product-key.ts';

command('linkProductPlan', {
  description:
    'Link a product of the company to a plan of the price lists, so that resellers and their customers pay the prices of the lists for the product. Only for staff.',
  permission: 'resellers:write',
  input: (t) => ({
    productId: t.globalID({
      for: Product,
      required: true,
      description: 'ID of the product to link.',
    }),
    productKey: t.string({
      description: 'Key of the price lists under which the product is sold. Null removes the link.',
      validate: z.string().max(64),
    }),
    planId: t.string({
      defaultValue: '',
      description: 'ID of the plan of the product key. Empty for a key without plans.',
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
      description:
        'Product key under which the product is now sold. Null when the product is not linked.',
      resolve: (query, { productKeyId }, _args, { db }) =>
        db.productKey.findUnique({ ...query, where: { id: productKeyId } }),
    }),
  }),
});
