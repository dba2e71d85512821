import type { Actor } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { App } from '#schema/app.ts';
import { now } from '#core/clock.ts';
import { visibleExports } from './visible.ts';

/** A file that was exported. */
export interface ExportedFile {
  name: string;
  contentType: string;
  parts: readonly string[];
}

/**
 * The file of an export.
 * @throws DomainError EXPORT_NOT_FOUND, or EXPORT_NOT_FINISHED
 */
export async function exportedFile({ db }: App, actor: Actor, uuid: string): Promise<ExportedFile> {
  const found = await db.export.findFirst({
    where: { AND: [{ uuid, expiresAt: { gt: now() } }, visibleExports(actor)] },
  });
  if (!found) throw new DomainError('EXPORT_NOT_FOUND');
  const { state, connection, createdAt, parts } = found;
  if (state !== 'FINISHED') throw new DomainError('EXPORT_NOT_FINISHED');
  const time = createdAt.toISOString().slice(0, 19).replaceAll(':', '');
  return {
    name: `${connection.toLowerCase()}-${time}.csv`,
    contentType: 'text/csv; charset=utf-8',
    parts,
  };
}
