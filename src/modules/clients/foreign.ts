import { keyOf, keyOfThe } from '#core/ids.ts';
import { Refusal } from '#core/refusal.ts';
import type { Tx } from '#platform/database/client.ts';

/** A global id as an input gives it. */
export interface GivenId {
  typename: string;
  id: string;
}

/**
 * The code of a currency clients may be billed in.
 * @throws Refusal BAD_INPUT
 */
export async function currencyCodeOf(tx: Tx, given: GivenId): Promise<string> {
  const id = keyOfThe('Currency', given, 'currencyId');
  const currency = await tx.currency.findFirst({ where: { id, isActive: true } });
  if (currency) return currency.code;
  throw new Refusal('BAD_INPUT', 'currencyId: there is no such currency.', { field: 'currencyId' });
}

/**
 * The key of a client group.
 * @throws Refusal CLIENT_GROUP_NOT_FOUND
 */
export async function groupIdOf(tx: Tx, given: GivenId): Promise<number> {
  const group = await tx.clientGroup.findUnique({ where: { id: keyOf(given) } });
  if (group) return group.id;
  throw new Refusal('CLIENT_GROUP_NOT_FOUND', undefined, { field: 'groupId' });
}

/**
 * The key of a way to pay that is switched on.
 * @throws Refusal BAD_INPUT
 */
export async function gatewayIdOf(tx: Tx, given: GivenId): Promise<number> {
  const field = 'defaultGatewayId';
  const id = keyOfThe('Gateway', given, field);
  const gateway = await tx.gateway.findFirst({ where: { id, isActive: true } });
  if (gateway) return gateway.id;
  throw new Refusal('BAD_INPUT', `${field}: there is no such payment method.`, { field });
}
