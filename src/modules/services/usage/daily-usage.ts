import { type Day, toDate } from '#core/dates.ts';
import { ProviderError } from '#core/provider-error.ts';
import { dailyStep, type DueOf, type StepOutcome } from '#modules/system/automation/daily-step.ts';
import type { App } from '#schema/app.ts';
import { onPanels, takeUsage } from './usage.ts';

/** The first day of a day's month. */
export const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01`;

/** Services whose use above the limits is billed, and whose usage was not read on a day. */
async function notReadOn(app: App, day: Day, of: DueOf): Promise<number[]> {
  const read = { month: toDate(monthOf(day)), readOn: { gte: toDate(day) } };
  const rows = await app.db.service.findMany({
    where: {
      AND: [onPanels(app), { product: { overagesEnabled: true }, usages: { none: read } }, of],
    },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Keeps what an account used in the month so far; the last reading of a month is what is billed. */
async function read(app: App, serviceId: number, day: Day): Promise<StepOutcome> {
  let usage: Awaited<ReturnType<typeof takeUsage>>;
  try {
    usage = await takeUsage(app, serviceId);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { failed: error.message };
  }
  if (usage === null || (usage.diskUsed === null && usage.trafficUsed === null))
    return { failed: 'The panel does not tell the usage.' };
  const received = {
    diskBytes: usage.diskUsed,
    trafficBytes: usage.trafficUsed,
    readOn: toDate(day),
  };
  const of = { serviceId, month: toDate(monthOf(day)) };
  await app.db.serviceUsage.upsert({
    where: { serviceId_month: of },
    create: { ...of, ...received },
    update: received,
  });
  return 'done';
}

dailyStep({ name: 'usage', about: 'Service', due: notReadOn, handle: read });
