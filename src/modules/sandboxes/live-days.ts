import { startOf, today } from '#core/clock.ts';
import { addDays, type Day, toDate } from '#core/dates.ts';
import { settingNumber } from '#modules/settings/settings.ts';
import { dailyRun } from '#modules/system/automation/daily-run.ts';
import type { App } from '#schema/app.ts';
import type { OwnSandbox } from '#schema/sandboxes.ts';

/** What happened on a day of a sandbox. */
export interface LivedDay {
  day: Day;
  /** How many events there were, by type. */
  events: Record<string, number>;
  /** What the daily run could not do, and why. */
  failures: string[];
}

interface Living {
  app: App;
  sandbox: OwnSandbox;
  /** The task in which the days are lived. */
  taskId: number;
  stopping: AbortSignal;
}

/**
 * Lives through the days until one as the company does: the clock goes to the hour of the daily run,
 * that is run, then the jobs by the clock, and whatever follows is carried out. A day that was begun
 * and not ended is gone through once more, which does nothing twice.
 */
export async function liveUntil(living: Living, until: Day): Promise<LivedDay[]> {
  const { app, sandbox, stopping } = living;
  const days: LivedDay[] = [];
  for (let day = await firstDay(app); day <= until; day = addDays(day, 1)) {
    stopping.throwIfAborted();
    if (day > today()) {
      const hour = await settingNumber(app.db, 'DailyCronHour');
      await sandbox.moveClock(new Date(startOf(day).getTime() + hour * 3_600_000));
    }
    days.push(await liveADay(living, day));
  }
  return days;
}

/** Tomorrow, unless today's daily run was begun and has not ended. */
async function firstDay({ db }: App): Promise<Day> {
  const runOn = toDate(today());
  const open = await db.automationRun.count({
    where: { name: 'daily', runOn, state: 'RUNNING' },
  });
  return open ? today() : addDays(today(), 1);
}

async function liveADay({ app, sandbox, taskId }: Living, day: Day): Promise<LivedDay> {
  const before = await lastEvent(app);
  const run = await dailyRun(app);
  await sandbox.atRest(taskId);
  await sandbox.beginJobsByClock();
  app.tasks.wake();
  await sandbox.atRest(taskId);
  const failures = (run?.steps ?? []).flatMap((step) => step.failures);
  return {
    day,
    events: await eventsAfter(app, before),
    failures: failures.map(({ what, why }) => `${what}: ${why}`),
  };
}

async function lastEvent({ db }: App): Promise<bigint> {
  const last = await db.outboxEvent.findFirst({ orderBy: { id: 'desc' }, select: { id: true } });
  return last?.id ?? 0n;
}

async function eventsAfter({ db }: App, id: bigint): Promise<Record<string, number>> {
  const rows = await db.outboxEvent.groupBy({
    by: ['type'],
    where: { id: { gt: id } },
    _count: true,
    orderBy: { type: 'asc' },
  });
  return Object.fromEntries(rows.map(({ type, _count }) => [type, _count]));
}
