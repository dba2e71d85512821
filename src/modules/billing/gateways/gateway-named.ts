import { DomainError } from '#core/errors.ts';
import { builder } from '#schema/builder.ts';
import type { Work } from '#schema/work.ts';
import { keyOf } from '#core/ids.ts';
import { Gateway } from './gateway.ts';
import { visibleGateways } from '#modules/billing/visible.ts';

/** Which gateway: by id or by name. */
export const GatewayBy = builder.inputType('GatewayBy', {
  description: 'Selects a payment gateway by exactly one of these fields.',
  isOneOf: true,
  fields: (t) => ({
    id: t.globalID({ for: Gateway, description: 'ID of the gateway, e.g. `Gateway:2`.' }),
    name: t.string({ description: 'System name of the gateway, e.g. paypal.' }),
  }),
});

/** The gateway that is named, switched on. @throws DomainError GATEWAY_NOT_FOUND */
export async function gatewayNamed(
  { tx, actor }: Work,
  by: { id?: { typename: string; id: string } | null; name?: string | null },
): Promise<{ id: number }> {
  const which = by.id ? { id: keyOf(by.id) } : { label: by.name?.trim().toLowerCase() ?? '' };
  const found = await tx.gateway.findFirst({
    where: { AND: [which, { isActive: true }, visibleGateways(actor)] },
    select: { id: true },
  });
  if (!found) throw new DomainError('GATEWAY_NOT_FOUND');
  return found;
}
