import { ProviderError } from './provider-error.ts';
import { runtime } from './runtime.ts';

/** How every token of a sandbox begins: `hgtest_k3x0c9q7w2bd_`. */
export const sandboxPrefix = (handle: string): string => `hgtest_${handle}_`;

/** The handle of the sandbox that a token belongs to; null for a token of the company's own. */
export const sandboxOfToken = (token: string): string | null =>
  /^hgtest_([a-z0-9]{12})_/.exec(token)?.[1] ?? null;

/** Called before anything is said to the outside. @throws ProviderError NOT_SENT within a sandbox */
export function ensureNoSandbox(): void {
  if (runtime().sandbox !== null)
    throw new ProviderError('NOT_SENT', 'A sandbox says nothing to the outside.');
}
