import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { PriceList } from './price-list.ts';
import { priceListPayload } from './price-list-payload.ts';
import { raiseVersion } from './raise-version.ts';
import { changeablePriceLists } from './visible.ts';

const param = z.string().trim().min(1, 'is required').max(64);

command('setPriceListSlab', {
  description:
    'Say what a reseller must reach for a band of volume of a product to hold, or take that out. The highest band holds all of whose categories are reached.',
  permission: 'resellers:write',
  input: (t) => ({
    priceListId: t.globalID({ for: PriceList, required: true, description: 'The list.' }),
    productKey: t.string({ required: true, description: 'The product’s key.', validate: param }),
    slab: t.int({
      required: true,
      description: 'The band, from 0.',
      validate: z.int().min(0).max(99),
    }),
    category: t.string({
      required: true,
      description: '`category1`, `category2` …',
      validate: param,
    }),
    categoryName: t.string({
      required: true,
      description:
        'What is counted: `receipts` (money received, in the list’s currency), `domorder` (domains held) or another category of product keys (services running).',
      validate: param,
    }),
    quantity: t.field({ type: 'Decimal', description: 'From how much on; null takes it out.' }),
  }),
  errors: ['PRICE_LIST_NOT_FOUND', 'PRODUCT_KEY_NOT_FOUND'],
  run: async (work, { priceListId, productKey, quantity, ...provided }) => {
    const { tx, actor, fail } = work;
    const list = await tx.priceList.findFirst({
      where: { AND: [{ id: keyOf(priceListId) }, changeablePriceLists(actor)] },
      select: { id: true },
    });
    if (!list) return fail('PRICE_LIST_NOT_FOUND');
    const product = await tx.productKey.findUnique({ where: { key: productKey } });
    if (!product) return fail('PRODUCT_KEY_NOT_FOUND');
    if (quantity?.isNegative()) fail('BAD_INPUT', 'quantity: not below zero.');
    const { slab, category, categoryName } = provided;
    const where = { listId: list.id, productKeyId: product.id, slab, category };
    const data = { categoryName, categoryQuantity: quantity ?? '0' };
    if (quantity)
      await tx.priceSlab.upsert({
        where: { listId_productKeyId_slab_category: where },
        create: { ...where, ...data },
        update: data,
      });
    else await tx.priceSlab.deleteMany({ where });
    await raiseVersion(work, list.id);
    return { priceListId: list.id };
  },
  payload: priceListPayload,
});
