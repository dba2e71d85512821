import { z } from 'zod';
import { checkAvailable } from '#modules/domains/ordering/check-available.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { type CartAttachmentChoice, attachField, parentOf } from './attach.ts';
import { checkFree, checkNotInCart, firstYears, cartDomainName } from './domain-name.ts';
import { idnLanguageField, spokenLanguage } from './idn-language.ts';
import { type CartOwnerInput, openCart, ownerFields } from './owner.ts';
import { itemPayload } from './payload.ts';
import { checkRegistry } from './registry.ts';
import { checkCapacity, checkSellable } from './sellable.ts';

command('cartAddDomain', {
  legacy: 'CartAddDomain',
  description:
    'Add a domain to a cart, to be registered. The name is checked against the TLDs on sale, the domains held here and, where the TLD has a registrar that answers, the registry.',
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    domainName: t.string({
      required: true,
      description: 'Name of the domain to register, e.g. example.com.',
    }),
    years: t.int({
      description: 'Registration period in years. Default: the period the TLD offers first.',
      validate: z.number().min(1).max(10),
    }),
    idnLanguage: idnLanguageField(t),
    attachTo: attachField(t),
  }),
  errors: [
    'CART_OWNER_MISSING',
    'CLIENT_NOT_FOUND',
    'DOMAIN_NAME_INVALID',
    'TLD_NOT_SUPPORTED',
    'DOMAIN_NOT_ALLOWED',
    'DOMAIN_TAKEN',
    'DOMAIN_NOT_AVAILABLE',
    'IDN_LANGUAGE_INVALID',
    'DOMAIN_IN_CART',
    'CART_ITEM_NOT_FOUND',
    'PRODUCT_NOT_FOUND',
    'PRICE_MISSING',
    'CART_FULL',
  ],
  prepare: (context, { domainName, idnLanguage }) =>
    checkRegistry(context, domainName, idnLanguage),
  run: (work, input) => addDomainItem(work, input),
  payload: itemPayload,
});

/** Puts a domain to be registered into a cart. */
export async function addDomainItem(
  work: Work,
  {
    domainName,
    years,
    attachTo,
    idnLanguage,
    ...owner
  }: CartOwnerInput & {
    domainName: string;
    years?: number | null | undefined;
    idnLanguage?: string | null | undefined;
    attachTo?: CartAttachmentChoice | null | undefined;
  },
) {
  const { tx } = work;
  const { name, tld } = await cartDomainName(tx, domainName);
  await checkFree(tx, name);
  const language = idnLanguage ? spokenLanguage(work, tld, idnLanguage) : '';
  const premium = await checkAvailable(tx, name);
  const cart = await openCart(work, owner);
  await checkNotInCart(tx, cart.id, name);
  await checkCapacity(tx, cart.id);
  const item = await tx.cartItem.create({
    data: {
      cartId: cart.id,
      type: 'DOMAIN_REGISTER',
      domainName: name,
      tldId: tld.id,
      idnLanguage: language,
      years: years ?? (premium ? 1 : await firstYears(tx, tld, 'REGISTER')),
      ...(premium && {
        premiumPrice: premium.register?.toString() ?? null,
        premiumRenewPrice: premium.renew.toString(),
        premiumCurrencyCode: premium.currencyCode,
      }),
      parentId: await parentOf(tx, cart.id, attachTo),
    },
    select: { id: true },
  });
  await checkSellable(tx, cart.id, item.id);
  return { cartId: cart.id, itemId: item.id };
}
