import { z } from 'zod';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { ProductKey } from './product-key.ts';
import { type GivenProductKey, productKeyInputs, saveProductKeys } from './product-key-input.ts';

const errors = ['FORBIDDEN', 'PRODUCT_KEY_IN_USE', 'PRODUCT_KEY_TLD_TAKEN'] as const;

command('saveProductKey', {
  description:
    'Add a product to the price lists, or change the product with the given key. Omitted fields stay unchanged. Prices are then set with `setPriceListPrice`. Only for staff.',
  permission: 'resellers:write',
  input: productKeyInputs,
  errors,
  nulls: { tlds: [] },
  run: async (work, input) => {
    const [productKeyId = -1] = await saveProductKeys(work, [input]);
    return { productKeyId };
  },
  payload: (t) => ({
    productKey: t.prismaField({
      type: ProductKey,
      description: 'The product key after the change.',
      resolve: (query, { productKeyId }, _args, { db }) =>
        db.productKey.findUniqueOrThrow({ ...query, where: { id: productKeyId } }),
    }),
  }),
});

const ProductKeyInput = builder.inputType('ProductKeyInput', {
  description: 'Product of the price lists to add or change.',
  fields: productKeyInputs,
});

command('saveProductKeys', {
  description:
    'Add or change up to 1,000 products of the price lists at once, all or none. Only for staff.',
  permission: 'resellers:write',
  input: (t) => ({
    productKeys: t.field({
      type: [ProductKeyInput],
      required: true,
      description: 'Products to add or change.',
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
      description: 'The saved product keys, sorted by ID.',
      resolve: (query, { productKeyIds }, _args, { db }) =>
        db.productKey.findMany({
          ...query,
          where: { id: { in: productKeyIds } },
          orderBy: [{ id: 'asc' }],
        }),
    }),
  }),
});
