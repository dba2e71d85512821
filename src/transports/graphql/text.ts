import { type ASTNode, type DocumentNode, Kind, type StringValueNode, visit } from 'graphql';
import { isPlainObject } from '#core/plain.ts';
import { DomainError } from '#core/errors.ts';
import { isStorable } from '#core/text.ts';
import { type InputPath, placeOfNode, placeOfVariable } from './input-place.ts';

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
  if (variableValues) checkValues(document, variableValues);
  if (clean.has(document)) return;
  visit(document as ASTNode, {
    [Kind.STRING]: (node: StringValueNode) => {
      if (!isStorable(node.value)) throw failure(placeOfNode(document, node) ?? ['query']);
    },
  });
  clean.add(document);
}

interface Place {
  value: unknown;
  path: InputPath;
}

/** Goes through values of any depth without a stack of calls. */
function checkValues(document: DocumentNode, variables: object): void {
  const places: Place[] = [{ value: variables, path: [] }];
  const fail = (path: InputPath) =>
    failure(path.length ? placeOfVariable(document, path) : ['variables']);
  for (let place = places.pop(); place; place = places.pop()) {
    const { value, path } = place;
    if (typeof value === 'string') {
      if (!isStorable(value)) throw fail(path);
    } else if (Array.isArray(value))
      for (const [at, inner] of value.entries()) places.push({ value: inner, path: [...path, at] });
    else if (isPlainObject(value))
      for (const [key, inner] of Object.entries(value)) {
        if (!isStorable(key)) throw fail(path);
        places.push({ value: inner, path: [...path, key] });
      }
  }
}

function failure(path: InputPath): DomainError {
  const field = path.join('.').replace(/^input\./, '');
  const message = 'must not hold the character U+0000 or half of a surrogate pair';
  return new DomainError('BAD_INPUT', `${field}: ${message}`, {
    field,
    issues: [{ path, message }],
  });
}
