import { createHash } from 'node:crypto';
import { bareName, fileKind, fittingName } from '#modules/support/attachments/file-kind.ts';

/** A file as it stands beside its post here. */
export interface StoredFile {
  file_name: string;
  content_type: string;
  size_bytes: number;
  storage_key: string;
  sha256: string;
}

/** What a file that no kind fits is served as. */
const UNKNOWN = { contentType: 'application/octet-stream', extensions: ['bin'] };

/** How keys of files that an import brought begin. */
export const IMPORTED = 'imported/';

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/**
 * How the keys of a file begin, whatever it holds: the same for the same file, so that one that is
 * stored again, after an import was interrupted, is there once.
 */
export function keysOfFile(place: string, name: string): string {
  const sum = sha256(`${place} ${name}`);
  return `${IMPORTED}${sum.slice(0, 2)}/${sum}-`;
}

/** The name that was shown: what the source puts before it ends with the first `_`. */
const shownName = (name: string) => name.slice(name.indexOf('_') + 1);

/** What is known of a file once it is read. One of a kind that is not taken here is `.bin`. */
export function storedFile(name: string, key: string, content: Buffer): StoredFile {
  const kind = fileKind(content) ?? UNKNOWN;
  return {
    file_name: fittingName(bareName(shownName(name)), kind),
    content_type: kind.contentType,
    size_bytes: content.length,
    storage_key: key,
    sha256: sha256(content),
  };
}
