import { z } from 'zod';
import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { isTaken } from '#platform/database/taken.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { PriceAudience, PriceList } from './price-list.ts';
import { priceListPayload } from './price-list-payload.ts';
import { visiblePriceLists } from '#modules/resellers/visible.ts';

command('createPriceList', {
  description:
    "Create a price list: of what resellers pay (only for staff), or of what a reseller's customers pay. With `copyOfId` the list starts as a copy.",
  permission: 'resellers:write',
  input: (t) => ({
    name: t.string({
      required: true,
      description: 'Name of the price list, unique among the lists.',
      validate: z.string().trim().min(1, 'is required').max(100),
    }),
    audience: t.field({
      type: PriceAudience,
      required: true,
      description: 'Who pays the prices of the list.',
    }),
    currency: t.field({
      type: 'CurrencyCode',
      required: true,
      description: 'Currency of the prices of the list.',
    }),
    copyOfId: t.globalID({
      for: PriceList,
      description: 'ID of a price list in the same currency whose prices are copied.',
    }),
  }),
  errors: ['PRICE_LIST_EXISTS', 'PRICE_LIST_NOT_FOUND', 'CURRENCY_NOT_FOUND', 'FORBIDDEN'],
  run: async (work, { name, audience, currency, copyOfId }) => {
    const { tx, actor, fail, announce } = work;
    if (audience === 'RESELLER' && !isStaff(actor)) fail('FORBIDDEN');
    const known = await tx.currency.count({ where: { code: currency } });
    if (!known) fail('CURRENCY_NOT_FOUND', undefined, { field: 'currency' });
    const from = copyOfId ? await sourceOf(work, keyOf(copyOfId), currency) : null;
    const data = { name, audience, currencyCode: currency, ownerId: actor.resellerId };
    const { id } = await tx.priceList.create({ data, select: { id: true } }).catch((error) => {
      if (isTaken(error)) return fail('PRICE_LIST_EXISTS', undefined, { field: 'name' });
      throw error;
    });
    if (from !== null) await copyPrices(work, from, id);
    announce('priceList.changed', { priceListId: id, version: 1 });
    return { priceListId: id };
  },
  payload: priceListPayload,
});

async function sourceOf({ tx, actor, fail }: Work, id: number, currencyCode: string) {
  const found = await tx.priceList.findFirst({
    where: { AND: [{ id, currencyCode }, visiblePriceLists(actor)] },
    select: { id: true },
  });
  return found?.id ?? fail('PRICE_LIST_NOT_FOUND', undefined, { field: 'copyOfId' });
}

async function copyPrices({ tx }: Work, from: number, listId: number): Promise<void> {
  const where = { where: { listId: from }, omit: { id: true, listId: true } } as const;
  const entries = await tx.priceListEntry.findMany(where);
  await tx.priceListEntry.createMany({
    data: entries.map(({ description, ...entry }) => ({
      ...entry,
      listId,
      ...(description !== null && { description }),
    })),
  });
  const slabs = await tx.priceSlab.findMany(where);
  await tx.priceSlab.createMany({ data: slabs.map((slab) => ({ ...slab, listId })) });
}
