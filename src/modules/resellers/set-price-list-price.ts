import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { command } from '#schema/command.ts';
import { PriceList } from './price-list.ts';
import { priceListPayload } from './price-list-payload.ts';
import { raiseVersion } from './raise-version.ts';
import { changeablePriceLists } from './visible.ts';

const place = z.string().max(64);

command('setPriceListPrice', {
  description: 'Set one price of a price list, or take it out. The list’s version rises.',
  permission: 'resellers:write',
  input: (t) => ({
    priceListId: t.globalID({ for: PriceList, required: true, description: 'The list.' }),
    productKey: t.string({ required: true, description: 'The product’s key.', validate: place }),
    slab: t.int({
      defaultValue: 0,
      description: 'Band of volume.',
      validate: z.int().min(0).max(99),
    }),
    section: t.string({ defaultValue: '', description: 'Section.', validate: place }),
    planId: t.string({ defaultValue: '', description: 'Plan, type or add-on.', validate: place }),
    band: t.string({ defaultValue: '', description: 'Range or band.', validate: place }),
    action: t.string({ defaultValue: '', description: 'Action.', validate: place }),
    tenure: t.int({
      defaultValue: 0,
      description: 'Months or years, as the product counts.',
      validate: z.int().min(0).max(120),
    }),
    price: t.field({
      type: 'Decimal',
      description: 'The price in the list’s currency; null takes the entry out.',
    }),
  }),
  refuses: ['PRICE_LIST_NOT_FOUND', 'PRODUCT_KEY_NOT_FOUND'],
  run: async (work, { priceListId, productKey, price, ...given }) => {
    const { tx, actor, refuse } = work;
    if (price?.isNegative()) refuse('BAD_INPUT', 'price: not below zero.', { field: 'price' });
    const list = await tx.priceList.findFirst({
      where: { AND: [{ id: keyOf(priceListId) }, changeablePriceLists(actor)] },
      select: { id: true },
    });
    if (!list) return refuse('PRICE_LIST_NOT_FOUND');
    const product = await tx.productKey.findUnique({ where: { key: productKey } });
    if (!product) return refuse('PRODUCT_KEY_NOT_FOUND');

    const where = {
      listId: list.id,
      productKeyId: product.id,
      slab: given.slab ?? 0,
      section: given.section ?? '',
      planId: given.planId ?? '',
      band: given.band ?? '',
      action: given.action ?? '',
      tenure: given.tenure ?? 0,
    };
    if (price) {
      const years = product.family === 'DOMAIN' || product.family === 'CERTIFICATE';
      const tenureUnit = where.tenure === 0 ? 'NONE' : years ? 'YEARS' : 'MONTHS';
      const data = { price, priceText: price.toFixed() };
      await tx.priceListEntry.upsert({
        where: { listId_productKeyId_slab_section_planId_band_action_tenure: where },
        create: { ...where, ...data, tenureUnit },
        update: data,
      });
    } else await tx.priceListEntry.deleteMany({ where });
    await raiseVersion(work, list.id);
    return { priceListId: list.id };
  },
  payload: priceListPayload,
});
