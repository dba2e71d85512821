import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { PriceList } from './price-list.ts';
import { priceListPayload } from './price-list-payload.ts';
import { raiseVersion } from './raise-version.ts';
import { changeablePriceLists } from '#modules/resellers/visible.ts';

const param = z.string().trim().min(1, 'is required').max(64);

command('setPriceListSlab', {
  description:
    'Set or remove a threshold a reseller must reach for a volume band of a product to apply. The highest band whose categories are all reached applies.',
  permission: 'resellers:write',
  input: (t) => ({
    priceListId: t.globalID({
      for: PriceList,
      required: true,
      description: 'ID of the price list that has the volume band.',
    }),
    productKey: t.string({
      required: true,
      description: 'Key of the product that has the volume band.',
      validate: param,
    }),
    slab: t.int({
      required: true,
      description: 'Volume band (slab) the threshold belongs to, counted from 0.',
      validate: z.int().min(0).max(99),
    }),
    category: t.string({
      required: true,
      description: 'Category of the threshold: `category1`, `category2` and so on.',
      validate: param,
    }),
    categoryName: t.string({
      required: true,
      description:
        'Quantity that is counted: `receipts` (money received, in the currency of the list), `domorder` (domains held) or another category of product keys (running services).',
      validate: param,
    }),
    quantity: t.field({
      type: 'Decimal',
      description:
        'Minimum quantity from which the threshold is reached. Null removes the threshold.',
    }),
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
