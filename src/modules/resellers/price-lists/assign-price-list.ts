import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { command } from '#schema/command.ts';
import { PriceList } from './price-list.ts';
import { resellerPayload } from '#modules/resellers/reseller-payload.ts';
import { Reseller } from '#modules/resellers/reseller.ts';
import { changeablePriceLists, visibleResellers } from '#modules/resellers/visible.ts';

command('assignPriceList', {
  description:
    "Assign a price list to a reseller: a list of what resellers pay (only staff may assign it), or a list of what the reseller's customers pay.",
  permission: 'resellers:write',
  input: (t) => ({
    resellerId: t.globalID({
      for: Reseller,
      required: true,
      description: 'ID of the reseller the price list is assigned to.',
    }),
    priceListId: t.globalID({
      for: PriceList,
      required: true,
      description: 'ID of the price list to assign.',
    }),
  }),
  errors: ['RESELLER_NOT_FOUND', 'PRICE_LIST_NOT_FOUND', 'FORBIDDEN'],
  run: async (work, { resellerId, priceListId }) => {
    const { tx, actor, fail, announce } = work;
    const list = await tx.priceList.findFirst({
      where: { AND: [{ id: keyOf(priceListId) }, changeablePriceLists(actor)] },
    });
    if (!list) return fail('PRICE_LIST_NOT_FOUND');
    const isCost = list.audience === 'RESELLER';
    if (isCost && !isStaff(actor)) fail('FORBIDDEN');
    const { count } = await tx.reseller.updateMany({
      where: { AND: [{ id: keyOf(resellerId) }, visibleResellers(actor)] },
      data: isCost ? { costPriceListId: list.id } : { customerPriceListId: list.id },
    });
    if (!count) return fail('RESELLER_NOT_FOUND');
    announce('priceList.assigned', { priceListId: list.id, resellerId: keyOf(resellerId) });
    await changeCatalog(work, 'reseller-prices');
    return { resellerId: keyOf(resellerId) };
  },
  payload: resellerPayload,
});
