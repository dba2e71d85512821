import { onceFor } from '#core/once-for.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { App } from '#schema/app.ts';
import type { AttemptFailure } from './decide.ts';
import type { AnyKind } from './kind.ts';
import type { Held } from './lease.ts';

/** The kinds of tasks whose provider does not answer, as this process has seen it last. */
const outagesOf = onceFor((_app: App) => new Set<string>());

type Ended = Pick<AttemptFailure, 'error' | 'nextAttemptAt'>;

/**
 * The line of the log that an attempt leaves which did not reach its provider, or has no answer. A
 * pause that the provider asked for is kept by all that goes to it.
 */
export function noteProvider(app: App, kind: AnyKind, held: Held, ended: Ended): void {
  const { code, cause } = ended.error;
  if (kind.hasOneProvider && cause instanceof ProviderError && cause.retryAfterMs)
    app.tasks.rest(kind.kind, cause.retryAfterMs);
  if (code === 'PROVIDER_UNREACHABLE') noteUnreachable(app, held.kind, ended);
  else if (code === 'OUTCOME_UNKNOWN' && held.errorCode !== code) noteUnknown(app, held, ended);
  else if (code === 'PROVIDER_REJECTED') noteRejected(app, held, ended);
}

/** One line when a provider begins to be out of reach, with what happens next. */
function noteUnreachable(app: App, kind: string, { error, nextAttemptAt }: Ended): void {
  if (outagesOf(app).has(kind)) return;
  outagesOf(app).add(kind);
  app.log.warn(
    { kind, reason: error.message, nextAttemptAt },
    nextAttemptAt
      ? 'A provider cannot be reached; the task is tried again at nextAttemptAt.'
      : 'A provider cannot be reached; nothing was done, and whoever asked got the error.',
  );
}

/** One line for each call whose answer was lost. */
function noteUnknown({ log }: App, { id, kind }: Held, { error, nextAttemptAt }: Ended): void {
  log.warn(
    { taskId: Number(id), kind, reason: error.message, nextAttemptAt },
    'A provider did not answer; at nextAttemptAt it is asked what became of the task.',
  );
}

function noteRejected({ log }: App, { id, kind }: Held, { error }: Ended): void {
  const about = { taskId: Number(id), kind, reason: error.message };
  log.info(about, 'A provider rejected a task.');
}

/** And one when it answers again. */
export function noteReached(app: App, kind: string): void {
  if (outagesOf(app).delete(kind)) app.log.info({ kind }, 'A provider answers again.');
}
