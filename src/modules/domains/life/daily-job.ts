import type { App } from '#schema/app.ts';
import { domainsDaily } from './daily.ts';
import { refreshBootstrap } from '#modules/domains/search/directories.ts';

/** The job that does what domains need once a day. */
const dailyJob = 'domains.daily';

/** The job that fetches the list of RDAP servers. */
const bootstrapJob = 'domains.bootstrap';

/** Starts the daily work for domains in this process: each night and each week once, in one process. */
export async function startDomainsDaily(app: App): Promise<void> {
  await app.jobs.define(dailyJob, { expireSeconds: 6 * 3_600 }, async (_data, { signal }) => {
    const report = await domainsDaily(app, signal);
    app.log.info(report, 'Domains were looked after.');
  });
  await app.jobs.schedule(dailyJob, '20 3 * * *');
  await app.jobs.define(bootstrapJob, {}, async () => {
    await refreshBootstrap(app);
  });
  await app.jobs.schedule(bootstrapJob, '40 4 * * 0');
  // The list that ships lacks what was added since; where nothing was fetched yet, it is now.
  if (!(await app.db.rdapBootstrap.count())) await app.jobs.send(app.db, bootstrapJob, {});
}
