import { z } from 'zod';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { ProductKey } from './product-key.ts';
import { type GivenProductKey, productKeyInputs, saveProductKeys } from './product-key-input.ts';

const errors = ['FORBIDDEN', 'PRODUCT_KEY_IN_USE', 'PRODUCT_KEY_TLD_TAKEN'] as const;

command('saveProductKey', {
  description:
    'Add a product of the price lists, or change the one with that key; what is left out stays. Its prices are then set with `setPriceListPrice`. For staff.',
  permission: 'resellers:write',
  input: productKeyInputs,
  errors,
  run: async (work, input) => {
    const [productKeyId = -1] = await saveProductKeys(work, [input]);
    return { productKeyId };
  },
  payload: (t) => ({
    productKey: t.prismaField({
      type: ProductKey,
      description: 'The product key.',
      resolve: (query, { productKeyId }, _args, { db }) =>
        db.productKey.findUniqueOrThrow({ ...query, where: { id: productKeyId } }),
    }),
  }),
});

const ProductKeyInput = builder.inputType('ProductKeyInput', {
  description: 'A product of the price lists.',
  fields: productKeyInputs,
});

command('saveProductKeys', {
  description:
    'Add or change up to 1,000 products of the price lists at once, all or none. For staff.',
  permission: 'resellers:write',
  input: (t) => ({
    productKeys: t.field({
      type: [ProductKeyInput],
      required: true,
      description: 'The product keys.',
      validate: z.array(z.any()).min(1, 'is required').max(1_000),
    }),
  }),
  errors,
  run: async (work, { productKeys }) => ({
    productKeyIds: await saveProductKeys(work, productKeys as GivenProductKey[]),
  }),
  payload: (t) => ({
    productKeys: t.prismaField({
      type: [ProductKey],
      description: 'The saved product keys, by id.',
      resolve: (query, { productKeyIds }, _args, { db }) =>
        db.productKey.findMany({
          ...query,
          where: { id: { in: productKeyIds } },
          orderBy: [{ id: 'asc' }],
        }),
    }),
  }),
});
