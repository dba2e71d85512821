import { isStaff } from '#core/actor.ts';
import { toDate, toDay } from '#core/dates.ts';
import { visibleClientId } from '#modules/billing/payments/seen-client.ts';
import { Client } from '#modules/clients/client.ts';
import { forbidden } from '#schema/access.ts';
import { builder } from '#schema/builder.ts';
import { ForecastHappening } from './happening.ts';
import { ForecastMonth } from './month.ts';
import { type ForecastResult, MOST_MONTHS, runForecast } from './run-forecast.ts';

const Forecast = builder.objectRef<ForecastResult>('Forecast').implement({
  read: 'billing:read',
  description:
    'What is to be expected of the days until one, if nobody orders, pays by hand or changes anything. Found by doing the work of each day, and undoing it.',
  fields: (t) => ({
    from: t.field({
      type: 'Date',
      description: 'First day: today, or tomorrow where the daily run of today is over.',
      resolve: ({ from }) => toDate(from),
    }),
    until: t.field({
      type: 'Date',
      description: 'Last day of the forecast.',
      resolve: ({ until }) => toDate(until),
    }),
    months: t.field({
      type: [ForecastMonth],
      listSize: MOST_MONTHS + 1,
      description: 'Every month of the forecast, the first and the last one as far as they reach.',
      resolve: ({ months }) => months,
    }),
    events: t.field({
      type: [ForecastHappening],
      listSize: 200,
      nullable: true,
      description: 'What happens to the client, in order; null for the whole company.',
      resolve: ({ happenings }) => happenings,
    }),
    failures: t.exposeInt('failures', {
      description: 'Number of things that the work of these days could not do.',
    }),
  }),
});

builder.queryField('forecast', (t) =>
  t.field({
    type: Forecast,
    weight: 5_000,
    description: `Invoices, payments, reminders, suspensions and renewals to be expected: of one client with each of its events, or of the whole company by month (staff). At most ${MOST_MONTHS} months ahead, one forecast at a time, half a minute long. Stored pay methods are taken to pay, providers to do what is asked of them; usage is not known beforehand.`,
    authScopes: { permission: 'billing:read' },
    args: {
      until: t.arg({ type: 'Date', required: true, description: 'Last day of the forecast.' }),
      clientId: t.arg.globalID({
        for: Client,
        description: 'ID of the client; the whole company where it is left out.',
      }),
    },
    resolve: async (_root, { until, clientId }, { app, db, actor }) => {
      if (!clientId && !isStaff(actor)) throw forbidden(actor);
      const request = { until: toDay(until) };
      if (!clientId) return runForecast(app, request);
      return runForecast(app, {
        ...request,
        clientId: await visibleClientId({ db, actor }, clientId),
      });
    },
  }),
);
