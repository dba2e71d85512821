import { dayOf } from '#core/clock.ts';
import { addDays, type Day, toDate, toDay } from '#core/dates.ts';
import { dailyStep, type DueOf } from '#modules/system/automation/daily-step.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import type { App } from '#schema/app.ts';
import { enforce } from './enforce.ts';

// What failed before is in the module queue, which tries it again at its own pace.
const notQueued = {
  moduleQueueEntries: { none: { isCompleted: false, moduleAction: 'TerminateAccount' } },
};

dailyStep({
  name: 'cancellations',
  about: 'Service',
  due: async ({ db }, day, of) => {
    if (!(await settingIsOn(db, 'AutoCancellationRequests'))) return [];
    const requests = await db.cancellationRequest.findMany({
      where: {
        status: 'OPEN',
        cancelOn: { lte: toDate(day) },
        service: { ...notQueued, ...of },
      },
      orderBy: { id: 'asc' },
      select: { serviceId: true },
    });
    return requests.map(({ serviceId }) => serviceId);
  },
  handle: (app, serviceId) => enforce(app, { serviceId, step: 'cancel' }),
});

/** The services whose fixed term is over: by their own day, or by their product's days. */
async function termsOver({ db }: App, day: Day, of: DueOf): Promise<number[]> {
  const services = await db.service.findMany({
    where: {
      status: { in: ['ACTIVE', 'SUSPENDED'] },
      overrideAutoTerminate: false,
      ...notQueued,
      ...of,
      OR: [
        { terminateOn: { lte: toDate(day) } },
        { terminateOn: null, product: { autoTerminateDays: { gt: 0 } } },
      ],
    },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      terminateOn: true,
      activatedAt: true,
      registeredOn: true,
      product: { select: { autoTerminateDays: true } },
    },
  });
  return services
    .filter(({ terminateOn, activatedAt, registeredOn, product }) => {
      const began = activatedAt ? dayOf(activatedAt) : toDay(registeredOn);
      return terminateOn !== null || addDays(began, product.autoTerminateDays) <= day;
    })
    .map(({ id }) => id);
}

dailyStep({
  name: 'fixed-terms',
  about: 'Service',
  due: termsOver,
  handle: (app, serviceId) => enforce(app, { serviceId, step: 'terminate' }),
});
