import { hourOfDay, today } from '#core/clock.ts';
import { daysBetween } from '#core/dates.ts';
import { settingNumber } from '#modules/settings/settings.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from '#schema/app.ts';
import { beginByWorker } from '#schema/tasks/begin.ts';
import { taskKind } from '#schema/tasks/kind.ts';
import { type DailyReport, domainsDaily } from './daily.ts';
import { refreshBootstrap } from '#modules/domains/search/directories.ts';

/** The job that begins what domains need once a day. */
const dailyJob = 'domains.daily';

/** The job that fetches the list of RDAP servers. */
const bootstrapJob = 'domains.bootstrap';

/** How long a night with very many domains, or very slow registrars, may take. */
const NIGHT_MS = 6 * 3_600_000;

/** What domains need once a day, as a task about the day: a stopped process leaves it to the next. */
const dailyTask = taskKind<{ day: string }, DailyReport>({
  kind: 'domains.daily',
  // What was done is not due any more.
  resendable: true,
  retry: { interactive: 'queue', hours: 24 },
  timeoutMs: NIGHT_MS,
  isQuiet: true,
  go: ({ app, stopping }) => domainsDaily(app, stopping),
  after: async ({ app }, _input, report) => app.log.info({ report }, 'Domains were looked after.'),
});

/** Begins the day's work for domains once, from the hour of the company's daily run on. */
export async function beginDomainsDaily(app: App): Promise<boolean> {
  if (hourOfDay() < (await settingNumber(app.db, 'DailyCronHour'))) return false;
  const day = today();
  const subject = { type: 'Day', id: daysBetween('1970-01-01', day) };
  return transaction(app.db, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('domains daily'))`;
    const where = { kind: dailyTask.kind, subjectType: subject.type, subjectId: subject.id };
    if (await tx.task.count({ where })) return false;
    await beginByWorker(tx, dailyTask, { subject, clientId: null, input: { day } });
    return true;
  });
}

/** Starts the daily work for domains in this process: each day and each week once, in one process. */
export async function startDomainsDaily(app: App): Promise<void> {
  await app.jobs.define(dailyJob, { retryLimit: 0 }, async () => {
    await beginDomainsDaily(app);
  });
  await app.jobs.schedule(dailyJob, '20 * * * *');
  // A sandbox asks nobody for it.
  if (app.sandbox) return;
  await app.jobs.define(bootstrapJob, {}, async () => {
    await refreshBootstrap(app);
  });
  await app.jobs.schedule(bootstrapJob, '40 4 * * 0');
  // The list that ships lacks what was added since; where nothing was fetched yet, it is now.
  if (!(await app.db.rdapBootstrap.count())) await app.jobs.send(app.db, bootstrapJob, {});
}
