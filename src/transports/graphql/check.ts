import type { ExecutionArgs } from 'graphql';
import { DomainError } from '#core/errors.ts';
import { checkCost } from './cost.ts';
import { checkText } from './text.ts';

/**
 * What is looked at before an operation runs, whichever way it does. What is refused here is an
 * error of the request: GraphQL over HTTP wants 400 for it as `application/graphql-response+json`
 * and 200 as `application/json`, however often it is sent.
 * @throws DomainError BAD_INPUT, PAGE_TOO_LARGE or QUERY_TOO_COMPLEX
 */
export function checkRequest(args: ExecutionArgs): void {
  try {
    checkText(args);
    checkCost(args);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const http = { status: 400, spec: true };
    throw new DomainError(error.code, error.message, { ...error.extensions, http });
  }
}
