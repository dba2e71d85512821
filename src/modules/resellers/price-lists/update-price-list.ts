import { keyOf } from '#core/ids.ts';
import { isTaken } from '#platform/database/taken.ts';
import { filledLine } from '#modules/clients/details.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { PriceList } from './price-list.ts';
import { priceListPayload } from './price-list-payload.ts';
import { raiseVersion } from './raise-version.ts';
import { changeablePriceLists } from '#modules/resellers/visible.ts';

/** The price list a change is about. @throws DomainError PRICE_LIST_NOT_FOUND */
export async function priceListFor({ tx, actor, fail }: Work, id: number): Promise<number> {
  const list = await tx.priceList.findFirst({
    where: { AND: [{ id }, changeablePriceLists(actor)] },
    select: { id: true },
  });
  return list?.id ?? fail('PRICE_LIST_NOT_FOUND');
}

command('updatePriceList', {
  description: 'Rename, activate or deactivate a price list. Omitted fields stay unchanged.',
  permission: 'resellers:write',
  input: (t) => ({
    priceListId: t.globalID({
      for: PriceList,
      required: true,
      description: 'ID of the price list to change.',
    }),
    name: t.string({
      description: 'New name of the price list, unique among the lists.',
      validate: filledLine(100),
    }),
    isActive: t.boolean({
      description:
        'Whether the price list is in use. When false, nobody pays by the list and the reseller API returns no prices from it.',
    }),
  }),
  errors: ['PRICE_LIST_NOT_FOUND', 'PRICE_LIST_EXISTS'],
  nulls: {},
  run: async (work, { priceListId, name, isActive }) => {
    const id = await priceListFor(work, keyOf(priceListId));
    const data = { ...(name && { name }), ...(isActive != null && { isActive }) };
    await work.tx.priceList.update({ where: { id }, data }).catch((error: unknown) => {
      if (isTaken(error)) work.fail('PRICE_LIST_EXISTS', undefined, { field: 'name' });
      throw error;
    });
    await raiseVersion(work, id);
    return { priceListId: id };
  },
  payload: priceListPayload,
});
