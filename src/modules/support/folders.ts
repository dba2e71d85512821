import type { RefusalCode } from '#core/refusal.ts';
import type { Work } from '#schema/work.ts';

/** Where a folder is to lie. */
interface Place {
  /** The folder that is moved; null for a new one. */
  own: number | null;
  parent: number;
  /** Reads a folder's parent. */
  read: (id: number) => Promise<{ parentId: number | null } | null>;
  /** The refusal where there is no such folder. */
  missing: RefusalCode;
}

/**
 * Makes sure that a folder does not come to lie inside itself. Moves wait for one another here, or
 * two at once could put two folders into each other.
 * @throws Refusal FOLDER_LOOP, or that of a missing folder
 */
export async function checkPlace(work: Work, { own, parent, read, missing }: Place) {
  const { tx, refuse } = work;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('folders'))`;
  for (let at: number | null = parent; at !== null;) {
    if (at === own) refuse('FOLDER_LOOP', undefined, { field: 'parentId' });
    const folder = await read(at);
    if (!folder) return refuse(missing, undefined, { field: 'parentId' });
    at = folder.parentId;
  }
}
