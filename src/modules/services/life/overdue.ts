import { today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import type { Prisma } from '#generated/prisma/client.ts';

/**
 * The lines of invoices by which a service itself is overdue: its own, and those of addons that are
 * sold to suspend their service.
 */
export const bearing: Prisma.InvoiceItemWhereInput = {
  OR: [{ serviceAddonId: null }, { serviceAddon: { addon: { suspendsParent: true } } }],
};

/** The lines of invoices that should have been paid before today. */
export const overdueLines = (): Prisma.InvoiceItemWhereInput => ({
  invoice: { status: { in: ['UNPAID', 'COLLECTIONS'] }, dueOn: { lt: toDate(today()) } },
});
