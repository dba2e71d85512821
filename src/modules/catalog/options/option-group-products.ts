import { DomainError } from '#core/errors.ts';
import type { Tx } from '#platform/database/client.ts';

/** Replaces the products that offer a set of options. @throws DomainError PRODUCT_NOT_FOUND */
export async function writeProductsOfGroup(
  tx: Tx,
  groupId: number,
  productIds: readonly number[],
): Promise<void> {
  const ids = [...new Set(productIds)];
  if ((await tx.product.count({ where: { id: { in: ids } } })) < ids.length)
    throw new DomainError('PRODUCT_NOT_FOUND', undefined, { field: 'productIds' });
  await tx.productConfigOptionGroup.deleteMany({
    where: { groupId, productId: { notIn: ids } },
  });
  await tx.productConfigOptionGroup.createMany({
    data: ids.map((productId) => ({ groupId, productId })),
    skipDuplicates: true,
  });
}
