import type { InputFieldBuilder, InputShapeFromFields } from '@pothos/core';
import { z } from 'zod';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Addon } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import type { Work } from '#schema/work.ts';
import type { builder } from '#schema/builder.ts';
import { baseCurrency } from '#modules/catalog/base-currency.ts';
import { safeHtml } from '#platform/safe-html.ts';
import { PayTypeEnum } from '#modules/catalog/enums.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { pricesField } from '#modules/catalog/products/product-input.ts';
import { productLinks } from '#modules/catalog/products/product-links.ts';
import { unlessGiven } from '#schema/defined-fields.ts';
import { checkPrices, storedPrices } from '#modules/catalog/pricing/price-input.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Fields = InputFieldBuilder<Types, 'InputObject'>;

const count = (max: number) => z.number().min(0).max(max);

/** The fields of an addon in inputs. */
export const addonFields = (t: Fields, isNew: boolean) => ({
  name: t.string({
    required: isNew,
    description: 'Name of the addon.',
    validate: z.string().trim().min(1, 'is required').max(255),
  }),
  description: t.string({
    description: 'Description of the addon as HTML. Unsafe markup is removed.',
    validate: z.string().max(20_000),
  }),
  payType: t.field({
    type: PayTypeEnum,
    description: 'How the addon is paid for. Default for new addons: RECURRING.',
  }),
  prices: pricesField(t),
  isTaxed: t.boolean({
    description: `Whether tax is charged on the addon.${unlessGiven(isNew, 'false')}`,
  }),
  isShownOnOrder: t.boolean({
    description: `Whether the addon is offered when ordering a product.${unlessGiven(isNew, 'true')}`,
  }),
  isHidden: t.boolean({
    description: `Whether the addon is hidden from buyers.${unlessGiven(isNew, 'false')}`,
  }),
  isRetired: t.boolean({
    description: `Whether the addon is retired and no longer sold to anybody.${unlessGiven(isNew, 'false')}`,
  }),
  autoActivated: t.boolean({
    description: `Whether the addon is activated automatically as soon as it is paid.${unlessGiven(isNew, 'false')}`,
  }),
  suspendsParent: t.boolean({
    description: `Whether the parent service is suspended when the addon is overdue.${unlessGiven(isNew, 'false')}`,
  }),
  serverModule: t.string({
    description:
      'System name of the server module, such as `cpanel`, `plesk` or `autorelease`. Empty for none.',
  }),
  serverGroupId: t.id({
    description: 'Server group the addon is set up on, as `ServerGroup:2`. Null for none.',
  }),
  serverPackageName: t.string({
    description: 'Name of the package on the server.',
    validate: z.string().trim().max(255),
  }),
  welcomeEmailTemplateId: t.id({
    description: 'Email template of the welcome message, as `EmailTemplate:5`. Null for none.',
  }),
  stockControlled: t.boolean({
    description: `Whether sales are limited to \`stockQuantity\`.${unlessGiven(isNew, 'false')}`,
  }),
  stockQuantity: t.int({
    description: `Number of units left to sell.${unlessGiven(isNew, '0')}`,
    validate: count(1_000_000_000),
  }),
  sortOrder: t.int({
    description: `Position of the addon among the addons.${unlessGiven(isNew, '0')}`,
    validate: count(1_000_000),
  }),
  productIds: t.globalIDList({
    for: Product,
    description: 'IDs of all products the addon is sold with. Replaces the previous list.',
  }),
});

/** Input of a change of an addon. */
export type AddonFields = InputShapeFromFields<ReturnType<typeof addonFields>>;

/** The columns of an addon that were told; what it refers to must exist. @throws DomainError */
export async function addonColumnsOf(work: Work, input: AddonFields) {
  const { serverModule, serverGroupId, welcomeEmailTemplateId, description } = input;
  const links = await productLinks(work, { serverModule, serverGroupId, welcomeEmailTemplateId });
  const { recommendedProductId: _none, ...own } = links;
  return {
    ...own,
    description: typeof description === 'string' ? safeHtml(description).trim() : undefined,
    payType: input.payType ?? undefined,
    isTaxed: input.isTaxed ?? undefined,
    isShownOnOrder: input.isShownOnOrder ?? undefined,
    isHidden: input.isHidden ?? undefined,
    isRetired: input.isRetired ?? undefined,
    serverPackageName: input.serverPackageName ?? undefined,
    autoActivated: input.autoActivated ?? undefined,
    suspendsParent: input.suspendsParent ?? undefined,
    stockControlled: input.stockControlled ?? undefined,
    stockQuantity: input.stockQuantity ?? undefined,
    sortOrder: input.sortOrder ?? undefined,
  };
}

/** Writes the prices and products of an addon, and checks the whole. @throws DomainError */
export async function writeAddonRest(tx: Tx, addon: Addon, input: AddonFields): Promise<void> {
  const { id: addonId, payType } = addon;
  const base = await baseCurrency(tx);
  if (input.prices) {
    const stored = await storedPrices(tx, input.prices);
    const named = [...new Set(stored.map(({ currencyCode }) => currencyCode))];
    const currencyCode = { in: named.length ? named : [base] };
    await tx.addonPrice.deleteMany({ where: { addonId, currencyCode } });
    await tx.addonPrice.createMany({
      data: stored.map(({ oldPrice: _old, cost: _cost, ...price }) => ({ addonId, ...price })),
    });
  }
  if (input.productIds) {
    const ids = [...new Set(input.productIds.map(keyOf))];
    if ((await tx.product.count({ where: { id: { in: ids } } })) < ids.length)
      throw new DomainError('PRODUCT_NOT_FOUND', undefined, { field: 'productIds' });
    await tx.addonProduct.deleteMany({ where: { addonId } });
    await tx.addonProduct.createMany({ data: ids.map((productId) => ({ addonId, productId })) });
  }
  const prices = await tx.addonPrice.findMany({ where: { addonId } });
  checkPrices(payType, prices, base);
  if (payType !== 'FREE' && !prices.some(({ currencyCode }) => currencyCode === base))
    throw new DomainError('PRICE_MISSING', `There is no ${base} price.`, { field: 'prices' });
}
