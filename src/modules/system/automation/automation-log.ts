import { now, today } from '#core/clock.ts';
import { toDate } from '#core/dates.ts';
import { builder } from '#schema/builder.ts';
import { legacyExtensions } from '#schema/legacy.ts';

const AutomationLogEntry = builder.prismaNode('AutomationLogEntry', {
  read: 'system:read',
  description: 'What one task of the daily run did.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its number.' }),
    namespace: t.exposeString('namespace', { description: 'The task, e.g. `invoices`.' }),
    on: t.expose('runOn', { type: 'Date', description: 'The day the run was for.' }),
    total: t.exposeInt('total', { description: 'How many things it looked at.' }),
    succeeded: t.exposeInt('succeeded', { description: 'How many went well.' }),
    failed: t.exposeInt('failed', { description: 'How many went wrong.' }),
    details: t.expose('details', {
      type: 'JSON',
      nullable: true,
      description: 'The first failures: what, and why.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was begun.' }),
  }),
});

const AutomationLog = builder.objectRef<{ day: Date }>('AutomationLog').implement({
  read: 'system:read',
  description: 'What the daily run did on one day.',
  fields: (t) => ({
    on: t.expose('day', { type: 'Date', description: 'The day.' }),
    now: t.field({ type: 'DateTime', description: 'What time it is.', resolve: () => now() }),
    lastRunAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the daily run last began; null when it never did.',
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
      type: [AutomationLogEntry],
      description: 'What each task did.',
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
    description: 'What the daily run did on one day, today unless told.',
    authScopes: { permission: 'system:read' },
    extensions: legacyExtensions('GetAutomationLog', 'system:read'),
    args: { on: t.arg({ type: 'Date', description: 'Which day.' }) },
    resolve: (_root, { on }) => ({ day: on ?? toDate(today()) }),
  }),
);
