import { type ASTNode, type DocumentNode, Kind, visit } from 'graphql';
import { Refusal } from '#core/refusal.ts';

/** U+0000, or one half of a surrogate pair: no database can hold it, nor can most other programs. */
const IMPOSSIBLE = /\0|\p{Surrogate}/u;

/** Documents in whose own text there is nothing to refuse; each is looked at once. */
const clean = new WeakSet<DocumentNode>();

interface Asked {
  document: DocumentNode;
  variableValues?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * Refuses text that cannot be kept, wherever it stands in an operation.
 * @throws Refusal BAD_INPUT with the place
 */
export function checkText({ document, variableValues }: Asked): void {
  if (variableValues) checkValues(variableValues);
  if (clean.has(document)) return;
  visit(document as ASTNode, {
    [Kind.STRING]: ({ value }: { value: string }) => {
      if (IMPOSSIBLE.test(value)) throw refusal('query');
    },
  });
  clean.add(document);
}

interface Place {
  value: unknown;
  path: string;
}

/** Goes through values of any depth without a stack of calls. */
function checkValues(variables: object): void {
  const places: Place[] = [{ value: variables, path: '' }];
  for (let place = places.pop(); place; place = places.pop()) {
    const { value, path } = place;
    if (typeof value === 'string') {
      if (IMPOSSIBLE.test(value)) throw refusal(path);
    } else if (isPlain(value))
      for (const [key, inner] of Object.entries(value)) {
        if (IMPOSSIBLE.test(key)) throw refusal(path || 'variables');
        places.push({ value: inner, path: path ? `${path}.${key}` : key });
      }
  }
}

/** A list or a JSON object, and not bytes or a file. */
const isPlain = (value: unknown): value is object =>
  Array.isArray(value) ||
  (typeof value === 'object' &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value)));

function refusal(path: string): Refusal {
  const field = path.replace(/^input\./, '');
  const words = `${field}: must not hold the character U+0000 or half of a surrogate pair`;
  return new Refusal('BAD_INPUT', words, { field });
}
