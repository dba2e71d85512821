import { keyOf } from '#core/ids.ts';
import type { Product } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { baseCurrency } from '#modules/catalog/base-currency.ts';
import { checkProduct } from './product-data.ts';
import { writeOptionGroups, writeUpgradePaths } from './product-links.ts';
import type { ProductFields } from './product-input.ts';
import { checkPrices, storedPrices } from '#modules/catalog/pricing/price-input.ts';

/** Writes what hangs on a product's row, and checks the whole. @throws DomainError */
export async function writeProductRest(
  tx: Tx,
  product: Product,
  input: ProductFields,
): Promise<void> {
  const { id } = product;
  if (input.prices) {
    const prices = await storedPrices(tx, input.prices);
    const currencies = [...new Set(prices.map(({ currencyCode }) => currencyCode))];
    // An empty list speaks of the base currency, as prices without a currency do.
    const named = currencies.length ? currencies : [product.currencyCode];
    await tx.productPrice.deleteMany({ where: { productId: id, currencyCode: { in: named } } });
    await tx.productPrice.createMany({
      data: prices.map((price) => ({ productId: id, ...price })),
    });
  }
  if (product.payType === 'FREE') await tx.productPrice.deleteMany({ where: { productId: id } });
  if (input.upgradeProductIds)
    await writeUpgradePaths(tx, product, input.upgradeProductIds.map(keyOf));
  if (input.configOptionGroupIds)
    await writeOptionGroups(tx, id, input.configOptionGroupIds.map(keyOf));

  checkProduct(product);
  const prices = await tx.productPrice.findMany({
    where: { productId: id },
    select: { currencyCode: true, cycle: true },
  });
  checkPrices(product.payType, prices, await baseCurrency(tx), product.defaultCycle);
}

/** The cycle offered first where none was told. */
export const usualCycle = (payType: Product['payType'] | null | undefined) =>
  payType === 'FREE' ? 'FREE' : payType === 'ONE_TIME' ? 'ONE_TIME' : undefined;

/** Whether another product has this slug. */
export const slugTaken = (tx: Tx, id: number) => async (slug: string) =>
  (await tx.product.count({ where: { slug, id: { not: id } } })) > 0;
