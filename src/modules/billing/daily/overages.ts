import type { Day } from '#core/dates.ts';
import {
  billOverages,
  type Settled,
  unsettledOn,
} from '#modules/billing/generation/bill-overages.ts';
import { runAsSystem } from '#schema/run-as-system.ts';
import { dailyStep, type StepOutcome } from '#modules/system/automation/daily-step.ts';
import type { App } from '#schema/app.ts';

async function clientsDue({ db }: App, day: Day): Promise<number[]> {
  const rows = await db.service.findMany({
    where: unsettledOn(day),
    distinct: ['clientId'],
    orderBy: { clientId: 'asc' },
    select: { clientId: true },
  });
  return rows.map(({ clientId }) => clientId);
}

async function settle(app: App, clientId: number, day: Day): Promise<StepOutcome> {
  let settled: Settled = { invoiceId: null, unknown: [] };
  await runAsSystem(app, { action: 'invoices.overages', input: { clientId } }, async (work) => {
    settled = await billOverages(work, clientId, day);
  });
  const { invoiceId, unknown } = settled;
  if (unknown.length) return { failed: unknown.join(' ').slice(0, 500) };
  return invoiceId === null ? 'idle' : 'done';
}

dailyStep({ name: 'overages', about: 'Client', due: clientsDue, handle: settle });
