import type { ErrorCode } from '#core/errors.ts';

/** What a program or a person can do about an error. */
export const errorActions = {
  CORRECT_INPUT: 'Correct the input that the error names, then send it again.',
  CHECK_ID:
    'Check the id or the name: nothing has it, or it belongs to somebody else, which looks the same.',
  CHANGE_STATE:
    'Something about the object stands in the way. Read it again, settle what the message names, then send the request again.',
  SIGN_IN: 'Sign in, or send a token that is still valid.',
  GET_PERMISSION: 'Ask whoever manages your credential for what the error names.',
  SEND_LESS: 'Ask for less at once: fewer objects, a smaller body, a shorter document.',
  RETRY: 'Send the same again after a pause, under the same idempotency key.',
  LOOK_FIRST:
    'What was asked may have happened. Read what it was about, or its task, before sending it again.',
  ASK_OPERATOR:
    'Nothing the caller can change: tell the company that runs this, with the request id.',
} as const;

export type ErrorAction = keyof typeof errorActions;

/** Codes whose name does not say what to do about them. */
const named: Partial<Record<ErrorCode, ErrorAction>> = {
  UNAUTHENTICATED: 'SIGN_IN',
  SESSION_ENDED: 'SIGN_IN',
  CHALLENGE_ENDED: 'SIGN_IN',
  FORBIDDEN: 'GET_PERMISSION',
  ADDRESS_REFUSED: 'GET_PERMISSION',
  ORIGIN_REFUSED: 'GET_PERMISSION',
  RESELLER_SUSPENDED: 'GET_PERMISSION',
  PERMISSION_BEYOND_YOURS: 'GET_PERMISSION',
  PERMISSION_NOT_YOURS: 'GET_PERMISSION',
  INTROSPECTION_DISABLED: 'GET_PERMISSION',
  DOCUMENT_NOT_TRUSTED: 'GET_PERMISSION',
  SIGNUP_CLOSED: 'GET_PERMISSION',
  LINK_EXPIRED: 'CORRECT_INPUT',
  RATE_LIMITED: 'RETRY',
  UNAVAILABLE: 'RETRY',
  UPSTREAM_UNREACHABLE: 'RETRY',
  UPSTREAM_BUSY: 'RETRY',
  PROVIDER_UNREACHABLE: 'RETRY',
  IDEMPOTENCY_IN_PROGRESS: 'RETRY',
  OUTCOME_UNKNOWN: 'LOOK_FIRST',
  ANSWER_LOST: 'LOOK_FIRST',
  UPSTREAM_TIMEOUT: 'LOOK_FIRST',
  UPSTREAM_ANSWER_INVALID: 'LOOK_FIRST',
  CURSOR_EXPIRED: 'LOOK_FIRST',
  PAYMENT_IN_PROGRESS: 'LOOK_FIRST',
  PAYMENT_MISMATCH: 'ASK_OPERATOR',
  QUIET: 'ASK_OPERATOR',
  NO_SERVER_AVAILABLE: 'ASK_OPERATOR',
  GATEWAY_NOT_READY: 'ASK_OPERATOR',
  SIGN_IN_PROVIDER_FAILED: 'ASK_OPERATOR',
  FORECAST_BUSY: 'RETRY',
  SANDBOX_NOT_READY: 'RETRY',
  FORECAST_TOO_LONG: 'SEND_LESS',
  QUERY_TOO_DEEP: 'SEND_LESS',
  QUERY_TOO_COMPLEX: 'SEND_LESS',
  PAGE_TOO_LARGE: 'SEND_LESS',
  TOO_LARGE: 'SEND_LESS',
  ATTACHMENT_TOO_LARGE: 'SEND_LESS',
  IDEMPOTENCY_KEY_REUSED: 'CORRECT_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'CORRECT_INPUT',
  NOTHING_TO_CHANGE: 'CORRECT_INPUT',
  PASSWORDS_DIFFER: 'CORRECT_INPUT',
  PLAN_FOR_ANOTHER_REQUEST: 'CORRECT_INPUT',
  PLAN_CHANGED: 'LOOK_FIRST',
};

const byName: readonly (readonly [RegExp, ErrorAction])[] = [
  [/_NOT_FOUND$|^NOT_FOUND$/, 'CHECK_ID'],
  [/^TOO_MANY_(ALIASES|TOKENS|DIRECTIVES|ATTACHMENTS)$/, 'SEND_LESS'],
  [/_STATUS_WRONG$|_WRONG_STATUS$/, 'CHANGE_STATE'],
  [
    /^BAD_|_(INVALID|MISSING|REQUIRED|UNKNOWN|WRONG|TAKEN|EXISTS|NOT_ALLOWED|NOT_POSITIVE|TOO_LARGE|OUT_OF_RANGE)$/,
    'CORRECT_INPUT',
  ],
];

/** What can be done about an error of this code. */
export const errorActionOf = (code: ErrorCode): ErrorAction =>
  named[code] ?? byName.find(([pattern]) => pattern.test(code))?.[1] ?? 'CHANGE_STATE';

/** Whether the same request may succeed a little later, with nothing changed. */
export const isRetryableCode = (code: ErrorCode): boolean => errorActionOf(code) === 'RETRY';

/** The status of an HTTP answer that is this error and nothing else. */
const statuses: Partial<Record<ErrorCode, number>> = {
  BAD_REQUEST: 400,
  TOO_MANY_ATTACHMENTS: 400,
  DOCUMENT_NOT_FOUND: 400,
  DOCUMENT_NOT_TRUSTED: 400,
  PERSISTED_QUERY_NOT_FOUND: 400,
  UNAUTHENTICATED: 401,
  SANDBOX_NOT_FOUND: 401,
  FORBIDDEN: 403,
  LINK_EXPIRED: 403,
  RESELLER_SUSPENDED: 403,
  ORIGIN_REFUSED: 403,
  CSRF_TOKEN_INVALID: 403,
  ADDRESS_REFUSED: 403,
  ATTACHMENT_NOT_FOUND: 404,
  CLIENT_FILE_NOT_FOUND: 404,
  TICKET_NOT_FOUND: 404,
  INVOICE_NOT_FOUND: 404,
  EXPORT_NOT_FOUND: 404,
  EXPORT_NOT_FINISHED: 409,
  ATTACHMENT_REMOVED: 410,
  TOO_LARGE: 413,
  ATTACHMENT_TOO_LARGE: 413,
  ATTACHMENT_TYPE_REFUSED: 415,
  RATE_LIMITED: 429,
  SANDBOX_NOT_READY: 503,
  UPSTREAM_ANSWER_INVALID: 502,
  UPSTREAM_BUSY: 503,
  UPSTREAM_TIMEOUT: 504,
  UPSTREAM_UNREACHABLE: 502,
  UNAVAILABLE: 503,
};

/** The status of an answer that is an error alone; undefined for one that stands beside data only. */
export const httpStatusOf = (code: unknown): number | undefined =>
  statuses[String(code) as ErrorCode];
