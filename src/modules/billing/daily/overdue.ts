import { addDays, type Day } from '#core/dates.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { dailyStep } from '#modules/system/automation/daily-step.ts';
import { invoicesWhere, unpaidSince, withUnpaid } from './unpaid.ts';

/** Overdue is no status: it is said once, on the first day after the due date. */
const newlyOverdue = (day: Day): Prisma.InvoiceWhereInput => ({
  ...unpaidSince(addDays(day, -1)),
  reminders: { none: { kind: 'overdue' } },
});

dailyStep({
  name: 'overdue',
  about: 'Invoice',
  due: (app, day, of) => invoicesWhere(app, { AND: [newlyOverdue(day), of] }),
  handle: (app, id, day) =>
    withUnpaid(app, { id, action: 'invoice.overdue', where: newlyOverdue(day) }, async (work) => {
      const { invoiceId, invoice } = await work.tx.invoiceReminder.create({
        data: { invoiceId: id, kind: 'overdue' },
        select: { invoiceId: true, invoice: { select: { clientId: true } } },
      });
      work.announce('invoice.overdue', { invoiceId, clientId: invoice.clientId });
    }),
});
