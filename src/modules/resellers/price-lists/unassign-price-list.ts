import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { command } from '#schema/command.ts';
import { PriceAudience } from './price-list.ts';
import { resellerFor } from '#modules/resellers/reseller-input.ts';
import { resellerPayload } from '#modules/resellers/reseller-payload.ts';
import { Reseller } from '#modules/resellers/reseller.ts';

command('unassignPriceList', {
  description:
    "Remove a price list from a reseller. The reseller (RESELLER, only for staff) or its customers (CUSTOMER) then pay the company's prices again.",
  permission: 'resellers:write',
  input: (t) => ({
    resellerId: t.globalID({
      for: Reseller,
      required: true,
      description: 'ID of the reseller that loses the price list.',
    }),
    audience: t.field({
      type: PriceAudience,
      required: true,
      description: 'Who paid by the price list: the reseller or its customers.',
    }),
  }),
  errors: ['RESELLER_NOT_FOUND', 'FORBIDDEN'],
  run: async (work, { resellerId, audience }) => {
    const { tx, actor, fail, announce } = work;
    const { id } = await resellerFor(work, keyOf(resellerId));
    if (audience === 'RESELLER' && !isStaff(actor)) fail('FORBIDDEN');
    await tx.reseller.update({
      where: { id },
      data: audience === 'RESELLER' ? { costPriceListId: null } : { customerPriceListId: null },
      select: { id: true },
    });
    announce('priceList.unassigned', { resellerId: id });
    await changeCatalog(work, 'reseller-prices');
    return { resellerId: id };
  },
  payload: resellerPayload,
});
