import { command } from '#schema/command.ts';
import { isUnfinished } from '#schema/tasks/cancel.ts';
import { kindOf } from '#schema/tasks/kind.ts';
import { resumeTask } from '#schema/tasks/resume.ts';
import { Task } from '#schema/tasks/type.ts';
import { taskPayload } from './task-payload.ts';
import { taskFor } from './visible.ts';

command('retryTask', {
  description: [
    'Make the next attempt of a task now, or begin one anew that was rejected. One whose outcome',
    'is unknown is asked after first, and not sent twice. The payload tells what came of it.',
  ].join(' '),
  permission: 'tasks:write',
  input: (t) => ({
    taskId: t.globalID({ for: Task, required: true, description: 'Task to retry.' }),
  }),
  errors: ['TASK_NOT_FOUND', 'TASK_RUNNING', 'TASK_ENDED', 'TASK_NOT_RETRYABLE'],
  reportsOutcomes: true,
  run: async (work, { taskId }) => {
    const task = await taskFor(work, taskId);
    if (task.state === 'SUCCEEDED') return work.fail('TASK_ENDED');
    if (isUnfinished(task)) return { taskId: String(await resumeTask(work, task)) };
    const beginAgain = kindOf(work.app, task.kind)?.beginAgain;
    if (!beginAgain) return work.fail('TASK_NOT_RETRYABLE');
    return { taskId: String(await beginAgain(work, task.input)) };
  },
  payload: taskPayload,
});
