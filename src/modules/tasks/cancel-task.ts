import { command } from '#schema/command.ts';
import { cancelTask, isUnfinished } from '#schema/tasks/cancel.ts';
import { announceTask, factsOf } from '#schema/tasks/end.ts';
import { kindOf } from '#schema/tasks/kind.ts';
import { resolveNotices } from '#schema/tasks/notice.ts';
import { Task } from '#schema/tasks/type.ts';
import { taskPayload } from './task-payload.ts';
import { taskFor } from './visible.ts';

command('cancelTask', {
  description:
    'Give a task up that has not been sent. What it was for is as if the provider had not been reached.',
  permission: 'tasks:write',
  input: (t) => ({
    taskId: t.globalID({ for: Task, required: true, description: 'Task to cancel.' }),
  }),
  errors: ['TASK_NOT_FOUND', 'TASK_RUNNING', 'TASK_ENDED', 'TASK_OUTCOME_OPEN'],
  run: async (work, { taskId }) => {
    const task = await taskFor(work, taskId);
    const { id, kind, input } = task;
    if (!isUnfinished(task)) work.fail('TASK_ENDED');
    if (task.state === 'RUNNING') work.fail('TASK_RUNNING');
    if (task.sentAt !== null) work.fail('TASK_OUTCOME_OPEN');
    const message = 'Cancelled by staff.';
    await cancelTask(work.tx, Number(id), message);
    const error = { code: 'PROVIDER_UNREACHABLE', message } as const;
    const facts = { ...factsOf(task), isInteractive: true };
    await kindOf(work.app, kind)?.failed?.(work, input, error, facts);
    await resolveNotices(work, task);
    announceTask(work, { ...task, state: 'CANCELLED' });
    return { taskId: String(id) };
  },
  payload: taskPayload,
});
