import { encodeId } from '#core/ids.ts';
import type { UploadedFile } from '#transports/rapi/body.ts';
import { enumWords } from '#transports/rapi/format.ts';

/** Files as the graph takes them. */
export const sent = (files: readonly UploadedFile[] | undefined) =>
  files?.map(({ name, content }) => ({
    fileName: name,
    content: Buffer.from(content).toString('base64'),
  }));

/** The global id of a row whose number may be missing. */
export const idOf = (type: string, key: number | undefined) =>
  key === undefined ? undefined : encodeId(type, key);

/** A post's files as old programs list them. */
export const fileList = (
  files: readonly { fileName: string; index: number; databaseId: number }[],
) =>
  files.map(({ fileName, index, databaseId }) => ({
    filename: fileName,
    index,
    attachment_id: databaseId,
  }));

/** Their names in one text, `a.pdf|b.png`. */
export const fileNames = (files: readonly { fileName: string }[]) =>
  files.map(({ fileName }) => fileName).join('|');

/** `REGISTERED_USER` as `Registered User`; none is empty. */
export const role = (type: string | null | undefined) => (type ? enumWords(type) : '');

/** `Service:7` as `S7`, `Domain:7` as `D7`: what a ticket is about, in one field. */
export const about = (serviceId: string | null | undefined, domainId: string | null | undefined) =>
  serviceId ? `S${keyOfId(serviceId)}` : domainId ? `D${keyOfId(domainId)}` : '';

/** The key part of a global id; none is `0`. */
export const keyOfId = (id: string | null | undefined) => id?.slice(id.indexOf(':') + 1) ?? '0';
