import { z } from 'zod';
import { cartSecrets } from '#modules/orders/cart-rows.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { type CartAttachmentChoice, attachField, parentOf } from './attach.ts';
import { checkFree, checkNotInCart, cartDomainName } from './domain-name.ts';
import { type CartOwnerInput, openCart, ownerFields } from './owner.ts';
import { itemPayload } from './payload.ts';
import { checkCapacity, checkSellable } from './sellable.ts';

command('cartAddDomainTransfer', {
  legacy: 'CartAddDomainTransfer',
  description: 'Add a domain to a cart, to be transferred here from another registrar.',
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    domainName: t.string({
      required: true,
      description: 'Name of the domain to transfer, e.g. example.com.',
    }),
    eppCode: t.field({
      type: 'Secret',
      description: "EPP code given by the domain's current registrar; stored encrypted.",
      validate: z.string().trim().max(255),
    }),
    attachTo: attachField(t),
  }),
  errors: [
    'CART_OWNER_MISSING',
    'CLIENT_NOT_FOUND',
    'DOMAIN_NAME_INVALID',
    'TLD_NOT_SUPPORTED',
    'DOMAIN_NOT_ALLOWED',
    'DOMAIN_TAKEN',
    'DOMAIN_EPP_REQUIRED',
    'DOMAIN_IN_CART',
    'CART_ITEM_NOT_FOUND',
    'PRODUCT_NOT_FOUND',
    'PRICE_MISSING',
    'CART_FULL',
  ],
  run: (work, input) => addTransferItem(work, input),
  payload: itemPayload,
});

/** Puts a domain to be transferred into a cart. */
export async function addTransferItem(
  work: Work,
  {
    domainName,
    eppCode,
    attachTo,
    ...owner
  }: CartOwnerInput & {
    domainName: string;
    eppCode?: string | null | undefined;
    attachTo?: CartAttachmentChoice | null | undefined;
  },
) {
  const { tx, app } = work;
  const { name, tld } = await cartDomainName(tx, domainName);
  if (tld.requiresEpp && !eppCode)
    work.fail('DOMAIN_EPP_REQUIRED', undefined, { field: 'eppCode' });
  await checkFree(tx, name);
  const cart = await openCart(work, owner);
  await checkNotInCart(tx, cart.id, name);
  await checkCapacity(tx, cart.id);
  const { id } = await tx.cartItem.create({
    data: {
      cartId: cart.id,
      type: 'DOMAIN_TRANSFER',
      domainName: name,
      tldId: tld.id,
      // A transfer adds one year (ICANN Transfer Policy); no registrar takes more.
      years: 1,
      parentId: await parentOf(tx, cart.id, attachTo),
    },
    select: { id: true },
  });
  if (eppCode) {
    const box = app.keyring.box(cartSecrets.purpose);
    const eppCodeEncrypted = box.encrypt(eppCode, cartSecrets.context(id));
    await tx.cartItem.update({ where: { id }, data: { eppCodeEncrypted } });
  }
  await checkSellable(tx, cart.id, id);
  return { cartId: cart.id, itemId: id };
}
