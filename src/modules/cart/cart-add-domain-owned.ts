import { now } from '#core/clock.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { attachField, parentOf } from './attach.ts';
import { checkNotInCart, normalizedName } from './domain-name.ts';
import { openCart, ownerFields } from './owner.ts';
import { itemPayload } from './payload.ts';
import { proofsOf } from './proof.ts';
import { checkCapacity } from './sellable.ts';

command('cartAddDomainOwned', {
  legacy: 'CartAddDomainOwned',
  description:
    'Add a domain held elsewhere to a cart, for use with a product, free of charge. If the setting `OwnDomainProofRequired` is on, ownership must be proved first.',
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    domainName: t.string({
      required: true,
      description: 'Name of the domain held elsewhere, e.g. example.com.',
    }),
    attachTo: attachField(t),
  }),
  errors: [
    'CART_OWNER_MISSING',
    'CLIENT_NOT_FOUND',
    'DOMAIN_NAME_INVALID',
    'DOMAIN_IN_CART',
    'DOMAIN_NOT_PROVED',
    'CART_ITEM_NOT_FOUND',
    'PRODUCT_NOT_FOUND',
    'CART_FULL',
  ],
  run: async (work, { domainName, attachTo, ...owner }) => {
    const { tx } = work;
    const name = normalizedName(domainName);
    await checkProved(work, name);
    const cart = await openCart(work, owner);
    await checkNotInCart(tx, cart.id, name);
    await checkCapacity(tx, cart.id);
    const { id } = await tx.cartItem.create({
      data: {
        cartId: cart.id,
        type: 'DOMAIN_OWNED',
        domainName: name,
        parentId: await parentOf(tx, cart.id, attachTo),
      },
      select: { id: true },
    });
    return { cartId: cart.id, itemId: id };
  },
  payload: itemPayload,
});

/** @throws DomainError DOMAIN_NOT_PROVED where the company wants a proof and there is none */
export async function checkProved({ tx, actor, fail }: Work, domainName: string): Promise<void> {
  if (!(await settingIsOn(tx, 'OwnDomainProofRequired'))) return;
  const proved = await tx.domainOwnershipProof.count({
    where: {
      AND: [{ domainName, verifiedAt: { not: null }, expiresAt: { gt: now() } }, proofsOf(actor)],
    },
  });
  if (!proved) fail('DOMAIN_NOT_PROVED', undefined, { field: 'domainName' });
}
