import { type DocumentNode, GraphQLError } from 'graphql';
import { type InputIssue, DomainError } from '#core/errors.ts';
import { type InputPath, placeOfNode, placeOfVariable } from './input-place.ts';
import { inputReason } from './input-reason.ts';

/** So many errors at most say what is wrong with a request. */
const MOST_ERRORS = 10;

/** Where the values of a request stand. */
export interface RequestValues {
  document: DocumentNode;
  /** A stored operation, whose caller knows its variables rather than its arguments. */
  isStored?: boolean | undefined;
}

/** An error of the request itself: GraphQL over HTTP wants 400 for it, or 200 as plain JSON. */
const HTTP = { status: 400, spec: true };

/**
 * What GraphQL says of a request that does not run, with the codes that callers go by: everything
 * that is wrong with its values is one BAD_INPUT with the place of each, all else BAD_REQUEST.
 */
export function requestErrors(
  errors: readonly GraphQLError[],
  values: RequestValues | null,
): GraphQLError[] {
  const issues: InputIssue[] = [];
  const others: GraphQLError[] = [];
  let nodes: GraphQLError['nodes'];
  for (const error of errors) {
    const issue = values && (variableIssue(error, values) ?? literalIssue(error, values));
    if (!issue) others.push(coded(error));
    else if (!issues.some(({ path }) => path.join('.') === issue.path.join('.'))) {
      nodes ??= error.nodes;
      issues.push(issue);
    }
  }
  const input = issues.length ? [inputError(issues, nodes)] : [];
  return [...others.slice(0, MOST_ERRORS - input.length), ...input];
}

/** GraphQL's own error with the code BAD_REQUEST, where it has none of ours. */
export function coded(error: GraphQLError): GraphQLError {
  const { code, http = HTTP } = error.extensions;
  const { nodes, source, positions, path, originalError } = error;
  if (code !== undefined && code !== 'OPERATION_RESOLUTION_FAILURE') return error;
  // A fault of ours is not the request's; it is masked.
  if (originalError && !(originalError instanceof GraphQLError)) return error;
  const isRequest = path === undefined;
  // What GraphQL says when comparing repeated fields takes too long.
  const isAborted = error.message === 'Validation aborted.';
  const { message, extensions } = isAborted
    ? new DomainError('TOO_MANY_TOKENS')
    : new DomainError('BAD_REQUEST', error.message);
  return new GraphQLError(message, {
    nodes,
    source,
    positions,
    path,
    originalError,
    extensions: { ...error.extensions, ...extensions, ...(isRequest && { http }) },
  });
}

function inputError(issues: InputIssue[], nodes: GraphQLError['nodes']): GraphQLError {
  const [first] = issues;
  const field = first!.path.filter((step) => step !== 'input').join('.') || 'input';
  const words = issues.map(({ path, message }) => `${nameOf(path)}: ${message}`).join('; ');
  const { message, extensions } = new DomainError('BAD_INPUT', words, { field, issues });
  return new GraphQLError(message, { nodes, extensions: { ...extensions, http: HTTP } });
}

const nameOf = (path: InputPath) => path.findLast((step) => typeof step === 'string') ?? 'input';

/** The variable that an error is about, and what is wrong with it; null where it is about none. */
function variableIssue({ message, originalError }: GraphQLError, values: RequestValues) {
  const { document, isStored } = values;
  const placed = (path: InputPath) => (isStored ? path : placeOfVariable(document, path));
  const [, name] = /^Variable "\$(\w+)" /.exec(message) ?? [];
  if (!name) return null;
  const variable = `Variable "$${name}"`;
  const isMissing =
    message.startsWith(`${variable} of required type `) ||
    message.startsWith(`${variable} of non-null type `);
  if (isMissing) return { path: placed([name]), message: 'is required' };
  const said = originalError?.message;
  if (!said || !message.startsWith(`${variable} got invalid value `)) return null;
  // The value is in the text, and may hold anything: what it says of itself stands before the end.
  const before = message.slice(0, message.length - said.length - 2);
  const [, at = name] = / at "([^"]+)"$/.exec(before) ?? [];
  const steps = at.split(/[.[\]]+/).filter(Boolean);
  const place = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return issueAt(placed(place), said);
}

/** Likewise of a value in the document itself. */
function literalIssue(
  { message, nodes, originalError }: GraphQLError,
  { document }: RequestValues,
) {
  const [node] = nodes ?? [];
  const place = node && placeOfNode(document, node);
  if (place) return issueAt(place, originalError?.message ?? message);
  const [, missing] = /^(?:Field|Directive) "[^"]+" argument "(\w+)" of type /.exec(message) ?? [];
  return missing ? { path: [missing], message: 'is required' } : null;
}

function issueAt(place: InputPath, said: string): InputIssue | null {
  const reason = inputReason(said);
  if (!reason) return null;
  const { message, below } = reason;
  // An unknown field is itself what the error is about.
  const isThere = below === undefined || place.at(-1) === below;
  return { path: isThere ? place : [...place, below], message };
}
