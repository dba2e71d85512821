/** Why the gateway itself says no, whatever was asked. */
export const gatewayErrors = {
  BAD_INPUT: 'Some of the input is not valid.',
  BAD_REQUEST: 'The request cannot be understood.',
  NOT_FOUND: 'There is nothing with that id.',
  UNAUTHENTICATED: 'Sign in first: send a token.',
  FORBIDDEN: 'You may not do that.',
  ADDRESS_REFUSED: 'Requests from your address are not accepted.',
  ORIGIN_REFUSED: 'Pages of that origin may not use the session of this browser.',
  CSRF_TOKEN_INVALID:
    'Send the CSRF token of the session as X-CSRF-Token. It is in `viewer { csrfToken }`.',
  LINK_EXPIRED: 'The link has expired, or was not given out here. Ask for a new one.',
  RATE_LIMITED: 'Too many requests. Wait and try again.',
  TOO_LARGE: 'The request is too large.',
  QUERY_TOO_DEEP: 'The operation is nested too deeply.',
  QUERY_TOO_COMPLEX: 'The operation asks for too much at once.',
  TOO_MANY_ALIASES: 'The operation has too many aliases.',
  TOO_MANY_TOKENS: 'The operation is too long.',
  TOO_MANY_DIRECTIVES: 'The operation has too many directives.',
  PAGE_TOO_LARGE: 'Ask for at most 100 items a page.',
  IDEMPOTENCY_KEY_INVALID: 'An idempotency key is 1 to 128 printable characters.',
  IDEMPOTENCY_KEY_REUSED: 'This idempotency key was already used with another request.',
  IDEMPOTENCY_IN_PROGRESS: 'The first request with this idempotency key is still running.',
  CURSOR_INVALID: 'That cursor was not given out here.',
  CURSOR_EXPIRED:
    'What came after that cursor is not all kept any more. Read what you follow, then follow from now.',
  PROVIDER_REJECTED: 'The provider rejected it.',
  PROVIDER_UNREACHABLE: 'The provider cannot be reached. Nothing was done; try again later.',
  OUTCOME_UNKNOWN:
    'The provider did not answer in time. The action stays pending until it is reconciled.',
  QUIET:
    'This gateway runs quietly (QUIET=on): nothing leaves it, and what needs a provider is not done.',
  DRY_RUN_NOT_AVAILABLE:
    'Signing in and out, what checks a password or code, and what needs no permission has no dry run.',
  PLAN_INVALID:
    'The plan was not made here, was altered, or is older than 15 minutes. Run dry again.',
  PLAN_FOR_ANOTHER_REQUEST:
    'The plan was made for another operation, other variables or another caller.',
  PLAN_CHANGED: 'The outcome would no longer be what was planned. Nothing was done.',
  COMMAND_NOT_AVAILABLE: 'This command is not served.',
  ANSWER_LOST:
    'The change was made, or may have been, but its answer was lost. Send it again under the same idempotency key, or look before you do.',
  INTROSPECTION_DISABLED: 'The schema is not shown here.',
  DOCUMENT_NOT_FOUND: 'No manifest holds a document with that documentId.',
  DOCUMENT_NOT_TRUSTED: 'Only operations of a manifest run here.',
  PERSISTED_QUERY_NOT_FOUND: 'There is no query with that hash. Send its text with the hash.',
  UPSTREAM_UNREACHABLE: 'The old system cannot be reached. Nothing was done; try again shortly.',
  UPSTREAM_TIMEOUT:
    'The old system did not answer in time. What was asked may have happened: look before you send it again.',
  UPSTREAM_ANSWER_INVALID:
    'The old system broke off, or answered with what is no reply of its API. What was asked may have happened: look before you send it again.',
  UPSTREAM_BUSY:
    'The old system has too much to answer at once. Nothing was done; try again shortly.',
  UNAVAILABLE: 'The database cannot be reached. Nothing was done; try again shortly.',
} as const;
