import { type Decode, decoderOf } from './charset.ts';
import { refused, FormError, shownName } from './form-error.ts';
import { PhpArray, type PhpValue, type PlainObject } from './php-array.ts';

/** How much of a form is read; what goes beyond is refused, never cut. */
export interface FormLimits {
  /** Number of parameters. */
  parameters: number;
  /** Levels of brackets in a name. */
  depth: number;
  /** Bytes of a name, decoded. */
  nameBytes: number;
  /** Bytes of a value, decoded: room for attachments in base64. */
  valueBytes: number;
}

/** More than PHP's own 1,000 parameters, since bulk orders of integrators pass that. */
export const FORM_LIMITS: FormLimits = {
  parameters: 5_000,
  depth: 8,
  nameBytes: 500,
  valueBytes: 20 << 20,
};

const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PERCENT = 0x25;
const PLUS = 0x2b;
const SPACE = 0x20;

/**
 * Parses `application/x-www-form-urlencoded` as PHP's `parse_str` does. Arrays whose keys are
 * 0 … n-1 in order become lists, all others objects without a prototype.
 * @throws FormError beyond a limit and for bytes that are no text, naming the parameter.
 */
export function parseForm(
  body: Uint8Array,
  limits: FormLimits = FORM_LIMITS,
  decode: Decode = decoderOf(undefined),
): PlainObject {
  const form = new FormBuilder(limits);
  let start = 0;
  while (start < body.length) {
    const found = body.indexOf(AMPERSAND, start);
    const end = found < 0 ? body.length : found;
    if (end > start) {
      const pair = body.subarray(start, end);
      const equals = pair.indexOf(EQUALS);
      const name = decode(urlDecode(equals < 0 ? pair : pair.subarray(0, equals)));
      form.add(name, equals < 0 ? '' : decode(urlDecode(pair.subarray(equals + 1)), name));
    }
    start = end + 1;
  }
  return form.build();
}

/** Collects named values into nested arrays the way PHP fills `$_POST`. */
export class FormBuilder {
  readonly #root = new PhpArray();
  readonly #limits: FormLimits;
  #count = 0;

  constructor(limits: FormLimits = FORM_LIMITS) {
    this.#limits = limits;
  }

  /** Adds one parameter. @throws FormError beyond a limit. */
  add(rawName: string, value: PhpValue): void {
    const { parameters, depth, nameBytes, valueBytes } = this.#limits;
    this.#count += 1;
    if (this.#count > parameters)
      throw new FormError(`The request has more than ${parameters} parameters.`);
    if (Buffer.byteLength(rawName) > nameBytes)
      throw tooMuch(rawName, `has a name of more than ${nameBytes} bytes`);
    if (typeof value === 'string' && Buffer.byteLength(value) > valueBytes)
      throw tooMuch(rawName, `is longer than ${valueBytes} bytes`);
    const path = readName(rawName);
    if (!path) return;
    if (path.keys.length > depth)
      throw tooMuch(rawName, `is nested more than ${depth} levels deep`);
    this.#put(path.name, path.keys, value);
  }

  /** Everything added so far. */
  build(): PlainObject {
    return this.#root.toObject();
  }

  #put(name: string, keys: readonly (string | undefined)[], value: PhpValue): void {
    let array = this.#root;
    let key: string | undefined = name;
    for (const next of keys) {
      array = array.arrayAt(key);
      key = next;
    }
    if (key === undefined) array.append(value);
    else array.set(key, value);
  }
}

function tooMuch(name: string, what: string): FormError {
  return refused(name, `Parameter ${shownName(name)} ${what}.`);
}

interface ParameterName {
  name: string;
  /** Keys in brackets, outermost first; `undefined` for `[]`. */
  keys: (string | undefined)[];
}

/** `undefined` when PHP would drop the parameter: its name is empty or begins with a bracket. */
function readName(raw: string): ParameterName | undefined {
  const [untilNul = ''] = raw.split('\0', 1);
  const text = untilNul.replace(/^ +/, '');
  const bracket = text.indexOf('[');
  const name = mangle(bracket < 0 ? text : text.slice(0, bracket));
  if (!name) return undefined;
  const keys: (string | undefined)[] = [];
  let open = bracket;
  while (open >= 0 && text[open] === '[') {
    const afterSpace = /\s/.test(text[open + 1] ?? '') ? open + 2 : open + 1;
    const close = text.indexOf(']', afterSpace);
    if (close < 0) return unclosed(name, keys, text.slice(open + 1));
    keys.push(close === afterSpace ? undefined : text.slice(open + 1, close));
    open = close + 1;
  }
  return { name, keys };
}

/**
 * A bracket that never closes is part of the name when it is the first one, `a[b` is `a_b`; after
 * others it is dropped with what follows, and the key before it is cleaned like a name.
 */
function unclosed(name: string, keys: (string | undefined)[], rest: string): ParameterName {
  if (keys.length === 0) return { name: `${name}_${mangle(rest)}`, keys };
  const last = keys.pop();
  return { name, keys: [...keys, last === undefined ? undefined : mangle(last)] };
}

function mangle(name: string): string {
  return name.replace(/[ .[]/g, '_');
}

/** Decodes `+` and `%XX`; a percent sign that is no escape stays as it is. */
function urlDecode(bytes: Uint8Array): Uint8Array {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index]!;
    const escaped = byte === PERCENT ? hexPair(bytes[index + 1], bytes[index + 2]) : -1;
    if (escaped >= 0) index += 2;
    out[length] = escaped >= 0 ? escaped : byte === PLUS ? SPACE : byte;
    length += 1;
  }
  return out.subarray(0, length);
}

function hexPair(high = 0, low = 0): number {
  const [left, right] = [hexDigit(high), hexDigit(low)];
  return left < 0 || right < 0 ? -1 : left * 16 + right;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
