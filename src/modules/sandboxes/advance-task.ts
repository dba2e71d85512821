import { ProviderError } from '#core/provider-error.ts';
import type { Day } from '#core/dates.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import { type LivedDay, liveUntil } from './live-days.ts';

interface Input {
  until: Day;
}

/** What became of the days. */
export interface Lived {
  days: LivedDay[];
}

/** Moves the clock of a sandbox day by day. Taken up again, it goes on from the day it had come to. */
export const advanceTask = taskKind<Input, Lived>({
  kind: 'clock.advance',
  resendable: true,
  isQuiet: true,
  concurrency: 1,
  timeoutMs: 6 * 3_600_000,
  // Its own time moves by up to two years while it is at it.
  retry: { interactive: 'queue', hours: 3 * 366 * 24 },
  go: async ({ app, id, stopping }, { until }) => {
    const { sandbox } = app;
    if (!sandbox) throw new ProviderError('REFUSED', 'Only the clock of a sandbox is moved.');
    return { days: await liveUntil({ app, sandbox, taskId: id, stopping }, until) };
  },
  after: async () => {},
});
