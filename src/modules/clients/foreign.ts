import { keyOf, keyOfThe } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Tx } from '#platform/database/client.ts';

/** A global id as an input gives it. */
export interface ClientReference {
  typename: string;
  id: string;
}

/**
 * The code of a currency clients may be billed in.
 * @throws DomainError BAD_INPUT
 */
export async function currencyCodeOf(tx: Tx, provided: ClientReference): Promise<string> {
  const id = keyOfThe('Currency', provided, 'currencyId');
  const currency = await tx.currency.findFirst({ where: { id, isActive: true } });
  if (currency) return currency.code;
  throw new DomainError('BAD_INPUT', 'currencyId: there is no such currency.', {
    field: 'currencyId',
  });
}

/**
 * The key of a client group.
 * @throws DomainError CLIENT_GROUP_NOT_FOUND
 */
export async function groupIdOf(tx: Tx, provided: ClientReference): Promise<number> {
  const group = await tx.clientGroup.findUnique({ where: { id: keyOf(provided) } });
  if (group) return group.id;
  throw new DomainError('CLIENT_GROUP_NOT_FOUND', undefined, { field: 'groupId' });
}

/**
 * The key of a way to pay that is switched on.
 * @throws DomainError BAD_INPUT
 */
export async function gatewayIdOf(tx: Tx, provided: ClientReference): Promise<number> {
  const field = 'defaultGatewayId';
  const id = keyOfThe('Gateway', provided, field);
  const gateway = await tx.gateway.findFirst({ where: { id, isActive: true } });
  if (gateway) return gateway.id;
  throw new DomainError('BAD_INPUT', `${field}: there is no such payment method.`, { field });
}
