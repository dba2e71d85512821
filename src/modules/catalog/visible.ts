import type { Actor } from '#core/actor.ts';
import { isStaff } from '#core/actor.ts';
import { DomainError, type ErrorCode } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';

/** What buyers see of products: neither hidden ones, nor retired ones, nor those of hidden groups. */
export const inStore = {
  isHidden: false,
  isRetired: false,
  group: { isHidden: false },
} satisfies Prisma.ProductWhereInput;

/** Which products an actor may see. */
export const visibleProducts = (actor: Actor): Prisma.ProductWhereInput =>
  isStaff(actor) ? {} : inStore;

/** Which product groups an actor may see. */
export const visibleGroups = (actor: Actor): Prisma.ProductGroupWhereInput =>
  isStaff(actor) ? {} : { isHidden: false };

/** Which configurable options an actor may see, and which of their choices. */
export const visibleOptions = (actor: Actor) => (isStaff(actor) ? {} : { isHidden: false });

/** Which addons an actor may see. */
export const visibleAddons = (actor: Actor): Prisma.AddonWhereInput =>
  isStaff(actor) ? {} : { isHidden: false, isRetired: false };

/** Which promotions an actor may see: a code is known by being told, not by looking. */
export const visiblePromotions = (actor: Actor): Prisma.PromotionWhereInput =>
  isStaff(actor) ? {} : { id: -1 };

/** A row that must be there. @throws DomainError with the code */
export function there<Row>(row: Row | null | undefined, code: ErrorCode): Row {
  if (row === null || row === undefined) throw new DomainError(code);
  return row;
}

/** The product a change is about. @throws DomainError PRODUCT_NOT_FOUND */
export async function productFor({ tx }: Pick<Work, 'tx'>, id: number) {
  return there(
    await tx.product.findUnique({ where: { id }, include: { upgradePaths: true, prices: true } }),
    'PRODUCT_NOT_FOUND',
  );
}
