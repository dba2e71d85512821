import { systemActor } from '#core/actor.ts';
import { permissions } from '#core/permissions.ts';
import { enterRuntime } from '#core/runtime.ts';
import type { Task } from '#generated/prisma/client.ts';
import { sentAhead } from '#platform/database/pipelined.ts';
import { transaction } from '#platform/database/transaction.ts';
import type { App } from './app.ts';
import { systemRequest } from './context.ts';
import { recordChange } from './record-change.ts';
import { finishTask } from '#schema/tasks/run.ts';
import { openWork, type Work } from './work.ts';

const system = systemActor(new Set(permissions));

/** A change that nobody asked for. */
export interface SystemAction {
  /** As the audit has it, e.g. `domain.sync`. */
  action: string;
  input: object;
  requestId?: string;
}

/** What a system action came to, and the tasks it began, as far as they came. */
export interface SystemResult<Result> {
  result: Result;
  tasks: Task[];
}

/**
 * Makes a change that nobody asked for: one transaction with its audit entry and its events, and
 * then the tasks it began.
 */
export const systemAction = <Result>(
  app: App,
  action: SystemAction,
  run: (work: Work) => Promise<Result>,
): Promise<SystemResult<Result>> => enterRuntime(app.runtime, () => act(app, action, run));

async function act<Result>(
  app: App,
  { action, input, requestId = action }: SystemAction,
  run: (work: Work) => Promise<Result>,
): Promise<SystemResult<Result>> {
  const { result, begun } = await transaction(app.db, async (tx) => {
    const work = openWork({ app, actor: system, requestInfo: systemRequest(requestId) }, tx);
    const done = await run(work);
    await sentAhead(tx, recordChange(work, { action, input }));
    return { result: done, begun: work.begun };
  });
  const tasks: Task[] = [];
  for (const id of begun) tasks.push(await finishTask(app, id));
  return { result, tasks };
}
