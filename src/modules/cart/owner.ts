import { randomUUID } from 'node:crypto';
import type { InputFieldBuilder } from '@pothos/core';
import type { Actor } from '#core/actor.ts';
import { normalizeAddress } from '#core/addresses/ip-address.ts';
import { now } from '#core/clock.ts';
import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import { baseCurrency } from '#modules/catalog/base-currency.ts';
import { adoptCart, type Visitor } from '#modules/orders/cart-rows.ts';
import { Client } from '#modules/clients/client.ts';
import { clientFor } from '#modules/clients/visible.ts';
import { settingNumber } from '#modules/settings/settings.ts';
import type { builder } from '#schema/builder.ts';
import type { Work } from '#schema/work.ts';
import { forgetPrices } from './priced-cart.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** The fields of an input that say whose cart is meant. */
export const ownerFields = (t: InputFieldBuilder<Types, 'InputObject'>) => ({
  clientId: t.globalID({
    for: Client,
    description:
      "ID of the client whose cart is changed. Default for a customer: the customer's own cart.",
  }),
  clientIp: t.string({
    description:
      "IP address of the visitor. Without a client, selects the visitor's cart under this credential; with a client, the items of the visitor's cart are moved to the client's cart.",
  }),
});

/** Whose cart is meant, as inputs and arguments say it. */
export interface CartOwnerInput {
  clientId?: { typename: string; id: string } | null | undefined;
  clientIp?: string | null | undefined;
}

/** The owner of a cart: a client, or a visitor; both while a visitor turns out to be a client. */
export interface Owner {
  clientId: number | null;
  visitor: Visitor | null;
}

/**
 * Whose cart is meant. A customer without a word is the client it acts for.
 * @throws DomainError BAD_INPUT for an address that is none, CART_OWNER_MISSING
 */
export function cartOwnerOf(actor: Actor, { clientId, clientIp }: CartOwnerInput): Owner {
  const ip = clientIp ? normalizeAddress(clientIp) : null;
  if (ip === undefined)
    throw new DomainError('BAD_INPUT', 'clientIp: must be an IPv4 or IPv6 address', {
      field: 'clientIp',
    });
  const { credentialId } = actor;
  const visitor = ip !== null && credentialId !== null ? { credentialId, clientIp: ip } : null;
  const own = actor.kind === 'customer' ? (actor.clientIds[0] ?? null) : null;
  const id = clientId ? keyOf(clientId) : own;
  if (id === null && !visitor) throw new DomainError('CART_OWNER_MISSING');
  return { clientId: id, visitor };
}

/** A cart held for a change. */
export interface HeldCart {
  id: number;
  clientId: number | null;
  currencyCode: string;
}

const DAY_MS = 24 * 3_600_000;

/**
 * The owner's cart, made where there is none, and locked until the commit so that two changes of
 * one cart follow each other.
 * @throws DomainError CLIENT_NOT_FOUND for a client the actor may not see
 */
export async function openCart(work: Work, received: CartOwnerInput): Promise<HeldCart> {
  const { tx, actor } = work;
  const { clientId, visitor } = cartOwnerOf(actor, received);
  const client =
    clientId === null ? null : await clientFor(work, clientId, { id: true, currencyCode: true });
  if (client && visitor) await adoptCart(tx, client.id, visitor);
  const currency = client?.currencyCode ?? (await baseCurrency(tx));
  const at = now();
  const days = await settingNumber(tx, 'CartDays');
  const expiresAt = new Date(at.getTime() + Math.max(days, 1) * DAY_MS);
  const ofClient = client !== null;
  const [credentialId, ip] = ofClient
    ? [null, null]
    : [visitor?.credentialId ?? null, visitor?.clientIp ?? null];
  await tx.$executeRaw`
    insert into carts (token, client_id, credential_id, client_ip, currency_code, expires_at,
                       created_at, updated_at)
    values (${randomUUID()}::uuid, ${client?.id ?? null}::int, ${credentialId}::int, ${ip},
            ${currency}, ${expiresAt}, ${at}, ${at})
    on conflict do nothing`;
  const [cart] = ofClient
    ? await tx.$queryRaw<Row[]>`
        select id, client_id, currency_code, expires_at from carts
        where client_id = ${client.id} for update`
    : await tx.$queryRaw<Row[]>`
        select id, client_id, currency_code, expires_at from carts
        where credential_id = ${credentialId} and client_ip = ${ip} for update`;
  if (!cart) throw new DomainError('CART_OWNER_MISSING');
  await freshen(work, cart, { expiresAt, currency, at });
  return { id: cart.id, clientId: cart.client_id, currencyCode: currency };
}

interface Row {
  id: number;
  client_id: number | null;
  currency_code: string;
  expires_at: Date;
}

/** Empties a cart whose time is over, and lets it live on from now. */
async function freshen(
  work: Work,
  cart: Row,
  { expiresAt, currency, at }: { expiresAt: Date; currency: string; at: Date },
): Promise<void> {
  const isOver = cart.expires_at <= at;
  if (isOver) await work.tx.cartItem.deleteMany({ where: { cartId: cart.id } });
  await work.tx.cart.update({
    where: { id: cart.id },
    data: { expiresAt, currencyCode: currency, ...(isOver && { promotionId: null }) },
  });
  changed(work, { id: cart.id, clientId: cart.client_id });
}

/** Tells of a change of a cart, and forgets what it cost before. */
export function changed(work: Work, { id, clientId }: Pick<HeldCart, 'id' | 'clientId'>): void {
  forgetPrices(work.requestInfo);
  if (clientId !== null) work.announce('cart.changed', { cartId: id, clientId });
}
