import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { DomainError } from '#core/errors.ts';

/**
 * What GraphQL itself says of a document or a value, with the code that callers go by: BAD_INPUT
 * with the place where a variable or an argument is at fault, BAD_REQUEST for all else, which is
 * also what Yoga calls by a code of its own.
 */
export function coded(error: GraphQLError): GraphQLError {
  const path = placeOf(error.message);
  const { code } = error.extensions;
  const isOwn = code !== undefined && code !== 'OPERATION_RESOLUTION_FAILURE';
  if (isOwn && !(path && code === 'BAD_INPUT')) return error;
  const { extensions } = path
    ? new DomainError('BAD_INPUT', error.message, {
        field: path.join('.').replace(/^input\./, ''),
        issues: [{ path, message: error.message }],
      })
    : new DomainError('BAD_REQUEST', error.message);
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    path: error.path,
    originalError: error.originalError,
    extensions: { ...error.extensions, ...extensions },
  });
}

/** Where a value stands that was not taken: `input`, `lines`, 0, `quantity`, or an argument. */
function placeOf(message: string): (string | number)[] | undefined {
  const [, name] = /^(?:Variable "\$|Argument ")(\w+)" /.exec(message) ?? [];
  if (!name) return undefined;
  const [, at = name] = / at "([\w.[\]]+)"; /.exec(message) ?? [];
  const [, missing] = /; Field "(\w+)" of required type/.exec(message) ?? [];
  const names = at.split(/[.[\]]+/).filter(Boolean);
  const path = names.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return missing ? [...path, missing] : path;
}

/** Gives a code to what is wrong with a document: it does not parse, or is not valid. */
export function useCodes(): Plugin {
  return {
    onParse:
      () =>
      ({ result, replaceParseResult }) => {
        if (result instanceof GraphQLError) replaceParseResult(coded(result) as never);
      },
    onValidate:
      () =>
      ({ valid, result, setResult }) => {
        if (!valid) setResult((result as readonly GraphQLError[]).map(coded));
      },
  };
}
