import { keyOf } from '#core/ids.ts';
import { z } from 'zod';
import { Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { command } from '#schema/command.ts';
import { Product } from './product.ts';
import { productPayload } from './product-payload.ts';
import { ProductGroup } from './product-group.ts';
import { chooseSlug } from './slugs.ts';
import { changeCatalog } from '#modules/catalog/version.ts';
import { productFor, there } from '#modules/catalog/visible.ts';
import { slugTaken } from './write-product.ts';

command('duplicateProduct', {
  legacy: 'DuplicateProduct',
  description:
    'Copy a product with its prices, options, addons and custom fields. Upgrade paths are copied only if the copy is in the same group.',
  permission: 'catalog:write',
  input: (t) => ({
    productId: t.globalID({
      for: Product,
      required: true,
      description: 'ID of the product to copy.',
    }),
    name: t.string({
      required: true,
      description: 'Name of the copy.',
      validate: z.string().trim().min(1, 'is required').max(255),
    }),
    groupId: t.globalID({
      for: ProductGroup,
      required: true,
      description: 'ID of the product group of the copy.',
    }),
    isHidden: t.boolean({
      description: 'Whether the copy is hidden from buyers. Default: as the original.',
    }),
  }),
  errors: ['PRODUCT_NOT_FOUND', 'PRODUCT_GROUP_NOT_FOUND'],
  run: async (work, { productId, name, groupId, isHidden }) => {
    await changeCatalog(work);
    const { tx } = work;
    const { prices, upgradePaths, ...source } = await productFor(work, keyOf(productId));
    const group = await tx.productGroup.findUnique({ where: { id: keyOf(groupId) } });
    const { id: newGroupId } = there(group, 'PRODUCT_GROUP_NOT_FOUND');
    const { id: _id, createdAt: _c, updatedAt: _u, configurations, ...columns } = source;
    const { id } = await tx.product.create({
      data: {
        ...columns,
        configurations: configurations ?? Prisma.DbNull,
        name,
        groupId: newGroupId,
        isHidden: isHidden ?? source.isHidden,
        isRetired: false,
        slug: await chooseSlug(null, name, slugTaken(tx, 0)),
      },
      select: { id: true },
    });
    await tx.productPrice.createMany({
      data: prices.map(({ currencyCode, cycle, setupFee, price, oldPrice, cost }) => ({
        productId: id,
        currencyCode,
        cycle,
        setupFee,
        price,
        oldPrice,
        cost,
      })),
    });
    if (source.groupId === newGroupId)
      await tx.productUpgradePath.createMany({
        data: upgradePaths.map(({ toProductId }) => ({ fromProductId: id, toProductId })),
      });
    await copyLinks(tx, source.id, id);
    work.announce('product.added', { productId: id });
    return { productId: id, sourceId: source.id };
  },
  payload: (t) => ({
    ...productPayload(t, 'The new product.'),
    source: t.prismaField({
      type: Product,
      description: 'The product that was copied.',
      resolve: (query, { sourceId }, _args, { db }) =>
        db.product.findUniqueOrThrow({ ...query, where: { id: sourceId } }),
    }),
  }),
});

/** Copies options, addons and custom fields offered with one product to another. */
async function copyLinks(tx: Tx, fromId: number, productId: number): Promise<void> {
  const where = { productId: fromId };
  const groups = await tx.productConfigOptionGroup.findMany({ where, orderBy: { id: 'asc' } });
  await tx.productConfigOptionGroup.createMany({
    data: groups.map(({ groupId, sortOrder }) => ({ productId, groupId, sortOrder })),
  });
  const addons = await tx.addonProduct.findMany({ where, orderBy: { id: 'asc' } });
  await tx.addonProduct.createMany({ data: addons.map(({ addonId }) => ({ productId, addonId })) });
  const fields = await tx.customField.findMany({ where, orderBy: { id: 'asc' } });
  await tx.customField.createMany({
    data: fields.map(({ id: _id, createdAt: _c, updatedAt: _u, ...field }) => ({
      ...field,
      productId,
    })),
  });
}
