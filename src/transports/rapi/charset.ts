import { FormError, refused, shownName } from './form-error.ts';

/** Turns the bytes of a parameter into text; the name is for the error. */
export type Decode = (bytes: Uint8Array, name?: string) => string;

/**
 * What decodes the bytes of a request whose content type declares this charset; UTF-8 where it
 * declares none. Bytes that are no text are refused and never replaced.
 * @throws FormError for a charset nobody knows.
 */
export function decoderOf(contentType: string | undefined): Decode {
  const [, quoted, bare] = /;\s*charset=(?:"([^"]*)"|([^\s;]*))/i.exec(contentType ?? '') ?? [];
  const charset = quoted ?? bare ?? 'utf-8';
  const decoder = decoderFor(charset);
  const label = charset.toLowerCase() === 'utf-8' ? 'UTF-8' : charset;
  return (bytes, name) => {
    try {
      return decoder.decode(bytes);
    } catch {
      if (name === undefined) throw new FormError(`The request must be ${label} text.`);
      throw refused(name, `${shownName(name)} must be ${label} text.`);
    }
  };
}

function decoderFor(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true });
  } catch {
    throw new FormError(`The charset ${shownName(charset)} is not known here. Send UTF-8.`);
  }
}

/** Whether text holds U+FFFD that its bytes do not: a decoder put it in for what it could not read. */
export const isPatched = (text: string, bytes: Buffer): boolean =>
  text.includes('\ufffd') && !bytes.includes('\ufffd');
