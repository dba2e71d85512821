import { type ASTNode, type DocumentNode, Kind, visit } from 'graphql';
import { isPlainObject } from '#core/plain.ts';
import { DomainError } from '#core/errors.ts';
import { isStorable } from '#core/text.ts';

/** Documents in whose own text there is nothing to refuse; each is looked at once. */
const clean = new WeakSet<DocumentNode>();

interface Request {
  document: DocumentNode;
  variableValues?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * Refuses text that cannot be kept, wherever it stands in an operation.
 * @throws DomainError BAD_INPUT with the place
 */
export function checkText({ document, variableValues }: Request): void {
  if (variableValues) checkValues(variableValues);
  if (clean.has(document)) return;
  visit(document as ASTNode, {
    [Kind.STRING]: ({ value }: { value: string }) => {
      if (!isStorable(value)) throw failure('query');
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
      if (!isStorable(value)) throw failure(path);
    } else if (Array.isArray(value) || isPlainObject(value))
      for (const [key, inner] of Object.entries(value)) {
        if (!isStorable(key)) throw failure(path || 'variables');
        places.push({ value: inner, path: path ? `${path}.${key}` : key });
      }
  }
}

function failure(path: string): DomainError {
  const field = path.replace(/^input\./, '');
  const words = `${field}: must not hold the character U+0000 or half of a surrogate pair`;
  const message = 'must not hold the character U+0000 or half of a surrogate pair';
  return new DomainError('BAD_INPUT', words, {
    field,
    issues: [{ path: path.split('.'), message }],
  });
}
