import { now } from '#core/clock.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { systemAction } from '#schema/system-action.ts';
import { settingNumber } from '#modules/settings/settings.ts';
import { dailyStep, type DueOf, type StepOutcome } from '#modules/system/automation/daily-step.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import { logTicket } from '#modules/support/tickets/log-ticket.ts';
import { inStatus, statusFor } from '#modules/support/tickets/status-for.ts';
import { eventOf } from './visible.ts';

const job = 'support.close-inactive';

/** Tickets in whose status idle ones close and nobody wrote for the hours of CloseInactiveTickets. */
async function inactive(db: Db | Tx): Promise<Prisma.TicketWhereInput | null> {
  const hours = await settingNumber(db, 'CloseInactiveTickets');
  if (hours === 0) return null;
  const since = new Date(now().getTime() - hours * 3_600_000);
  return { status: { isAutoClosed: true }, mergedIntoId: null, lastReplyAt: { lte: since } };
}

async function due({ db }: App, of: DueOf = {}): Promise<number[]> {
  const where = await inactive(db);
  if (!where) return [];
  const tickets = await db.ticket.findMany({
    where: { ...where, ...of },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return tickets.map(({ id }) => id);
}

/** Closes one, if it is inactive still. */
async function close(app: App, ticketId: number): Promise<StepOutcome> {
  let outcome: StepOutcome = 'idle';
  await systemAction(app, { action: 'ticket.closeInactive', input: { ticketId } }, async (work) => {
    const where = await inactive(work.tx);
    if (!where) return;
    const closed = await statusFor(work.tx, 'closed');
    const [ticket] = await work.tx.ticket.updateManyAndReturn({
      where: { AND: [{ id: ticketId }, where] },
      data: inStatus(closed, now()),
    });
    if (!ticket) return;
    await logTicket(work, ticketId, 'Closed for inactivity');
    work.announce('ticket.changed', { ...eventOf(ticket), changed: ['status'] });
    outcome = 'done';
  });
  return outcome;
}

dailyStep({
  name: 'tickets',
  about: 'Ticket',
  due: (app, _day, of) => due(app, of),
  handle: close,
});

/** Starts closing silent tickets in this process: looked for every hour, in one process. */
export async function startClosingInactive(app: App): Promise<void> {
  await app.jobs.define(job, { expireSeconds: 3_000 }, async () => {
    for (const id of await due(app)) await close(app, id);
  });
  await app.jobs.schedule(job, '35 * * * *');
}
