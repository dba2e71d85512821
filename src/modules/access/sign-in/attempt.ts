import type { Attempt } from '#platform/limiter.ts';
import type { Context } from '#schema/context.ts';

/**
 * Begins a try at proving who one is. Whoever comes without a credential is counted by address. A
 * program with a credential signs in many people from one address, so it is counted by whom it is
 * about.
 * @param about what tells the person apart: an e-mail address, an id, a token.
 * @throws DomainError RATE_LIMITED
 */
export const beginAttempt = (
  { app, actor, requestInfo }: Context,
  about: string,
): Promise<Attempt> =>
  app.limiter.attempt(
    actor.kind === 'nobody' ? `address:${requestInfo.ip}` : `${actor.id}:${about.toLowerCase()}`,
  );
