import { keyOf } from '#core/ids.ts';
import { DomainError } from '#core/errors.ts';
import type { CustomField } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import type { ClientReference } from '#modules/clients/foreign.ts';

/** What a custom field belongs to, as its columns say it. */
export type FieldOwner = Pick<CustomField, 'owner' | 'productId' | 'addonId' | 'departmentId'>;

const client: FieldOwner = { owner: 'CLIENT', productId: null, addonId: null, departmentId: null };

/**
 * What an id says a field belongs to: `Product:3`, `Addon:3` or `Department:3`; no id for clients.
 * @throws DomainError PRODUCT_NOT_FOUND, ADDON_NOT_FOUND, DEPARTMENT_NOT_FOUND or BAD_INPUT
 */
export async function ownerNamed(
  tx: Tx,
  provided: ClientReference | null | undefined,
): Promise<FieldOwner> {
  if (!provided) return client;
  const field = 'belongsToId';
  const where = { id: keyOf(provided) };
  if (provided.typename === 'Product') {
    if (!(await tx.product.findUnique({ where, select: { id: true } })))
      throw new DomainError('PRODUCT_NOT_FOUND', undefined, { field });
    return { ...client, owner: 'PRODUCT', productId: where.id };
  }
  if (provided.typename === 'Addon') {
    if (!(await tx.addon.findUnique({ where, select: { id: true } })))
      throw new DomainError('ADDON_NOT_FOUND', undefined, { field });
    return { ...client, owner: 'ADDON', addonId: where.id };
  }
  if (provided.typename === 'Department') {
    if (!(await tx.department.findUnique({ where, select: { id: true } })))
      throw new DomainError('DEPARTMENT_NOT_FOUND', undefined, { field });
    return { ...client, owner: 'DEPARTMENT', departmentId: where.id };
  }
  const message = `${field}: must be the id of a Product, an Addon or a Department.`;
  throw new DomainError('BAD_INPUT', message, { field });
}

/** The part of a field that says what it belongs to. */
export const fieldOwnerOf = ({
  owner,
  productId,
  addonId,
  departmentId,
}: FieldOwner): FieldOwner => ({
  owner,
  productId,
  addonId,
  departmentId,
});
