import type { ExecutionArgs } from 'graphql';
import { checkCost } from './cost.ts';
import { checkText } from './text.ts';

/**
 * What is looked at before an operation runs, whichever way it does.
 * @throws DomainError BAD_INPUT, PAGE_TOO_LARGE or QUERY_TOO_COMPLEX
 */
export function checkRequest(args: ExecutionArgs): void {
  checkText(args);
  checkCost(args);
}
