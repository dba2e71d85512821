import type { GraphQLFormattedError } from 'graphql';
import { DomainError, type ErrorCode } from '#core/errors.ts';
import type { Legacy, LegacyMessage } from './legacy.ts';
import type { ReplyFormat } from './reply-format.ts';

/** A reply of this transport before it is sent. */
export interface Reply {
  status: number;
  body: Record<string, unknown>;
  headers?: Record<string, string>;
  /** How it is written; JSON where nothing is said. */
  format?: ReplyFormat;
  /** The error's code, for the log; the old programs know only its text. */
  code?: string;
}

/** `{"result":"error","message":…}`; a business error is HTTP 200. */
export const errorReply = (message: string, status = 200): Reply => ({
  status,
  body: { result: 'error', message },
});

/**
 * What a query found; for a presenter whose command refuses where the graph answers null.
 * @throws DomainError with the code, which the command's `errors` put into the old words.
 */
export function found<Row>(row: Row | null | undefined, code: ErrorCode): Row {
  if (row === null || row === undefined) throw new DomainError(code);
  return row;
}

/** The old words for what every command may be refused with. */
const usual: Partial<Record<ErrorCode, (name: string, facts: Facts) => Reply>> = {
  UNAUTHENTICATED: () => errorReply('Authentication Failed', 403),
  ADDRESS_REFUSED: (_name, { address }) => errorReply(`Invalid IP ${String(address)}`, 403),
  FORBIDDEN: (name, { parameter }) => {
    const action = `API action "${name.toLowerCase()}"`;
    const what = parameter ? `parameter "${String(parameter)}" of ${action}` : action;
    return errorReply(`Invalid Permissions: ${what} is not allowed`, 403);
  },
  RATE_LIMITED: (_name, { message, retryAfter }) => ({
    ...errorReply(message, 429),
    headers: { 'retry-after': String(retryAfter) },
  }),
  TOO_LARGE: (_name, { message }) => errorReply(message, 413),
  UNAVAILABLE: (_name, { message }) => errorReply(message, 503),
  ANSWER_LOST: (_name, { message }) => errorReply(message, 503),
};

type Facts = Record<string, unknown> & { message: string };

/** An error as this transport says it: the command's own old words, the usual ones, or its message. */
export function usualErrors(
  { message, extensions }: GraphQLFormattedError,
  name: string,
  errors?: Legacy<never, never, never>['errors'],
): Reply {
  const facts: Facts = { ...extensions, message };
  const code = typeof extensions?.code === 'string' ? extensions.code : '';
  const own: LegacyMessage | undefined = errors?.[code as ErrorCode];
  const text = typeof own === 'function' ? own(facts) : own;
  const reply =
    text === undefined
      ? (usual[code as ErrorCode]?.(name, facts) ?? errorReply(message, statusOf(code)))
      : errorReply(text);
  return { ...reply, code };
}

const statusOf = (code: string) => (code === 'INTERNAL_SERVER_ERROR' ? 500 : 200);
