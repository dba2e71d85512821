import { z } from 'zod';
import { DomainError } from '#core/errors.ts';
import type { Work } from '#schema/work.ts';

/** What an item of the to-do list is called. */
export const titleRule = z.string().trim().min(1, 'is required').max(255);

/**
 * The key of the staff member whose job something is to be.
 * @throws DomainError ADMIN_NOT_FOUND
 */
export async function adminFor({ tx }: Work, id: number): Promise<number> {
  if (await tx.admin.count({ where: { id } })) return id;
  throw new DomainError('ADMIN_NOT_FOUND', undefined, { field: 'adminId' });
}
