import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { Work } from '#schema/work.ts';
import { visibleGateways, visiblePayMethods } from '#modules/billing/visible.ts';

type GlobalId = { typename: string; id: string };

/** The key of a gateway that is named, where the actor may use it. @throws DomainError GATEWAY_NOT_FOUND */
export async function gatewayKey({ tx, actor }: Work, id: GlobalId): Promise<number> {
  const found = await tx.gateway.findFirst({
    where: { AND: [{ id: keyOf(id), isActive: true }, visibleGateways(actor)] },
    select: { id: true },
  });
  if (!found) throw new DomainError('GATEWAY_NOT_FOUND');
  return found.id;
}

/**
 * A client's stored pay method that is named, where the actor may use it.
 * @throws DomainError PAY_METHOD_NOT_FOUND
 */
export async function payMethodOf({ tx, actor }: Work, id: GlobalId, clientId: number | null) {
  const found = await tx.payMethod.findFirst({
    where: { AND: [{ id: keyOf(id), clientId: clientId ?? -1 }, visiblePayMethods(actor)] },
    select: { id: true, gatewayId: true },
  });
  if (!found) throw new DomainError('PAY_METHOD_NOT_FOUND');
  return found;
}
