import type { Work } from '#schema/work.ts';

/** Raises the version of a price list, so that every process reads its catalogue again. */
export async function raiseVersion({ tx, announce }: Work, priceListId: number): Promise<void> {
  const { version } = await tx.priceList.update({
    where: { id: priceListId },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  announce('priceList.changed', { priceListId, version });
}
