import { type Day, toDate } from '#core/dates.ts';
import type { Prisma } from '#generated/prisma/client.ts';

/** Clients whose group does not spare them what follows from not paying. */
export const notSpared: Prisma.ClientWhereInput = {
  OR: [{ groupId: null }, { group: { suspendTerminateExempt: false } }],
};

/**
 * Bills of which something is owed since a day or longer, those in collections included. The days
 * count from the later of due date and date of issue.
 */
export const owedSince = (day: Day): Prisma.InvoiceWhereInput => ({
  status: { in: ['UNPAID', 'COLLECTIONS'] },
  balance: { gt: 0 },
  dueOn: { lte: toDate(day) },
  issuedOn: { lte: toDate(day) },
});
