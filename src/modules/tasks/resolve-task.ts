import { z } from 'zod';
import { now } from '#core/clock.ts';
import { toDay } from '#core/dates.ts';
import type { Prisma, Task as Row } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { command } from '#schema/command.ts';
import { announceTask, factsOf } from '#schema/tasks/end.ts';
import { kindOf } from '#schema/tasks/kind.ts';
import { resolveNotices } from '#schema/tasks/notice.ts';
import { Task } from '#schema/tasks/type.ts';
import type { Work } from '#schema/work.ts';
import { taskPayload } from './task-payload.ts';
import { taskFor } from './visible.ts';

const TaskResolution = builder.enumType('TaskResolution', {
  description: 'What somebody found who looked at the provider.',
  values: {
    SUCCEEDED: { description: 'It was done there.' },
    REJECTED: { description: 'It was not done there, and will not be.' },
  } as const,
});

command('resolveTask', {
  description:
    'Say what became of a task whose outcome is unknown, or that was given up: somebody looked at the provider. It is recorded as if the provider had said so.',
  permission: 'tasks:write',
  input: (t) => ({
    taskId: t.globalID({ for: Task, required: true, description: 'Task to resolve.' }),
    as: t.field({ type: TaskResolution, required: true, description: 'What was found.' }),
    note: t.string({
      required: true,
      description: 'How it was found out; kept with the task.',
      validate: z.string().trim().min(1, 'is required').max(500),
    }),
    expiresOn: t.field({
      type: 'Date',
      description:
        "New expiry date of the domain, for a registration, transfer or renewal that succeeded. Default: the old one and the order's years.",
    }),
    outcome: t.field({
      type: 'JSON',
      description:
        'What the provider would have answered, as the kind stores it, e.g. `{"reference":"re_1"}`; needed for refunds and captures.',
      validate: z.record(z.string(), z.unknown(), 'must be an object').nullish(),
    }),
  }),
  errors: ['TASK_NOT_FOUND', 'TASK_RUNNING', 'TASK_ENDED'],
  run: async (work, { taskId, as, note, outcome, expiresOn }) => {
    const task = await taskFor(work, taskId);
    if (task.state === 'RUNNING') work.fail('TASK_RUNNING');
    if (task.state !== 'UNKNOWN' && task.state !== 'DEAD') work.fail('TASK_ENDED');
    if (as === 'REJECTED') await asRejected(work, task, note);
    else
      await asSucceeded(work, task, note, {
        given: outcome as Prisma.InputJsonObject | null | undefined,
        expiresOn: expiresOn ? toDay(expiresOn) : null,
      });
    await resolveNotices(work, task);
    announceTask(work, { ...task, state: as });
    return { taskId: String(task.id) };
  },
  payload: taskPayload,
});

const ended = () => ({ finishedAt: now(), nextAttemptAt: null });

async function asRejected(work: Work, task: Row, message: string): Promise<void> {
  const { id, kind, input } = task;
  const errorCode = 'PROVIDER_REJECTED' as const;
  await work.tx.task.update({
    where: { id },
    data: { state: 'REJECTED', errorCode, message, ...ended() },
  });
  const facts = { ...factsOf(task), isInteractive: true };
  await kindOf(work.app, kind)?.failed?.(work, input, { code: errorCode, message }, facts);
}

/** What somebody found who looked at the provider. */
interface Found {
  given: Prisma.InputJsonObject | null | undefined;
  /** `YYYY-MM-DD` */
  expiresOn: string | null;
}

async function asSucceeded(
  work: Work,
  task: Row,
  message: string,
  { given, expiresOn }: Found,
): Promise<void> {
  const { id, input } = task;
  const kind = kindOf(work.app, task.kind);
  const known = task.outcome as Prisma.InputJsonObject | null;
  const basis = given ?? known ?? (kind?.assumed?.(input) as Prisma.InputJsonObject | undefined);
  if (expiresOn && !(basis && 'expiresOn' in basis))
    return work.fail('BAD_INPUT', 'expiresOn: is for orders of domains.', { field: 'expiresOn' });
  const outcome = basis && { ...basis, ...(expiresOn && { expiresOn }) };
  if (!outcome)
    return work.fail('BAD_INPUT', 'outcome: is required for a task of this kind.', {
      field: 'outcome',
    });
  const state = 'SUCCEEDED' as const;
  await work.tx.task.update({
    where: { id },
    data: { state, errorCode: '', message, outcome, ...ended() },
  });
  await kind?.after(work, input, outcome, factsOf(task));
}
