import { now } from '#core/clock.ts';
import { type Day, toDate } from '#core/dates.ts';
import type { Db } from '#platform/database/client.ts';
import { builder } from '#schema/builder.ts';
import type { OwnSandbox } from '#schema/sandboxes.ts';
import { isUnfinished } from '#schema/tasks/cancel.ts';
import { advanceTask, type Lived } from './advance-task.ts';
import { SandboxDay } from './sandbox-day.ts';

const lastAdvance = (db: Db) =>
  db.task.findFirst({ where: { kind: advanceTask.kind }, orderBy: { id: 'desc' } });

export const SandboxClock = builder.objectRef<OwnSandbox>('SandboxClock').implement({
  read: null,
  description: 'The sandbox that answers, and its clock.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the sandbox.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description: 'Time, by the clock of the company, from which the sandbox is deleted.',
    }),
    now: t.field({
      type: 'DateTime',
      description: 'What its clock shows. It stands still until `advanceClock` is called.',
      resolve: () => now(),
    }),
    movesTo: t.field({
      type: 'Date',
      nullable: true,
      description: 'Day that `advanceClock` is on its way to; null while the clock stands still.',
      resolve: async (_sandbox, _args, { db }) => {
        const last = await lastAdvance(db);
        return last && isUnfinished(last) ? toDate((last.input as { until: Day }).until) : null;
      },
    }),
    days: t.field({
      type: [SandboxDay],
      listSize: 800,
      authScopes: { permission: 'system:sandbox' },
      description:
        'The days that `advanceClock` lived through when it was called last, in order; none while it is under way. Days before it was broken off by a stop of the gateway are not among them.',
      resolve: async (_sandbox, _args, { db }) =>
        ((await lastAdvance(db))?.outcome as Lived | null | undefined)?.days ?? [],
    }),
  }),
});

builder.queryField('sandboxClock', (t) =>
  t.field({
    type: SandboxClock,
    nullable: true,
    description:
      'The sandbox that answers, and its clock; null for the company itself. Programs can show by it that nothing is real. Needs no permission.',
    resolve: (_root, _args, { app }) => app.sandbox,
  }),
);
