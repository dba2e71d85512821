import type { Actor } from '#core/actor.ts';
import { isStaff } from '#core/actor.ts';
import { DomainError, type ErrorCode } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';
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

/** What of them is offered in order forms, whoever fills them in. */
export const offeredOptions = { isHidden: false } as const;
export const offeredAddons = { isHidden: false, isRetired: false } as const;

/** Which addons an actor may see. */
export const visibleAddons = (actor: Actor): Prisma.AddonWhereInput =>
  isStaff(actor) ? {} : { isHidden: false, isRetired: false };

/** Which promotions an actor may see: a code is known by being told, not by looking. */
export const visiblePromotions = (actor: Actor): Prisma.PromotionWhereInput =>
  isStaff(actor) ? {} : { id: -1 };

/** What stands on a service of the actor's clients is seen from there, on sale or not. */
const ofService = (actor: Actor) => ({ some: ofVisibleClient(actor) });

// An empty condition among others is met by nothing, for Prisma: staff reach all without one.

/** Which products an actor reaches: those on sale, and those of its services. */
export const reachableProducts = (actor: Actor): Prisma.ProductWhereInput =>
  isStaff(actor) ? {} : { OR: [visibleProducts(actor), { services: ofService(actor) }] };

/** Which product groups an actor reaches. */
export const reachableProductGroups = (actor: Actor): Prisma.ProductGroupWhereInput =>
  isStaff(actor)
    ? {}
    : { OR: [visibleGroups(actor), { products: { some: { services: ofService(actor) } } }] };

/** Which addons an actor reaches: those on sale, and those of its services. */
export const reachableAddons = (actor: Actor): Prisma.AddonWhereInput =>
  isStaff(actor) ? {} : { OR: [visibleAddons(actor), { serviceAddons: ofService(actor) }] };

/** Which promotions an actor reaches: those that its orders, services, domains and carts used. */
export const reachablePromotions = (actor: Actor): Prisma.PromotionWhereInput => {
  if (isStaff(actor)) return {};
  const some = ofVisibleClient(actor);
  return {
    OR: [
      { orders: { some } },
      { services: { some } },
      { domains: { some } },
      { carts: { some: { AND: [{ clientId: { not: null } }, some] } } },
    ],
  };
};

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
