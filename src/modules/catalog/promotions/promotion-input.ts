import type { InputFieldBuilder, InputShapeFromFields } from '@pothos/core';
import { z } from 'zod';
import { keyOf, keyOfType } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Promotion } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import type { builder } from '#schema/builder.ts';
import { Addon } from '#modules/catalog/addons/addon.ts';
import { baseCurrency } from '#modules/catalog/base-currency.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { PromotionType } from '#modules/catalog/enums.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { amount } from '#modules/catalog/products/product-input.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type Fields = InputFieldBuilder<Types, 'InputObject'>;

const count = (max: number) => z.number().min(0).max(max);
const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9._-]{0,49}$/, 'must be 1 to 50 letters, digits, dots or dashes');

/** The fields of a promotion in inputs. */
export const promotionFields = (t: Fields, isNew: boolean) => ({
  code: t.string({
    required: isNew,
    description: 'What buyers type, in any case.',
    validate: code,
  }),
  type: t.field({ type: PromotionType, required: isNew, description: 'What it changes.' }),
  value: t.field({ type: 'Decimal', description: 'A percentage or an amount.', validate: amount }),
  currency: t.field({ type: 'CurrencyCode', description: 'Of an amount; default: the base.' }),
  isRecurring: t.boolean({ description: 'Let it hold for renewals too.' }),
  recurForCycles: t.int({ description: 'Renewals it holds for; 0 = all.', validate: count(1_000) }),
  cycles: t.field({ type: [BillingCycle], description: 'Cycles it holds for; none = all.' }),
  domainYears: t.intList({
    description: 'Registration periods it holds for; none = all.',
    validate: z.array(z.number().min(1).max(10)).max(10),
  }),
  appliesToProductIds: t.globalIDList({ for: Product, description: 'Products made cheaper.' }),
  appliesToAddonIds: t.globalIDList({ for: Addon, description: 'Addons made cheaper.' }),
  appliesToTldIds: t.idList({ description: 'TLDs made cheaper, as `Tld:3`.' }),
  requiresProductIds: t.globalIDList({ for: Product, description: 'One of what is required …' }),
  requiresAddonIds: t.globalIDList({ for: Addon, description: '… must be bought …' }),
  requiresTldIds: t.idList({ description: '… with it; TLDs as `Tld:3`.' }),
  requiresExisting: t.boolean({ description: 'What is required may be owned already.' }),
  startOn: t.field({ type: 'Date', description: 'Its first day; null for none.' }),
  expiresOn: t.field({ type: 'Date', description: 'Its last day; null for none.' }),
  maxUses: t.int({ description: 'Uses in all; 0 = no limit.', validate: count(1_000_000_000) }),
  isLifetime: t.boolean({ description: 'Keep the price through later price changes.' }),
  isOncePerOrder: t.boolean({ description: 'For one unit of one item of an order.' }),
  newSignupsOnly: t.boolean({ description: 'For first orders only.' }),
  existingClientsOnly: t.boolean({ description: 'For clients with something active only.' }),
  isOncePerClient: t.boolean({ description: 'Once for each client.' }),
  upgradesAllowed: t.boolean({ description: 'Allow it when upgrading.' }),
  upgradeConfig: t.field({ type: 'JSON', description: 'What it gives on upgrades.' }),
  isActive: t.boolean({ description: 'Switch it on or off.' }),
  notes: t.string({ description: 'For staff.', validate: z.string().max(20_000) }),
});

/** What a change of a promotion is told. */
export type PromotionFields = InputShapeFromFields<ReturnType<typeof promotionFields>>;

/** The columns of a promotion that were told. */
export const promotionColumnsOf = (input: PromotionFields) => ({
  value: input.value ?? undefined,
  currencyCode: input.currency ?? undefined,
  isRecurring: input.isRecurring ?? undefined,
  recurForCycles: input.recurForCycles ?? undefined,
  cycles: input.cycles ?? undefined,
  domainYears: input.domainYears ?? undefined,
  requiresExisting: input.requiresExisting ?? undefined,
  // Null is a value here: no first or last day.
  startOn: input.startOn,
  expiresOn: input.expiresOn,
  maxUses: input.maxUses ?? undefined,
  isLifetime: input.isLifetime ?? undefined,
  isOncePerOrder: input.isOncePerOrder ?? undefined,
  newSignupsOnly: input.newSignupsOnly ?? undefined,
  existingClientsOnly: input.existingClientsOnly ?? undefined,
  isOncePerClient: input.isOncePerClient ?? undefined,
  upgradesAllowed: input.upgradesAllowed ?? undefined,
  upgradeConfig: (input.upgradeConfig ?? undefined) as object | undefined,
  isActive: input.isActive ?? undefined,
  notes: input.notes ?? undefined,
});

const wrong = (field: string, message: string) =>
  new DomainError('BAD_INPUT', `${field}: ${message}`, { field });

/** Checks what must fit together in a promotion. @throws DomainError BAD_INPUT */
export function checkPromotion(promotion: Promotion): void {
  const { type, value, startOn, expiresOn } = promotion;
  if (type === 'PERCENTAGE' && value.greaterThan(100))
    throw wrong('value', 'a percentage is at most 100');
  if ((type === 'PERCENTAGE' || type === 'FIXED_AMOUNT') && value.isZero())
    throw wrong('value', 'must be above 0');
  if (startOn && expiresOn && expiresOn < startOn)
    throw wrong('expiresOn', 'must not be before startOn');
  if (promotion.newSignupsOnly && promotion.existingClientsOnly)
    throw wrong('existingClientsOnly', 'nobody is a new and an existing client');
}

/** The currency of a promotion's amount: the one told, else the base. @throws DomainError CURRENCY_NOT_FOUND */
export async function promotionCurrency(tx: Tx, received: string | undefined): Promise<string> {
  if (!received) return baseCurrency(tx);
  if (await tx.currency.count({ where: { code: received } })) return received;
  throw new DomainError('CURRENCY_NOT_FOUND', undefined, { field: 'currency' });
}

type Role = 'APPLIES_TO' | 'REQUIRES';

/** Replaces the targets of the kinds that were told. @throws DomainError PROMOTION_TARGET_NOT_FOUND */
export async function writeTargets(tx: Tx, promotionId: number, input: PromotionFields) {
  const tld = (id: string | number) => keyOfType(String(id), 'Tld');
  const write = async (
    role: Role,
    column: 'productId' | 'addonId' | 'tldId',
    field: keyof PromotionFields,
    ids: readonly number[] | undefined,
  ) => {
    if (!ids) return;
    const unique = [...new Set(ids)];
    const where = { id: { in: unique } };
    const found =
      column === 'productId'
        ? await tx.product.count({ where })
        : column === 'addonId'
          ? await tx.addon.count({ where })
          : await tx.tld.count({ where });
    if (found < unique.length)
      throw new DomainError('PROMOTION_TARGET_NOT_FOUND', undefined, { field });
    await tx.promotionTarget.deleteMany({
      where: { promotionId, role, [column]: { not: null } },
    });
    await tx.promotionTarget.createMany({
      data: unique.map((id) => ({ promotionId, role, [column]: id })),
    });
  };
  const { appliesToProductIds, appliesToAddonIds, appliesToTldIds } = input;
  await write('APPLIES_TO', 'productId', 'appliesToProductIds', appliesToProductIds?.map(keyOf));
  await write('APPLIES_TO', 'addonId', 'appliesToAddonIds', appliesToAddonIds?.map(keyOf));
  await write('APPLIES_TO', 'tldId', 'appliesToTldIds', appliesToTldIds?.map(tld));
  const { requiresProductIds, requiresAddonIds, requiresTldIds } = input;
  await write('REQUIRES', 'productId', 'requiresProductIds', requiresProductIds?.map(keyOf));
  await write('REQUIRES', 'addonId', 'requiresAddonIds', requiresAddonIds?.map(keyOf));
  await write('REQUIRES', 'tldId', 'requiresTldIds', requiresTldIds?.map(tld));
}
