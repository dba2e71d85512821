import { hourOfDay, today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import type { App } from '#schema/app.ts';
import { beginRun } from './daily-run.ts';
import { settingNumber } from '#modules/settings/settings.ts';

const dailyJob = 'automation.daily';

/**
 * Begins the daily run from this process: looked at every hour, so that it follows the company's clock
 * through summer time, and a run that failed or was missed is made up for within the day.
 */
export async function startAutomation(app: App): Promise<void> {
  await app.jobs.define(dailyJob, { retryLimit: 0 }, async () => {
    if (await isDue(app)) await beginRun(app, today());
  });
  await app.jobs.schedule(dailyJob, '5 * * * *');
}

/** Whether the hour of the daily run has come and today's has not succeeded yet. */
export async function isDue({ db }: Pick<App, 'db'>): Promise<boolean> {
  if (hourOfDay() < (await settingNumber(db, 'DailyCronHour'))) return false;
  const runOn = toDate(today());
  const succeeded = await db.automationRun.count({
    where: { name: 'daily', runOn, state: 'SUCCEEDED' },
  });
  return succeeded === 0;
}
