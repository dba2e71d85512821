import busboy from 'busboy';
import { DomainError } from '#core/errors.ts';
import { attachmentLimits, type SentFile } from '#modules/support/attachments/uploads.ts';

/**
 * The files of a multipart form, whatever their fields are called.
 * @throws DomainError BAD_REQUEST for any other body, ATTACHMENT_TOO_LARGE, TOO_MANY_ATTACHMENTS
 */
export async function readFiles(
  body: Buffer,
  contentType: string | undefined,
): Promise<SentFile[]> {
  const parser = open(contentType);
  const files: SentFile[] = [];
  await new Promise<void>((resolve, reject) => {
    const broken = () =>
      reject(new DomainError('BAD_REQUEST', 'The form is malformed or incomplete.'));
    parser.on('file', (_field, stream, { filename }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => reject(new DomainError('ATTACHMENT_TOO_LARGE')));
      stream.on('error', broken);
      stream.on('end', () =>
        files.push({ name: filename ?? 'file', content: Buffer.concat(chunks) }),
      );
    });
    parser.on('filesLimit', () => reject(new DomainError('TOO_MANY_ATTACHMENTS')));
    parser.on('error', broken);
    parser.on('close', resolve);
    parser.end(body);
  });
  if (files.length === 0) throw new DomainError('BAD_REQUEST', 'The form holds no file.');
  return files;
}

function open(contentType: string | undefined): busboy.Busboy {
  const wrong = 'Send the files as multipart/form-data.';
  if (!contentType?.toLowerCase().startsWith('multipart/form-data'))
    throw new DomainError('BAD_REQUEST', wrong);
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      limits: {
        files: attachmentLimits.files,
        // One beyond the limit: busboy stops as soon as it is reached.
        fileSize: attachmentLimits.bytes + 1,
        fields: 10,
        fieldSize: 1_000,
        headerPairs: 20,
      },
    });
  } catch {
    throw new DomainError('BAD_REQUEST', wrong);
  }
}
