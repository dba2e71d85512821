import { DomainError } from '#core/errors.ts';
import type { Attempt } from '#platform/limiter.ts';
import type { Context } from '#schema/context.ts';

/**
 * Begins a try at proving who one is. Whoever comes without a credential is counted by address. A
 * program with a credential signs in many people from one address, so it is counted by whom it is
 * about. A dry run would say whether the try is right and undo that it was made.
 * @param about what tells the person apart: an e-mail address, an id, a token.
 * @throws DomainError RATE_LIMITED, DRY_RUN_NOT_AVAILABLE
 */
export async function beginAttempt(
  { app, actor, requestInfo, dryRun }: Context,
  about: string,
): Promise<Attempt> {
  if (dryRun) throw new DomainError('DRY_RUN_NOT_AVAILABLE');
  return app.limiter.attempt(
    actor.kind === 'nobody' ? `address:${requestInfo.ip}` : `${actor.id}:${about.toLowerCase()}`,
  );
}
