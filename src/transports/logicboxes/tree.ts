/** A number printed digit for digit as its decimal text says. */
export class ExactNumber {
  readonly text: string;

  /** @throws RangeError for text that is not a plain decimal number */
  constructor(text: string) {
    if (!/^-?\d+(\.\d+)?$/.test(text)) throw new RangeError(`Not a decimal number: ${text}`);
    this.text = text;
  }
}

/** What this platform's answers are made of. Maps keep their order, numeric keys included. */
export type Tree = string | boolean | ExactNumber | Tree[] | Map<string, Tree>;

/** Puts a value into nested maps, making those on the way. */
export function put(tree: Map<string, Tree>, path: readonly string[], value: Tree): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) return void tree.set(key, value);
  const found = tree.get(key);
  const inner = found instanceof Map ? found : new Map<string, Tree>();
  if (inner !== found) tree.set(key, inner);
  put(inner, rest, value);
}

/** A map of a plain record. */
export const mapOf = (record: Readonly<Record<string, Tree>>): Map<string, Tree> =>
  new Map(Object.entries(record));

/** The tree as JSON. */
export function toJson(tree: Tree): string {
  if (tree instanceof ExactNumber) return tree.text;
  if (tree instanceof Map)
    return `{${[...tree].map(([key, value]) => `${JSON.stringify(key)}:${toJson(value)}`).join()}}`;
  if (Array.isArray(tree)) return `[${tree.map(toJson).join()}]`;
  return JSON.stringify(tree);
}
