import { keyOf, keyOfThe } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';

/** The columns of a domain that name other rows, each looked up. */
export async function references(
  { tx, fail }: Work,
  input: {
    registrarId?: { typename: string; id: string } | null | undefined;
    gatewayId?: { typename: string; id: string } | null | undefined;
    registrar?: string | null | undefined;
    paymentMethod?: string | null | undefined;
    promotionId?: { typename: string; id: string } | null | undefined;
  },
): Promise<Prisma.DomainUncheckedUpdateInput> {
  const promotionId = input.promotionId && keyOf(input.promotionId);
  const missing = (field: string) => fail('NOT_FOUND', undefined, { field });
  const registrar = keyOrName(
    'registrarId',
    input.registrarId && keyOf(input.registrarId),
    'registrar',
    input.registrar,
  );
  const gateway = keyOrName(
    'gatewayId',
    input.gatewayId && keyOfThe('Gateway', input.gatewayId, 'gatewayId'),
    'paymentMethod',
    input.paymentMethod,
  );
  const registrarId =
    registrar.where &&
    (await tx.registrar.findFirst({ where: { ...registrar.where, isActive: true } }))?.id;
  if (registrar.where && !registrarId)
    fail('REGISTRAR_NOT_ACTIVE', undefined, { field: registrar.field });
  const gatewayId = gateway.where && (await tx.gateway.findFirst({ where: gateway.where }))?.id;
  if (gateway.where && !gatewayId) missing(gateway.field);
  if (promotionId && !(await tx.promotion.count({ where: { id: promotionId } })))
    missing('promotionId');
  return {
    ...(registrarId !== undefined && { registrarId }),
    ...(gatewayId !== undefined && { gatewayId }),
    ...(promotionId !== undefined && (await promotionColumns(tx, promotionId))),
  };
}

/** How a row is named, by its key or else by its label: null for none, undefined where nothing is said. */
function keyOrName(
  keyField: string,
  key: number | null | undefined,
  nameField: string,
  name: string | null | undefined,
) {
  if (key !== undefined) return { field: keyField, where: key === null ? null : { id: key } };
  const label = name?.trim().toLowerCase();
  return { field: nameField, where: name === undefined ? undefined : label ? { label } : null };
}

/** A promotion as it holds from here on: a limited one for as many renewals as it says. */
async function promotionColumns(tx: Work['tx'], promotionId: number | null) {
  if (promotionId === null) return { promotionId: null, promotionCyclesLeft: null };
  const promotion = await tx.promotion.findUniqueOrThrow({
    where: { id: promotionId },
    select: { recurForCycles: true },
  });
  return { promotionId, promotionCyclesLeft: promotion.recurForCycles || null };
}
