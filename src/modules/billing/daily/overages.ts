import type { Day } from '#core/dates.ts';
import {
  billOverages,
  type Settled,
  unsettledOn,
} from '#modules/billing/generation/bill-overages.ts';
import { systemAction } from '#schema/system-action.ts';
import { dailyStep, type DueOf, type StepOutcome } from '#modules/system/automation/daily-step.ts';
import type { App } from '#schema/app.ts';

async function clientsDue(app: App, day: Day, of: DueOf): Promise<number[]> {
  const rows = await app.db.service.findMany({
    where: { ...unsettledOn(app, day), ...of },
    distinct: ['clientId'],
    orderBy: { clientId: 'asc' },
    select: { clientId: true },
  });
  return rows.map(({ clientId }) => clientId);
}

async function settle(app: App, clientId: number, day: Day): Promise<StepOutcome> {
  let settled: Settled = { invoiceId: null, unknown: [] };
  await systemAction(app, { action: 'invoices.overages', input: { clientId } }, async (work) => {
    settled = await billOverages(work, clientId, day);
  });
  const { invoiceId, unknown } = settled;
  if (unknown.length) return { failed: unknown.join(' ').slice(0, 500) };
  return invoiceId === null ? 'idle' : 'done';
}

dailyStep({ name: 'overages', about: 'Client', due: clientsDue, handle: settle });
