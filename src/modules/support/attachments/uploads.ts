import { createHash, randomUUID } from 'node:crypto';
import { fileLimits } from '#core/file-limits.ts';
import { type Actor, isBackOffice } from '#core/actor.ts';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import type { Upload } from '#generated/prisma/client.ts';
import { newStorageKey } from '#providers/storage/storage.ts';
import { settingText } from '#modules/settings/settings.ts';
import type { App } from '#schema/app.ts';
import { bareName, fileKind, fittingName } from './file-kind.ts';

/** How long an upload waits to be used, in hours. */
const WAIT_HOURS = 24;

/** A file as somebody sent it. */
export interface SentFile {
  name: string;
  content: Uint8Array;
}

/**
 * Keeps a file for a change that is to come. Its row is written before its bytes, so that bytes
 * without an owner are always found and removed, even when this process dies in between.
 * @throws DomainError ATTACHMENT_TOO_LARGE or ATTACHMENT_TYPE_REFUSED
 */
export async function storeUpload(
  { db, storage }: App,
  actor: Actor,
  { name, content }: SentFile,
): Promise<Upload> {
  if (content.length > fileLimits.fileBytes)
    throw new DomainError('ATTACHMENT_TOO_LARGE', undefined, { file: name.slice(0, 200) });
  const kind = fileKind(content);
  const fileName = kind && fittingName(bareName(name), kind);
  if (!fileName || !(await maySend(db, actor, fileName)))
    throw new DomainError('ATTACHMENT_TYPE_REFUSED', undefined, { file: name.slice(0, 200) });
  const upload = await db.upload.create({
    data: {
      uuid: randomUUID(),
      owner: actor.id,
      fileName,
      contentType: kind.contentType,
      sizeBytes: content.length,
      storageKey: newStorageKey('attachments'),
      sha256: createHash('sha256').update(content).digest('hex'),
      createdAt: now(),
      expiresAt: new Date(now().getTime() + WAIT_HOURS * 3_600_000),
    },
  });
  await storage.put(upload.storageKey, content, kind.contentType);
  return upload;
}

/** Whether somebody may attach such a file: the back office any, customers those of the setting. */
async function maySend(db: App['db'], actor: Actor, fileName: string): Promise<boolean> {
  if (isBackOffice(actor)) return true;
  const allowed = (await settingText(db, 'TicketAllowedFileTypes')).toLowerCase().split(',');
  const extension = fileName.toLowerCase().split('.').at(-1) ?? '';
  return allowed.some((param) => param.trim().replace(/^\./, '') === extension);
}
