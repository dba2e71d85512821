/** A value of a legacy request: text or a file at the leaves, lists and objects above. */
export type PhpValue = unknown;

/** An object without a prototype: `__proto__` and `constructor` are plain keys in it. */
export type PlainObject = Record<string, PhpValue>;

/** The keys of an object in the order they were sent: JavaScript itself puts numbers first. */
export const keysOf = (object: PlainObject): string[] => orders.get(object) ?? Object.keys(object);

/** The key under which an item of a list was sent: its place, unless `withKeys` says otherwise. */
export const keyAt = (list: readonly unknown[], index: number): string =>
  orders.get(list)?.[index] ?? String(index);

/** A list that remembers under which keys its items were sent; returns the list. */
export function withKeys<List extends readonly unknown[]>(list: List, keys: string[]): List {
  orders.set(list, keys);
  return list;
}

const orders = new WeakMap<object, string[]>();

/** An empty object without a prototype. */
export function emptyObject(): PlainObject {
  return Object.create(null) as PlainObject;
}

/**
 * A PHP array while it is being filled: ordered, the last value of a key wins, and a value without
 * a key goes to one past the highest integer key.
 */
export class PhpArray {
  readonly #entries = new Map<string, PhpValue>();
  #next = 0;

  /** Sets a key. Texts like `7` are integer keys, as in PHP; `07` and `7.0` are not. */
  set(key: string, value: PhpValue): void {
    this.#entries.set(key, value);
    const integer = /^(?:0|[1-9]\d{0,14})$/.test(key) ? Number(key) : -1;
    if (integer >= this.#next) this.#next = integer + 1;
  }

  /** Adds a value at the next integer key. */
  append(value: PhpValue): void {
    this.set(String(this.#next), value);
  }

  /** The array under a key; anything else that stood there is replaced by an empty one. */
  arrayAt(key: string | undefined): PhpArray {
    const found = key === undefined ? undefined : this.#entries.get(key);
    if (found instanceof PhpArray) return found;
    const array = new PhpArray();
    if (key === undefined) this.append(array);
    else this.set(key, array);
    return array;
  }

  /** A list when the keys are 0, 1, 2 … in this order, an object without prototype otherwise. */
  toPlain(): PhpValue[] | PlainObject {
    let index = 0;
    const isList = [...this.#entries.keys()].every((key) => key === String(index++));
    return isList ? [...this.#entries.values()].map(plainOf) : this.toObject();
  }

  /** Always an object without prototype, as the outermost level is. */
  toObject(): PlainObject {
    const object = emptyObject();
    for (const [key, value] of this.#entries) object[key] = plainOf(value);
    orders.set(object, [...this.#entries.keys()]);
    return object;
  }
}

function plainOf(value: PhpValue): PhpValue {
  return value instanceof PhpArray ? value.toPlain() : value;
}
