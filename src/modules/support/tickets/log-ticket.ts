import type { Work } from '#schema/work.ts';
import { now } from '#core/clock.ts';

/** Writes down what happened to a ticket besides posts, for the back office. */
export async function logTicket({ tx, actor }: Work, ticketId: number, action: string) {
  await tx.ticketLogEntry.create({
    data: { ticketId, adminId: actor.adminId, action, createdAt: now() },
  });
}
