import { now } from '#core/clock.ts';
import type { App } from '#schema/app.ts';
import { systemAction } from '#schema/system-action.ts';
import { dropTask, endSandbox } from './drop-task.ts';
import { layOutTask } from './lay-out-task.ts';

const JOB = 'sandboxes.sweep';

/** Starts what sandboxes need of this process: they are made and taken away, those too old as well. */
export async function startSandboxes(app: App): Promise<void> {
  if (app.sandbox) return;
  app.tasks.take(layOutTask.kind);
  app.tasks.take(dropTask.kind);
  await app.jobs.define(JOB, { expireSeconds: 600 }, () => endExpiredSandboxes(app));
  await app.jobs.schedule(JOB, '50 * * * *');
}

/** Ends the sandboxes whose time is over. */
export async function endExpiredSandboxes(app: App): Promise<void> {
  const expired = await app.db.sandbox.findMany({
    where: { expiresAt: { lte: now() }, state: { not: 'DELETING' } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of expired)
    await systemAction(app, { action: 'sandbox.expire', input: { sandboxId: id } }, (work) =>
      endSandbox(work, id),
    );
}
