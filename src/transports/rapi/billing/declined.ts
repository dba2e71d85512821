import { DomainError } from '#core/errors.ts';

/**
 * A payment that was declined is an ordinary answer in the graph and an error for old programs.
 * @throws DomainError PAYMENT_DECLINED
 */
export function declined(message?: string): never {
  throw new DomainError('PAYMENT_DECLINED', message || 'Payment Attempt Failed');
}
