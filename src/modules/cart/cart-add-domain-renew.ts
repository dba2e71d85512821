import { keyOf, keyOfType } from '#core/ids.ts';
import { z } from 'zod';
import { ofVisibleClient } from '#modules/access/visible.ts';
import type { Tld } from '#generated/prisma/client.ts';
import { registrarShape } from '#modules/domains/registrars/at-registrar.ts';
import { requireRenewable } from '#modules/domains/ordering/renewal.ts';
import type { Tx } from '#platform/database/client.ts';
import { command } from '#schema/command.ts';
import type { Work } from '#schema/work.ts';
import { checkNotInCart, firstYears } from './domain-name.ts';
import { type CartOwnerInput, openCart, ownerFields } from './owner.ts';
import { itemPayload } from './payload.ts';
import { checkCapacity, checkSellable } from './sellable.ts';

/** States in which a domain can be renewed. */
const renewable = ['ACTIVE', 'GRACE', 'REDEMPTION'] as const;

command('cartAddDomainRenew', {
  legacy: 'CartAddDomainRenew',
  description:
    "Add the renewal of a client's domain to the client's cart, with the addons the domain has.",
  permission: 'cart:write',
  input: (t) => ({
    ...ownerFields(t),
    domainId: t.id({ required: true, description: 'ID of the domain to renew, e.g. `Domain:7`.' }),
    years: t.int({
      description: 'Renewal period in years. Default: the current period of the domain.',
      validate: z.number().min(1).max(10),
    }),
  }),
  errors: [
    'CLIENT_NOT_FOUND',
    'DOMAIN_NOT_FOUND',
    'DOMAIN_WRONG_STATUS',
    'REGISTRAR_OPERATION_MISSING',
    'REGISTRAR_NOT_ACTIVE',
    'DOMAIN_IN_CART',
    'PRICE_MISSING',
    'CART_FULL',
  ],
  run: (work, input) => addRenewalItem(work, input),
  payload: itemPayload,
});

/** Puts the renewal of a domain into a cart. */
export async function addRenewalItem(
  work: Work,
  {
    domainId,
    years,
    clientId,
    clientIp,
  }: CartOwnerInput & {
    domainId: string;
    years?: number | null | undefined;
  },
) {
  const { tx, actor } = work;
  const domain = await tx.domain.findFirst({
    where: { AND: [{ id: keyOfType(domainId, 'Domain') }, ofVisibleClient(actor)] },
    include: { tld: true, ...registrarShape },
  });
  const isOthers = clientId && domain && domain.clientId !== keyOf(clientId);
  if (!domain || isOthers) return work.fail('DOMAIN_NOT_FOUND');
  if (!renewable.some((status) => status === domain.status))
    work.fail('DOMAIN_WRONG_STATUS', undefined, { status: domain.status });
  if (domain.registrar?.isActive) requireRenewable(work, domain);
  const owner = { typename: 'Client', id: String(domain.clientId) };
  const cart = await openCart(work, { clientId: owner, clientIp });
  await checkNotInCart(tx, cart.id, domain.name);
  await checkCapacity(tx, cart.id);
  const item = await tx.cartItem.create({
    data: {
      cartId: cart.id,
      type: 'DOMAIN_RENEW',
      domainName: domain.name,
      domainId: domain.id,
      tldId: domain.tldId,
      years: years ?? (await renewalYears(tx, domain)),
      idProtection: domain.idProtection,
      dnsManagement: domain.dnsManagement,
      emailForwarding: domain.emailForwarding,
    },
    select: { id: true },
  });
  await checkSellable(tx, cart.id, item.id);
  return { cartId: cart.id, itemId: item.id };
}

/** The years a domain is renewed for: its own period, where that is on sale. */
async function renewalYears(tx: Tx, { years, tld }: { years: number; tld: Tld | null }) {
  return tld ? firstYears(tx, { ...tld, defaultYears: years }, 'RENEW') : years;
}
