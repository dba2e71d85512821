import { isStaff } from '#core/actor.ts';
import type { Work } from '#schema/work.ts';

/**
 * What a client pays the company for something, when, and whether it runs, is the company's to say: a
 * reseller that could would have it for nothing.
 * @throws DomainError FORBIDDEN naming the first term that only staff may set
 */
export function refuseCompanyTerms(
  { actor, fail }: Pick<Work, 'actor' | 'fail'>,
  input: Readonly<Record<string, unknown>>,
  terms: readonly string[],
): void {
  if (isStaff(actor)) return;
  const field = terms.find((name) => input[name] !== undefined);
  if (field) fail('FORBIDDEN', `${field}: only staff may set it.`, { field });
}

/** The terms of a service and of an addon; a status ends it, or only staff set it. */
export const soldTerms = (input: { status?: string | null | undefined }): string[] => [
  'productId',
  'quantity',
  'billingCycle',
  'firstPayment',
  'setupFee',
  'recurring',
  'isTaxed',
  'promotionId',
  'nextDueOn',
  'terminateOn',
  'overrideAutoTerminate',
  'overrideAutoSuspend',
  'overrideSuspendUntilOn',
  ...(input.status && ['ACTIVE', 'COMPLETED'].includes(input.status) ? ['status'] : []),
];
