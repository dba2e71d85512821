import type { InputFieldBuilder, InputShapeFromFields } from '@pothos/core';
import { z } from 'zod';
import { keyOf, keyOfType } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { Prisma, type Promotion } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import type { builder } from '#schema/builder.ts';
import { Addon } from '#modules/catalog/addons/addon.ts';
import { baseCurrency } from '#modules/catalog/base-currency.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { PromotionType } from '#modules/catalog/enums.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { unlessGiven } from '#schema/defined-fields.ts';
import { amountRule } from '#modules/catalog/products/product-input.ts';

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
    description: 'Promotion code that buyers enter. Not case-sensitive.',
    validate: code,
  }),
  type: t.field({
    type: PromotionType,
    required: isNew,
    description: 'How the promotion changes the price.',
  }),
  value: t.field({
    type: 'Decimal',
    description: `Value of the promotion: a percentage or an amount, depending on \`type\`.${unlessGiven(isNew, '0')}`,
    validate: amountRule,
  }),
  currency: t.field({
    type: 'CurrencyCode',
    description: 'Currency of `value` if `value` is an amount. Default: the base currency.',
  }),
  isRecurring: t.boolean({
    description: `Whether the promotion also applies to renewals.${unlessGiven(isNew, 'false')}`,
  }),
  recurForCycles: t.int({
    description: `Number of renewals the promotion applies to. 0 for all.${unlessGiven(isNew, '0')}`,
    validate: count(1_000),
  }),
  cycles: t.field({
    type: [BillingCycle],
    description: 'Billing cycles the promotion applies to. Empty for all.',
  }),
  domainYears: t.intList({
    description: 'Registration periods in years the promotion applies to. Empty for all.',
    validate: z.array(z.number().min(1).max(10)).max(10),
  }),
  appliesToProductIds: t.globalIDList({
    for: Product,
    description: 'IDs of the products that the promotion applies to.',
  }),
  appliesToAddonIds: t.globalIDList({
    for: Addon,
    description: 'IDs of the addons that the promotion applies to.',
  }),
  appliesToTldIds: t.idList({ description: 'TLDs that the promotion applies to, as `Tld:3`.' }),
  requiresProductIds: t.globalIDList({
    for: Product,
    description:
      'IDs of required products. The order must contain at least one of the required products, addons or TLDs.',
  }),
  requiresAddonIds: t.globalIDList({
    for: Addon,
    description:
      'IDs of required addons. The order must contain at least one of the required products, addons or TLDs.',
  }),
  requiresTldIds: t.idList({
    description:
      'Required TLDs, as `Tld:3`. The order must contain at least one of the required products, addons or TLDs.',
  }),
  requiresExisting: t.boolean({
    description: 'Whether a required item already owned by the client also counts.',
  }),
  startOn: t.field({
    type: 'Date',
    description: 'First day on which the promotion is valid. Null for no start.',
  }),
  expiresOn: t.field({
    type: 'Date',
    description: 'Last day on which the promotion is valid. Null for no end.',
  }),
  maxUses: t.int({
    description: `Maximum number of uses in total. 0 for no limit.${unlessGiven(isNew, '0')}`,
    validate: count(1_000_000_000),
  }),
  isLifetime: t.boolean({
    description: `Whether items bought with the promotion keep their price through later price changes.${unlessGiven(isNew, 'false')}`,
  }),
  isOncePerOrder: t.boolean({
    description: `Whether the promotion applies to a single unit of a single item of an order only.${unlessGiven(isNew, 'false')}`,
  }),
  newSignupsOnly: t.boolean({
    description: `Whether the promotion is valid for first orders only.${unlessGiven(isNew, 'false')}`,
  }),
  existingClientsOnly: t.boolean({
    description: `Whether the promotion is valid only for clients with something active.${unlessGiven(isNew, 'false')}`,
  }),
  isOncePerClient: t.boolean({
    description: `Whether each client can use the promotion only once.${unlessGiven(isNew, 'false')}`,
  }),
  upgradesAllowed: t.boolean({
    description: `Whether the promotion can be used for upgrades.${unlessGiven(isNew, 'false')}`,
  }),
  upgradeConfig: t.field({
    type: 'JSON',
    description: 'Reduction that the promotion gives on upgrades.',
  }),
  isActive: t.boolean({
    description: `Whether the promotion is active.${unlessGiven(isNew, 'true')}`,
  }),
  notes: t.string({
    description: 'Internal notes on the promotion, for staff only.',
    validate: z.string().max(20_000),
  }),
});

/** Input of a change of a promotion. */
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
  upgradeConfig:
    input.upgradeConfig === null ? Prisma.DbNull : (input.upgradeConfig as object | undefined),
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
