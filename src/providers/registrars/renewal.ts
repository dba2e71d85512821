import { ProviderError } from '#core/provider-error.ts';
import type { FoundOrder, OrderReceipt, OrderTrace, RenewOrder } from './domain-data.ts';

const HALF_A_YEAR_MS = 182 * 86_400_000;

/** True when a domain runs at least half a year longer than before: a renewal has gone through. */
export function hasMoved(expiresOn: string | null, knownBefore: string | undefined): boolean {
  if (!expiresOn || !knownBefore) return false;
  return Date.parse(expiresOn) - Date.parse(knownBefore) > HALF_A_YEAR_MS;
}

/**
 * The receipt of a renewal that was carried out before, or null when it still has to be ordered.
 * This is what stands in for an idempotency key: the same renewal sent twice is paid once.
 */
export function earlierRenewal(order: RenewOrder, expiresOn: string | null): OrderReceipt | null {
  if (!expiresOn || !hasMoved(expiresOn, order.expiresOn)) return null;
  return { state: 'done', expiresOn, words: 'The domain has already been renewed.' };
}

/** What the expiry date alone says of a renewal whose answer was lost. */
export function renewalByExpiry(trace: OrderTrace, expiresOn: string | null): FoundOrder {
  const state = hasMoved(expiresOn, trace.expiresOn) ? 'done' : 'absent';
  return expiresOn ? { state, expiresOn } : { state };
}

/** A restore that the registry works on: the paid years follow when it is through. */
export const restoring = (words = 'The domain is being restored.'): ProviderError =>
  new ProviderError('UNKNOWN', words);
