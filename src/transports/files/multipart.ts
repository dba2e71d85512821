import busboy from 'busboy';
import { fileLimits } from '#core/file-limits.ts';
import { DomainError } from '#core/errors.ts';
import { type SentFile } from '#modules/support/attachments/uploads.ts';

/** A file of a form, and the field it stands in. */
export interface FormFile extends SentFile {
  field: string;
}

/** A multipart form, read. */
export interface Form {
  fields: ReadonlyMap<string, string>;
  files: FormFile[];
}

/**
 * The files of a multipart form, whatever their fields are called.
 * @throws DomainError as `readForm`
 */
export async function readFiles(
  body: Buffer,
  contentType: string | undefined,
): Promise<FormFile[]> {
  const { files } = await readForm(body, contentType);
  if (files.length === 0) throw new DomainError('BAD_REQUEST', 'The form holds no file.');
  return files;
}

/**
 * Reads a multipart form.
 * @throws DomainError BAD_REQUEST for any other body, ATTACHMENT_TOO_LARGE, TOO_MANY_ATTACHMENTS
 */
export async function readForm(
  body: Buffer,
  contentType: string | undefined,
  fieldBytes = 1_000,
): Promise<Form> {
  const parser = open(contentType, fieldBytes);
  const files: FormFile[] = [];
  const fields = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    const broken = () =>
      reject(new DomainError('BAD_REQUEST', 'The form is malformed or incomplete.'));
    parser.on('field', (name, value) => fields.set(name, value));
    parser.on('file', (field, stream, { filename }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => reject(new DomainError('ATTACHMENT_TOO_LARGE')));
      stream.on('error', broken);
      stream.on('end', () =>
        files.push({ field, name: filename ?? 'file', content: Buffer.concat(chunks) }),
      );
    });
    parser.on('filesLimit', () => reject(new DomainError('TOO_MANY_ATTACHMENTS')));
    parser.on('error', broken);
    parser.on('close', resolve);
    parser.end(body);
  });
  return { fields, files };
}

function open(contentType: string | undefined, fieldBytes: number): busboy.Busboy {
  const wrong = 'Send the files as multipart/form-data.';
  if (!contentType?.toLowerCase().startsWith('multipart/form-data'))
    throw new DomainError('BAD_REQUEST', wrong);
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      limits: {
        files: fileLimits.files,
        // One beyond the limit: busboy stops as soon as it is reached.
        fileSize: fileLimits.fileBytes + 1,
        fields: 10,
        fieldSize: fieldBytes,
        headerPairs: 20,
      },
    });
  } catch {
    throw new DomainError('BAD_REQUEST', wrong);
  }
}
