import type { InputShapeFromFields } from '@pothos/core';
import { z } from 'zod';
import { isStaff } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import { isWebAddress } from '#core/addresses/web-address.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { amountRule } from '#modules/catalog/products/product-input.ts';
import { filledLine, type Inputs } from '#modules/clients/details.ts';
import { percentRule } from '#schema/decimal-rule.ts';
import type { Work } from '#schema/work.ts';
import { Reseller } from './reseller.ts';
import { visibleResellers } from './visible.ts';
import { emailOrNoneRule } from '#schema/email-rule.ts';

const websiteRule = z
  .string()
  .trim()
  .max(255, 'must be at most 255 characters long')
  .refine((text) => text === '' || isWebAddress(text), {
    error: 'must be a web address that begins with http:// or https://',
  });

export const brandNameRule = filledLine(100);

/** What of a reseller its parent and itself may set besides the name. */
export const brandInputs = (t: Inputs) => ({
  websiteUrl: t.string({
    description:
      "Website of the reseller's brand, starting with `http://` or `https://`. Empty for none.",
    validate: websiteRule,
  }),
  supportEmail: t.string({
    description: "Email address the reseller's customers write to. Empty for none.",
    validate: emailOrNoneRule,
  }),
});

/** What of a reseller only staff may set, when it is added as well as later. */
export const termInputs = (t: Inputs) => ({
  discountPercent: t.field({
    type: 'Decimal',
    description:
      "Discount in percent, 0 to 100, on the company's own prices, where neither an agreed price nor the cost price list has a price. Only staff can set it.",
    validate: percentRule.nullish(),
  }),
  creditLimit: t.field({
    type: 'Decimal',
    description:
      "Amount by which the balance of the reseller's client may go below zero, in the client's currency. Only staff can set it.",
    validate: amountRule.nullish(),
  }),
  parentId: t.globalID({
    for: Reseller,
    description: 'ID of the parent reseller. Only staff can set it.',
  }),
});

type Terms = Partial<InputShapeFromFields<ReturnType<typeof termInputs>>>;

/** @throws DomainError FORBIDDEN naming the first field that only staff may set */
export function refuseTerms({ actor, fail }: Work, terms: Terms): void {
  if (isStaff(actor)) return;
  const field = Object.keys(terms).find((name) => terms[name as keyof Terms] !== undefined);
  if (field) fail('FORBIDDEN', `${field}: only staff may set it.`, { field });
}

/** The reseller a change is about, locked. @throws DomainError RESELLER_NOT_FOUND */
export async function resellerFor({ tx, actor, fail }: Work, id: number) {
  await tx.$queryRaw`select id from resellers where id = ${id} for update`;
  const reseller = await tx.reseller.findFirst({
    where: { AND: [{ id }, visibleResellers(actor)] },
    select: { id: true, clientId: true, parentId: true, status: true },
  });
  return reseller ?? fail('RESELLER_NOT_FOUND');
}

/**
 * The id of a reseller that may stand above another.
 * @param below the one that it is put above; null for a new one
 * @throws DomainError RESELLER_NOT_FOUND, RESELLER_ABOVE_ITSELF
 */
export async function parentFor(
  { tx, fail }: Work,
  provided: { typename: string; id: string },
  below: number | null,
): Promise<number> {
  const parentId = keyOf(provided);
  // One move at a time: two that cross would close a circle that neither sees.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('reseller-parents'))::text`;
  const chain = await tx.$queryRaw<{ id: number }[]>`
    with recursive above as (
      select id, parent_id from resellers where id = ${parentId}
      union
      select r.id, r.parent_id from resellers r join above on r.id = above.parent_id
    ) select id from above`;
  if (!chain.length) fail('RESELLER_NOT_FOUND', undefined, { field: 'parentId' });
  if (chain.some(({ id }) => id === below))
    fail('RESELLER_ABOVE_ITSELF', undefined, { field: 'parentId' });
  return parentId;
}

/** Writes how far the balance of the reseller's client may go below zero. */
export async function saveCreditLimit(
  { tx }: Work,
  clientId: number,
  creditLimit: Prisma.Decimal | null | undefined,
): Promise<void> {
  if (creditLimit !== undefined)
    await tx.client.update({
      where: { id: clientId },
      data: { creditLimit: creditLimit ?? 0 },
      select: { id: true },
    });
}

/** @throws DomainError CURRENCY_NOT_FOUND */
export async function activeCurrency({ tx, fail }: Work, code: string): Promise<string> {
  const found = await tx.currency.findFirst({ where: { code, isActive: true } });
  return found?.code ?? fail('CURRENCY_NOT_FOUND', undefined, { field: 'currency' });
}
