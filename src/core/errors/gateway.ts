/** Why the gateway itself says no, whatever was asked. */
export const gatewayErrors = {
  BAD_INPUT: 'Some of the input is not valid.',
  BAD_REQUEST: 'The request cannot be understood.',
  NOT_FOUND: 'There is nothing with that id.',
  UNAUTHENTICATED: 'Sign in first: send a token.',
  FORBIDDEN: 'You may not do that.',
  ADDRESS_REFUSED: 'Requests from your address are not accepted.',
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
  COMMAND_NOT_AVAILABLE: 'This command is not served.',
  ANSWER_LOST:
    'The change was made, or may have been, but its answer was lost. Send it again under the same idempotency key, or look before you do.',
  UNAVAILABLE: 'The database cannot be reached. Nothing was done; try again shortly.',
} as const;
