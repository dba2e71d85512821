import { today } from '#core/clock.ts';
import type { Day } from '#core/dates.ts';
import { systemAction } from '#schema/system-action.ts';
import { dailyStep, type DueOf, type StepOutcome } from '#modules/system/automation/daily-step.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';
import { dueAddons } from '#modules/billing/generation/addons-due.ts';
import { horizonOn } from '#modules/billing/generation/billable.ts';
import { dueDomains } from '#modules/billing/generation/domains-due.ts';
import { generate } from '#modules/billing/generation/generate.ts';
import { dueItems } from '#modules/billing/generation/items-due.ts';
import { dueServices } from '#modules/billing/generation/services-due.ts';

/** The job that bills every client at once, as staff asked for. */
export const generateJob = 'billing.generate';

const distinct = { select: { clientId: true }, distinct: ['clientId' as const] };

/** The clients that have something due, the first that came first. */
async function clientsDue({ db }: App, day: Day, of: DueOf = {}): Promise<number[]> {
  const horizon = await horizonOn(db, day);
  const due = [
    ...(await db.service.findMany({ where: { ...dueServices(horizon), ...of }, ...distinct })),
    ...(await db.serviceAddon.findMany({ where: { ...dueAddons(horizon), ...of }, ...distinct })),
    ...(await db.domain.findMany({ where: { ...dueDomains(horizon), ...of }, ...distinct })),
    ...(await db.billableItem.findMany({ where: { ...dueItems(horizon), ...of }, ...distinct })),
  ];
  return [...new Set(due.map(({ clientId }) => clientId))].toSorted((a, b) => a - b);
}

async function billOne(app: App, clientId: number): Promise<StepOutcome> {
  let made: number[] = [];
  await systemAction(app, { action: 'invoices.generate', input: { clientId } }, async (work) => {
    made = await generate(work, clientId);
  });
  return made.length ? 'done' : 'idle';
}

dailyStep({ name: 'invoices', about: 'Client', due: clientsDue, handle: billOne });

/** Lets this process bill every client when it is asked to. */
export async function startGeneration(app: App): Promise<void> {
  await app.jobs.define(generateJob, { expireSeconds: 3_600 }, async (_data, { signal }) => {
    const clients = await clientsDue(app, today());
    for (const clientId of clients) {
      // Who was billed is not due any more: the job goes on where it stood.
      signal.throwIfAborted();
      await billOne(app, clientId).catch((err: unknown) => {
        if (asUnavailable(err)) throw err;
        app.log.error({ err, clientId }, 'A client could not be billed.');
      });
    }
  });
}
