import { DomainError } from '#core/errors.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { App } from './app.ts';

/**
 * Called before anything is said to a provider: a restored copy that runs with `QUIET=on` says nothing.
 * @throws DomainError QUIET
 */
export function ensureLoud({ config }: Pick<App, 'config'>): void {
  if (config.isQuiet) throw new DomainError('QUIET');
}

/**
 * Called where a provider is connected.
 * @throws DomainError QUIET
 * @throws ProviderError NOT_SENT in what is run for comparison alone
 */
export function ensureOutside(app: Pick<App, 'config' | 'comparison'>): void {
  ensureLoud(app);
  ensureNoComparison(app);
}

/**
 * Called before anything outside is asked: what is run for comparison alone asks nobody.
 * @throws ProviderError NOT_SENT
 */
export function ensureNoComparison({ comparison }: Pick<App, 'comparison'>): void {
  if (!comparison) return;
  comparison.hasAskedOutside = true;
  throw new ProviderError('NOT_SENT', 'Nothing outside is asked for a comparison.');
}
