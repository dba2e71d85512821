import { PhpArray } from './php-array.ts';

/** The text is not PHP-serialized data of the kinds that are taken. */
export class PhpTextError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PhpTextError';
  }
}

/** Bounds of one text. */
export const PHP_TEXT_LIMITS = { bytes: 64 << 10, depth: 20, elements: 2_000 };

const SEMICOLON = 0x3b;
const COLON = 0x3a;
const CLOSING_BRACE = 0x7d;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

/**
 * Decodes PHP's `serialize` format: null, booleans, integers, floats, strings and arrays. Objects,
 * enums, custom formats and references are refused: decoding them is how such programs were taken
 * over. Arrays become lists or objects without a prototype, as in forms; integers that a
 * JavaScript number cannot hold come back as their digits.
 * @throws PhpTextError and nothing else, whatever the bytes.
 */
export function decodePhp(bytes: Uint8Array): unknown {
  if (bytes.length > PHP_TEXT_LIMITS.bytes)
    throw new PhpTextError(`Serialized data may have at most ${PHP_TEXT_LIMITS.bytes} bytes.`);
  const decoder = new Decoder(bytes);
  const value = decoder.value(0);
  decoder.finish();
  return value instanceof PhpArray ? value.toPlain() : value;
}

class Decoder {
  readonly #bytes: Uint8Array;
  #at = 0;
  #elements = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  value(depth: number): unknown {
    const kind = String.fromCharCode(this.#next());
    if (kind === 'N') return this.#expect(SEMICOLON, null);
    if (!'bidsa'.includes(kind)) throw this.#unknownKind(kind);
    this.#expect(COLON, undefined);
    switch (kind) {
      case 'b':
        return this.#scalar(/^[01]$/) === '1';
      case 'i':
        return integer(this.#scalar(/^[+-]?\d{1,19}$/));
      case 'd':
        return float(this.#scalar(/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/));
      case 's':
        return this.#expectAfter(this.#text(), SEMICOLON);
      default:
        return this.#array(depth + 1);
    }
  }

  finish(): void {
    if (this.#at < this.#bytes.length) throw this.#malformed();
  }

  #array(depth: number): PhpArray {
    if (depth > PHP_TEXT_LIMITS.depth)
      throw new PhpTextError(`Arrays may be nested at most ${PHP_TEXT_LIMITS.depth} levels deep.`);
    const count = this.#length();
    this.#elements += count;
    if (this.#elements > PHP_TEXT_LIMITS.elements)
      throw new PhpTextError(`Arrays may hold at most ${PHP_TEXT_LIMITS.elements} elements.`);
    this.#expect(0x7b, undefined);
    const array = new PhpArray();
    for (let index = 0; index < count; index += 1) {
      const key = this.#key();
      array.set(key, this.value(depth));
    }
    this.#expect(CLOSING_BRACE, undefined);
    return array;
  }

  #key(): string {
    const kind = String.fromCharCode(this.#next());
    this.#expect(COLON, undefined);
    if (kind === 's') return this.#expectAfter(this.#text(), SEMICOLON);
    if (kind === 'i') return String(integer(this.#scalar(/^[+-]?\d{1,19}$/)));
    throw this.#malformed();
  }

  /** `5:"bytes"`: the length counts bytes, so characters cannot be cut at the wrong place. */
  #text(): string {
    const length = this.#length();
    this.#expect(0x22, undefined);
    const end = this.#at + length;
    if (end >= this.#bytes.length) throw this.#malformed();
    const text = textIn(this.#bytes.subarray(this.#at, end));
    this.#at = end;
    return this.#expect(0x22, text);
  }

  #length(): number {
    return Number(this.#until(COLON, /^\d{1,6}$/));
  }

  #scalar(pattern: RegExp): string {
    return this.#until(SEMICOLON, pattern);
  }

  #until(end: number, pattern: RegExp): string {
    const stop = this.#bytes.subarray(0, this.#at + 400).indexOf(end, this.#at);
    if (stop < 0) throw this.#malformed();
    const text = Buffer.from(this.#bytes.subarray(this.#at, stop)).toString('latin1');
    if (!pattern.test(text)) throw this.#malformed();
    this.#at = stop + 1;
    return text;
  }

  #next(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw this.#malformed();
    this.#at += 1;
    return byte;
  }

  #expect<T>(byte: number, result: T): T {
    if (this.#next() !== byte) throw this.#malformed();
    return result;
  }

  #expectAfter<T>(result: T, byte: number): T {
    return this.#expect(byte, result);
  }

  #unknownKind(kind: string): PhpTextError {
    if (!'OCRrESo'.includes(kind)) return this.#malformed();
    return new PhpTextError(`Only arrays and scalars are taken, not ${kind}: entries.`);
  }

  #malformed(): PhpTextError {
    return new PhpTextError(`The serialized data is malformed near byte ${this.#at}.`);
  }
}

function integer(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value + 0 : BigInt(text.replace('+', '')).toString();
}

function float(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new PhpTextError('Numbers must be finite.');
  return value;
}

function textIn(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new PhpTextError('A text in it is not UTF-8.');
  }
}
