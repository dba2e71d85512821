import { fileLimits } from '#core/file-limits.ts';
import { z } from 'zod';
import { stripControls } from '#core/text.ts';
import { isUploadedFile, type UploadedFile } from './body.ts';
import { parseJson } from './json.ts';
import { decodeBase64 } from './params-data.ts';
import { Problem, paramText, param } from './param.ts';

const EXPECTED =
  'uploaded files, or a base64-encoded JSON array of objects with name, type, size and tmp_name';

/**
 * Attachments in any of their three forms: files of a multipart form, a base64-encoded JSON array
 * of `{name, type, size, tmp_name}` with the content in base64, or arrays like PHP's `$_FILES`.
 * WHMCS's `{filename, data}` means the same.
 * At most 10 files, each of at most 10 MiB and all of them of at most 12 MiB.
 */
export const attachments = param(EXPECTED, readAttachments) satisfies z.ZodType<UploadedFile[]>;

function readAttachments(provided: unknown): UploadedFile[] | Problem | undefined {
  const structure = typeof provided === 'string' ? decoded(provided) : provided;
  if (typeof structure !== 'object' || structure === null) return undefined;
  const entries = entriesOf(structure as Record<string, unknown>);
  if (entries.length === 0) return undefined;
  if (entries.length > fileLimits.files)
    return new Problem(`must be at most ${fileLimits.files} files`);
  const files: UploadedFile[] = [];
  let total = 0;
  for (const [index, entry] of entries.entries()) {
    const file = readFile(entry, index);
    if (file instanceof Problem) return file;
    total += file.size;
    if (total > fileLimits.totalBytes)
      return new Problem(`must be files of at most ${fileLimits.totalBytes} bytes together`);
    files.push(file);
  }
  return files;
}

function decoded(text: string): unknown {
  const json = /^[{[]/.test(text) ? text : decodeBase64(text)?.toString('utf8');
  try {
    return parseJson(json ?? '');
  } catch {
    return undefined;
  }
}

/** One entry per file, whether the structure is a list, one file, or turned round as `$_FILES`. */
function entriesOf(structure: Record<string, unknown> | unknown[]): unknown[] {
  if (Array.isArray(structure)) return structure;
  if (isUploadedFile(structure)) return [structure];
  const { name, tmp_name: contents } = structure;
  if (typeof name === 'string') return [structure];
  if (typeof name !== 'object' || name === null || contents === undefined)
    return Object.values(structure);
  return Object.keys(name).map((key) =>
    Object.fromEntries(
      ['name', 'type', 'size', 'tmp_name'].map((part) => [part, at(structure[part], key)]),
    ),
  );
}

function at(column: unknown, key: string): unknown {
  if (typeof column !== 'object' || column === null || !Object.hasOwn(column, key))
    return undefined;
  return (column as Record<string, unknown>)[key];
}

function readFile(entry: unknown, index: number): UploadedFile | Problem {
  if (isUploadedFile(entry)) return { ...entry, name: fileName(entry.name) };
  const part = (key: string) => paramText(at(entry, key))?.trim() ?? '';
  const which = `must be files with content, and file ${index + 1}`;
  const name = part('name') || part('filename');
  if (!name) return new Problem(`${which} has no name`);
  const content = decodeBase64(part('tmp_name') || part('data'));
  if (!content || content.length === 0)
    return new Problem(`${which} has no content in base64 in tmp_name`);
  if (content.length > fileLimits.fileBytes)
    return new Problem(`${which} is larger than ${fileLimits.fileBytes} bytes`);
  // A path such as /tmp/phpA1b2 is base64 too; only the size gives it away.
  if (part('size') && Number(part('size')) !== content.length)
    return new Problem(`${which} has ${content.length} bytes in tmp_name, not its size`);
  return {
    name: fileName(name),
    type: mimeType(part('type')),
    size: content.length,
    content: new Uint8Array(content),
  };
}

function fileName(provided: string): string {
  const base =
    stripControls(provided)
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/[\r\n\t]/g, ' ')
      .trim() ?? '';
  return /^\.*$/.test(base) ? 'file' : base.slice(-200);
}

function mimeType(provided: string): string {
  const known = /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,100}$/i.test(provided);
  return known ? provided.toLowerCase() : 'application/octet-stream';
}
