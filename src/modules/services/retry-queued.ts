import { now } from '#core/clock.ts';
import { DomainError } from '#core/errors.ts';
import type { App } from '#schema/app.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import { systemAction } from '#schema/system-action.ts';
import { type Failure, queueFailure } from '#modules/services/module-actions/queue-failure.ts';
import {
  type FailedEntry,
  openEntry,
  retryEntry,
} from '#modules/services/module-actions/retry-entry.ts';

/** Tries an entry of the module queue again when its pause is over. */
export const retryQueued = taskKind<{ entryId: number }, Record<string, never>>({
  kind: 'moduleQueue.retry',
  resendable: true,
  isQuiet: true,
  retry: { interactive: 'queue', hours: 24 },
  go: () => Promise.resolve({}),
  after: (work, { entryId }) => tryEntry(work, entryId),
});

/** Tries a failed action again, unless it was settled or put off in the meantime. */
export async function tryAgain(app: App, entryId: number): Promise<void> {
  const action = { action: retryQueued.kind, input: { entryId } };
  await systemAction(app, action, (work) => tryEntry(work, entryId));
}

async function tryEntry(work: Work, entryId: number): Promise<void> {
  const entry = await openEntry(work, entryId, {}).catch(passedOver);
  if (!entry?.nextAttemptAt || entry.nextAttemptAt > now()) return;
  await retryEntry(work, entry).catch(async (error: unknown) => {
    passedOver(error);
    // What could not be begun now, for want of a server, may be later.
    if (entry.taskId === null)
      await queueFailure(work.tx, failedAgain(entry, error as DomainError));
  });
}

const failedAgain = (entry: FailedEntry, { message }: DomainError): Failure => {
  const { domainId, serviceId, relatedId } = entry;
  const whose = domainId === null ? { serviceId: serviceId ?? relatedId } : { domainId };
  return { ...entry, domainId: undefined, serviceId: undefined, ...whose, message, retried: true };
};

/** An error ends an attempt made automatically: a person sees the entry in the queue. */
export function passedOver(error: unknown): null {
  if (error instanceof DomainError) return null;
  throw error;
}
