import busboy from 'busboy';
import { fileLimits } from '#core/file-limits.ts';
import { decoderOf, isPatched } from './charset.ts';
import { FORM_LIMITS, FormBuilder, parseForm } from './form.ts';
import { FormError, refused, shownName } from './form-error.ts';
import { JsonTextError, parseJson } from './json.ts';
import type { PlainObject } from './php-array.ts';

/** A file that came with a multipart form; it stands at its field's place among the parameters. */
export interface UploadedFile {
  name: string;
  type: string;
  size: number;
  content: Uint8Array;
}

/** Whether a parameter is an uploaded file, which no form text can imitate. */
export function isUploadedFile(value: unknown): value is UploadedFile {
  if (typeof value !== 'object' || value === null || !('content' in value)) return false;
  return value.content instanceof Uint8Array;
}

/**
 * Reads the parameters of a legacy request from its body: a URL-encoded form, a multipart form, or
 * a JSON object. An empty body has no parameters, whatever its type.
 * @throws FormError for other types, malformed bodies and exceeded limits.
 */
export async function parseBody(
  body: Uint8Array,
  contentType: string | undefined,
): Promise<PlainObject> {
  const [type = ''] = (contentType ?? '').split(';', 1);
  if (body.length === 0) return parseForm(body);
  switch (type.trim().toLowerCase()) {
    case 'application/x-www-form-urlencoded':
      return parseForm(body, FORM_LIMITS, decoderOf(contentType));
    case 'multipart/form-data':
      return readMultipart(body, contentType ?? '');
    case 'application/json':
      return readJson(body, contentType);
    default:
      throw new FormError(
        'Send the parameters as application/x-www-form-urlencoded, multipart/form-data' +
          ` or application/json, not as ${shownName(type.trim()) || 'a body without a type'}.`,
      );
  }
}

function readJson(body: Uint8Array, contentType: string | undefined): PlainObject {
  const text = decoderOf(contentType)(body);
  try {
    const parsed = parseJson(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as PlainObject;
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw new FormError(`The body must be ${error.message}.`);
  }
  throw new FormError('The body must be a JSON object of parameters.');
}

const MALFORMED = 'The multipart/form-data body is malformed or incomplete.';

function openMultipart(contentType: string): busboy.Busboy {
  try {
    return busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      limits: {
        // One beyond each limit where busboy cuts silently, so that the excess is seen and refused.
        fieldNameSize: FORM_LIMITS.nameBytes + 1,
        fieldSize: FORM_LIMITS.valueBytes + 1,
        fields: FORM_LIMITS.parameters + 1,
        files: fileLimits.files,
        fileSize: fileLimits.fileBytes + 1,
        headerPairs: 20,
      },
    });
  } catch {
    throw new FormError('The multipart/form-data content type has no usable boundary.');
  }
}

function readMultipart(body: Uint8Array, contentType: string): Promise<PlainObject> {
  const parser = openMultipart(contentType);
  const form = new FormBuilder();
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const checkText = (name: string, text: string) => {
    if (isPatched(text, bytes)) throw refused(name, `${shownName(name)} must be UTF-8 text.`);
  };
  const { promise, resolve, reject } = deferred<PlainObject>();
  const guarded = (step: () => void) => {
    try {
      step();
    } catch (error) {
      reject(error);
      parser.destroy();
    }
  };
  parser.on('field', (name, value) =>
    guarded(() => {
      checkText(name ?? '', value);
      form.add(name ?? '', value);
    }),
  );
  parser.on('file', (name, stream, info) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', () => reject(new FormError(MALFORMED)));
    stream.on('end', () =>
      guarded(() => {
        // A file field that was left empty arrives without a name and without content.
        const content = Buffer.concat(chunks);
        if (!info.filename && content.length === 0) return;
        checkText(name ?? '', info.filename ?? '');
        form.add(name ?? '', checkedFile(name ?? '', info, content));
      }),
    );
  });
  parser.on('filesLimit', () =>
    reject(new FormError(`At most ${fileLimits.files} files can be sent at once.`)),
  );
  parser.on('error', () => reject(new FormError(MALFORMED)));
  parser.on('close', () => resolve(form.build()));
  parser.end(body);
  return promise;
}

function checkedFile(field: string, info: busboy.FileInfo, content: Buffer): UploadedFile {
  if (content.length > fileLimits.fileBytes)
    throw refused(
      field,
      `The file in ${shownName(field)} is larger than ${fileLimits.fileBytes} bytes.`,
    );
  return {
    name: info.filename ?? 'file',
    type: info.mimeType,
    size: content.length,
    content: new Uint8Array(content),
  };
}

function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
