import { today } from '#core/clock.ts';
import { addMonths, toDay } from '#core/dates.ts';
import { command } from '#schema/command.ts';
import { advanceTask } from './advance-task.ts';
import { SandboxClock } from './sandbox-clock.ts';

/** How many months ahead a clock is moved at once. */
const MOST_MONTHS = 24;

command('advanceClock', {
  description: `Move the clock of a sandbox to a day, forward only and at most ${MOST_MONTHS} months at once. Each day between is lived through as the company does, at the hour of its daily run: invoices, reminders, suspensions, renewals, emails, and all that follows. The answer comes after 50 seconds at the latest; what is left goes on.`,
  permission: 'system:sandbox',
  input: (t) => ({
    to: t.field({
      type: 'Date',
      required: true,
      description: `Last day to live through: tomorrow or later, at most ${MOST_MONTHS} months ahead.`,
    }),
  }),
  errors: ['SANDBOX_ONLY', 'CLOCK_OUT_OF_RANGE', 'CLOCK_MOVING'],
  reportsOutcomes: true,
  run: async (work, { to }) => {
    const { app, tx, fail } = work;
    if (!app.sandbox) fail('SANDBOX_ONLY');
    const until = toDay(to);
    const latest = addMonths(today(), MOST_MONTHS);
    if (until <= today() || until > latest)
      fail('CLOCK_OUT_OF_RANGE', `It must be after ${today()}, and ${latest} at the latest.`, {
        field: 'to',
      });
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('advance clock'))`;
    const states = ['QUEUED', 'RUNNING', 'UNKNOWN'] as const;
    const where = { kind: advanceTask.kind, state: { in: [...states] } };
    if (await tx.task.count({ where })) fail('CLOCK_MOVING');
    const subject = { type: 'Clock', id: 1 };
    const taskId = await work.begin(advanceTask, { subject, clientId: null, input: { until } });
    return { taskId };
  },
  payload: (t) => ({
    clock: t.field({
      type: SandboxClock,
      nullable: true,
      description: 'The clock as it stands now.',
      resolve: (_answer, _args, { app }) => app.sandbox,
    }),
  }),
});
