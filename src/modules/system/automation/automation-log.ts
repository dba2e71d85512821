import { forStaff } from '#modules/access/visible.ts';
import { now, today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';

const AutomationLogEntry = builder.prismaNode('AutomationLogEntry', {
  read: 'system:read',
  visible: forStaff,
  description: 'Result of one task of the daily run.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Numeric ID of the automation log entry.' }),
    namespace: t.exposeString('namespace', {
      description: 'Name of the task, for instance `invoices`.',
    }),
    on: t.expose('runOn', { type: 'Date', description: 'Day the daily run was for.' }),
    total: t.exposeInt('total', { description: 'Number of items the task processed.' }),
    succeeded: t.exposeInt('succeeded', { description: 'Number of items that succeeded.' }),
    failed: t.exposeInt('failed', { description: 'Number of items that failed.' }),
    details: t.expose('details', {
      type: 'JSON',
      nullable: true,
      description: 'First failures of the task, each with the item and the reason.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the task was started.',
    }),
  }),
});

const AutomationLog = builder.objectRef<{ day: Date }>('AutomationLog').implement({
  read: 'system:read',
  description: 'Results of the daily run of one day.',
  fields: (t) => ({
    on: t.expose('day', { type: 'Date', description: 'Day of the daily run.' }),
    now: t.field({
      type: 'DateTime',
      description: 'Current time of the gateway.',
      resolve: () => now(),
    }),
    lastRunAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Time the daily run last started. Null when the daily run never started.',
      resolve: async (_log, _args, { db }) => {
        const run = await db.automationRun.findFirst({
          where: { name: 'daily' },
          orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
          select: { startedAt: true },
        });
        return run?.startedAt;
      },
    }),
    entries: t.prismaField({
      listSize: 200,
      type: [AutomationLogEntry],
      description: 'Results of each task of the daily run.',
      resolve: (query, { day }, _args, { db }) =>
        db.automationLogEntry.findMany({
          ...query,
          where: { runOn: day },
          orderBy: [{ namespace: 'asc' }, { id: 'asc' }],
          take: 200,
        }),
    }),
  }),
});

builder.queryField('automationLog', (t) =>
  t.field({
    type: AutomationLog,
    description: 'Results of the daily run of one day.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetAutomationLog', 'system:read'),
    args: { on: t.arg({ type: 'Date', description: 'Day of the daily run. Default: today.' }) },
    resolve: (_root, { on }) => ({ day: on ?? toDate(today()) }),
  }),
);
