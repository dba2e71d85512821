import { addDays, type Day, toDate } from '#core/dates.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { bearing } from '#modules/services/life/overdue.ts';
import { enforce } from '#modules/services/life/enforce.ts';
import { dailyStep } from '#modules/system/automation/daily-step.ts';
import { settingIsOn, settingNumber } from '#modules/settings/settings.ts';
import type { Db } from '#platform/database/client.ts';
import { notSpared, owedSince } from './enforceable.ts';

/** Services with an unpaid bill that was due on a day or before it, of clients who are not spared. */
const unpaidSince = (day: Day, lines: Prisma.InvoiceItemWhereInput): Prisma.ServiceWhereInput => ({
  client: notSpared,
  invoiceItems: {
    some: {
      AND: [lines],
      invoice: owedSince(day),
    },
  },
});

// What failed before is in the module queue, which tries it again at its own pace.
const notQueued = (moduleAction: string): Prisma.ServiceWhereInput => ({
  moduleQueueEntries: { none: { isCompleted: false, moduleAction } },
});

const idsOf = async (db: Db, where: Prisma.ServiceWhereInput): Promise<number[]> =>
  (await db.service.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } })).map(
    ({ id }) => id,
  );

dailyStep({
  name: 'suspensions',
  about: 'Service',
  due: async ({ db }, day, of) => {
    if (!(await settingIsOn(db, 'AutoSuspension'))) return [];
    const since = addDays(day, -(await settingNumber(db, 'AutoSuspensionDays')));
    return idsOf(db, {
      ...of,
      AND: [unpaidSince(since, bearing), notQueued('SuspendAccount')],
      status: 'ACTIVE',
      overrideAutoSuspend: false,
      OR: [{ overrideSuspendUntilOn: null }, { overrideSuspendUntilOn: { lte: toDate(day) } }],
    });
  },
  handle: (app, serviceId) => enforce(app, { serviceId, step: 'suspend' }),
});

dailyStep({
  name: 'terminations',
  about: 'Service',
  due: async ({ db }, day, of) => {
    if (!(await settingIsOn(db, 'AutoTermination'))) return [];
    const since = addDays(day, -(await settingNumber(db, 'AutoTerminationDays')));
    return idsOf(db, {
      ...of,
      AND: [unpaidSince(since, { serviceAddonId: null }), notQueued('TerminateAccount')],
      status: { in: ['ACTIVE', 'SUSPENDED'] },
      overrideAutoTerminate: false,
    });
  },
  handle: (app, serviceId) => enforce(app, { serviceId, step: 'terminate' }),
});
