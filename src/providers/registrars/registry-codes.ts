import { ProviderError } from '#core/provider-error.ts';
import type { ChangeReceipt } from './domain-data.ts';

/**
 * What a registry's result code says (RFC 5730, section 3): 1000 done, 1001 taken and pending,
 * 2xxx refused. Any other code, or none, leaves open what happened.
 */
export function registryOutcome(code: string | null, words: string): ChangeReceipt {
  if (code === '1000') return { state: 'done', ...(words && { words }) };
  if (code === '1001') return { state: 'pending', ...(words && { words }) };
  if (code !== null && /^2\d{3}$/.test(code))
    throw new ProviderError('REFUSED', words || `The registry refused (${code}).`);
  throw new ProviderError('UNKNOWN', words || `The registry's answer is not known (${code}).`);
}
