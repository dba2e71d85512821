import type { ErrorCode } from '#core/errors.ts';
import type { Work } from '#schema/work.ts';

/** Where a folder is to lie. */
interface Place {
  /** The folder that is moved; null for a new one. */
  own: number | null;
  parent: number;
  /** Reads a folder's parent. */
  read: (id: number) => Promise<{ parentId: number | null } | null>;
  /** The error where there is no such folder. */
  missing: ErrorCode;
}

/**
 * Makes sure that a folder does not come to lie inside itself. Moves wait for one another here, or
 * two at once could put two folders into each other.
 * @throws DomainError FOLDER_LOOP, or that of a missing folder
 */
export async function checkPlace(work: Work, { own, parent, read, missing }: Place) {
  const { tx, fail } = work;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('folders'))`;
  for (let at: number | null = parent; at !== null;) {
    if (at === own) fail('FOLDER_LOOP', undefined, { field: 'parentId' });
    const folder = await read(at);
    if (!folder) return fail(missing, undefined, { field: 'parentId' });
    at = folder.parentId;
  }
}
