import { toDate } from '#core/dates.ts';
import { builder } from '#schema/builder.ts';
import type { LivedDay } from './live-days.ts';

const SandboxEventCount = builder
  .objectRef<{ type: string; count: number }>('SandboxEventCount')
  .implement({
    read: 'system:sandbox',
    description: 'Number of events of a type.',
    fields: (t) => ({
      type: t.exposeString('type', { description: 'Type of the events, e.g. `invoice.created`.' }),
      count: t.exposeInt('count', { description: 'Number of these events.' }),
    }),
  });

export const SandboxDay = builder.objectRef<LivedDay>('SandboxDay').implement({
  read: 'system:sandbox',
  description: 'What happened on one day of a sandbox.',
  fields: (t) => ({
    on: t.field({
      type: 'Date',
      description: 'Day of the sandbox that is told of.',
      resolve: ({ day }) => toDate(day),
    }),
    events: t.field({
      type: [SandboxEventCount],
      listSize: 20,
      description: 'Events of the day by type.',
      resolve: ({ events }) => Object.entries(events).map(([type, count]) => ({ type, count })),
    }),
    failures: t.exposeStringList('failures', {
      description: 'What the daily run could not do: what it was about, and why.',
    }),
  }),
});
