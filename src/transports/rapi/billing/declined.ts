import { Refusal } from '#core/refusal.ts';

/**
 * A payment that was declined is an ordinary answer in the graph and an error for old programs.
 * @throws Refusal PAYMENT_DECLINED
 */
export function declined(message?: string): never {
  throw new Refusal('PAYMENT_DECLINED', message || 'Payment Attempt Failed');
}
