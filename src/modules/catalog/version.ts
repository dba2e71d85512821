import type { Db } from '#platform/database/client.ts';
import type { Work } from '#schema/work.ts';

/** The catalogues whose copies are kept by version. */
export type CatalogKind = 'products' | 'tlds' | 'reseller-prices';

/**
 * Begins a change of a catalogue: raises its version and tells everybody who keeps a copy. Call it
 * before anything else: its row lock lets one change of the catalogue in at a time, so names that
 * must differ are safe to compare.
 */
export async function changeCatalog(work: Work, kind: CatalogKind = 'products'): Promise<void> {
  const { version } = await work.tx.catalogVersion.upsert({
    where: { kind },
    create: { kind },
    update: { version: { increment: 1 } },
    select: { version: true },
  });
  work.announce('catalog.changed', { kind, version });
}

/** The version a catalogue is at; 0 before its first change. */
export async function versionOf(db: Db, kind: CatalogKind): Promise<number> {
  const row = await db.catalogVersion.findUnique({ where: { kind }, select: { version: true } });
  return row?.version ?? 0;
}
