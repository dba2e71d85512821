import { fileLimits } from '#core/file-limits.ts';
import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import type { Upload } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import type { Work } from '#schema/work.ts';
import { storeUpload } from './uploads.ts';

export const AttachmentInput = builder.inputType('AttachmentInput', {
  description:
    'A file to attach: either a file uploaded beforehand to `POST /files`, or a small file included in the request.',
  fields: (t) => ({
    file: t.field({
      type: 'Upload',
      description:
        'The file itself, sent with the operation as a multipart request. Alternative to all others.',
    }),
    uploadId: t.string({
      description: 'Upload ID returned by `POST /files`. Alternative to `fileName` and `content`.',
    }),
    fileName: t.string({ description: 'Name of the file. Used together with `content`.' }),
    content: t.string({
      description:
        'Content of the file in base64. A whole request is limited to 1 MiB; upload larger files to `POST /files` beforehand.',
    }),
  }),
});

type Files = (typeof AttachmentInput.$inferInput)[] | null | undefined;

/** The post that files belong to. */
type Post = { ticketId: number } | { replyId: number } | { noteId: number };

/**
 * Stores the files of an input, before the transaction that will use them; gives the ids of their
 * uploads in order. What that transaction does not claim is removed later.
 * @throws DomainError TOO_MANY_ATTACHMENTS, ATTACHMENT_CONTENT_INVALID or those of `storeUpload`
 */
export async function storeFiles({ app, actor }: Context, files: Files): Promise<string[]> {
  if (!files?.length) return [];
  if (files.length > fileLimits.files) throw new DomainError('TOO_MANY_ATTACHMENTS');
  const ids: string[] = [];
  for (const { file, uploadId: beforehand, fileName, content } of files) {
    if (file && beforehand) throw new DomainError('ATTACHMENT_CONTENT_INVALID');
    const uploadId = file ?? beforehand;
    const isWhole = uploadId ? !fileName && !content : fileName && content;
    if (!isWhole) throw new DomainError('ATTACHMENT_CONTENT_INVALID');
    if (uploadId) ids.push(uploadId);
    else {
      const bytes = bytesOf(content ?? '');
      ids.push((await storeUpload(app, actor, { name: fileName ?? '', content: bytes })).uuid);
    }
  }
  return ids;
}

function bytesOf(base64: string): Buffer {
  // Line breaks apart: a pattern that let them stand in two places would try every division.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64.replace(/\s+/g, '')))
    throw new DomainError('ATTACHMENT_CONTENT_INVALID', undefined, { field: 'content' });
  return Buffer.from(base64, 'base64');
}

/**
 * Makes stored files the attachments of a post. Each upload can be claimed once, by its sender.
 * @throws DomainError UPLOAD_NOT_FOUND
 */
export async function attach(work: Work, post: Post, uploadIds: readonly string[]): Promise<void> {
  for (const [index, uuid] of uploadIds.entries()) {
    const upload = await claimUpload(work, uuid);
    const { fileName, contentType, sizeBytes, storageKey, sha256 } = upload;
    const file = { fileName, contentType, sizeBytes, storageKey, sha256 };
    await work.tx.attachment.create({ data: { ...post, index, ...file, createdAt: now() } });
  }
}

/** Takes a stored file over, once and as its sender. @throws DomainError UPLOAD_NOT_FOUND */
export async function claimUpload(
  { tx, actor: { id: owner } }: Work,
  uuid: string,
): Promise<Upload> {
  const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid);
  const [upload] = isUuid
    ? await tx.upload.updateManyAndReturn({
        where: { uuid, owner, claimedAt: null, expiresAt: { gt: now() } },
        data: { claimedAt: now() },
      })
    : [];
  if (!upload) throw new DomainError('UPLOAD_NOT_FOUND');
  return upload;
}
