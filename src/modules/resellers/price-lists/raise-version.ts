import { changeCatalog } from '#modules/catalog/version.ts';
import type { Work } from '#schema/work.ts';

/** Raises the version of a price list, so that every process reads its catalogue again. */
export async function raiseVersion(work: Work, priceListId: number): Promise<void> {
  const { tx, announce } = work;
  const { version } = await tx.priceList.update({
    where: { id: priceListId },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  announce('priceList.changed', { priceListId, version });
  await changeCatalog(work, 'reseller-prices');
}
