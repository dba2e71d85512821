import { z } from 'zod';
import { isStaff } from '#core/actor.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { ProductKey } from './product-key.ts';
import { type GivenProductKey, productKeyInputs, keepProductKeys } from './product-key-input.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

const productKeyPayload = (
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, { productKeyId: number }>,
) => ({
  productKey: t.prismaField({
    type: ProductKey,
    description: 'The product key after the change.',
    resolve: (query, { productKeyId }, _args, { db }) =>
      db.productKey.findUniqueOrThrow({ ...query, where: { id: productKeyId } }),
  }),
});

command('createProductKey', {
  description:
    'Add a product to the price lists. Its prices are then set with `setPriceListPrice`. Only for staff.',
  permission: 'resellers:write',
  input: (t) => productKeyInputs(t, 'new'),
  errors: ['FORBIDDEN', 'PRODUCT_KEY_TAKEN', 'PRODUCT_KEY_TLD_TAKEN'],
  run: async (work, input) => {
    await ensureKnown(work, input.key, false);
    const [productKeyId = -1] = await keepProductKeys(work, [input]);
    return { productKeyId };
  },
  payload: productKeyPayload,
});

command('updateProductKey', {
  description:
    'Change the product of the price lists with the given key. Omitted fields stay unchanged. Only for staff.',
  permission: 'resellers:write',
  input: (t) => productKeyInputs(t, 'known'),
  errors: ['FORBIDDEN', 'PRODUCT_KEY_NOT_FOUND', 'PRODUCT_KEY_IN_USE', 'PRODUCT_KEY_TLD_TAKEN'],
  nulls: { tlds: [] },
  run: async (work, input) => {
    await ensureKnown(work, input.key, true);
    const [productKeyId = -1] = await keepProductKeys(work, [input]);
    return { productKeyId };
  },
  payload: productKeyPayload,
});

/** Whether there is a product with that key, as a change needs it. */
async function ensureKnown(work: Work, key: string, isKnown: boolean): Promise<void> {
  const { tx, actor, fail } = work;
  if (!isStaff(actor)) fail('FORBIDDEN');
  const count = await tx.productKey.count({ where: { key } });
  if (count > 0 !== isKnown)
    fail(isKnown ? 'PRODUCT_KEY_NOT_FOUND' : 'PRODUCT_KEY_TAKEN', undefined, { field: 'key' });
}

const ProductKeyInput = builder.inputType('ProductKeyInput', {
  description: 'Product of the price lists to add or change.',
  fields: (t) => productKeyInputs(t, 'either'),
});

command('importProductKeys', {
  description:
    'Bring up to 1,000 products of the price lists in at once, all or none: those with a new key are added, the others are changed. Only for staff.',
  permission: 'resellers:write',
  input: (t) => ({
    productKeys: t.field({
      type: [ProductKeyInput],
      required: true,
      description: 'Products to add or change.',
      validate: z.array(z.any()).min(1, 'is required').max(1_000),
    }),
  }),
  errors: ['FORBIDDEN', 'PRODUCT_KEY_IN_USE', 'PRODUCT_KEY_TLD_TAKEN'],
  run: async (work, { productKeys }) => ({
    productKeyIds: await keepProductKeys(work, productKeys as GivenProductKey[]),
  }),
  payload: (t) => ({
    productKeys: t.prismaField({
      type: [ProductKey],
      description: 'The product keys after the change, sorted by ID.',
      resolve: (query, { productKeyIds }, _args, { db }) =>
        db.productKey.findMany({
          ...query,
          where: { id: { in: productKeyIds } },
          orderBy: [{ id: 'asc' }],
        }),
    }),
  }),
});
