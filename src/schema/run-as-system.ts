import type { Task } from '#generated/prisma/client.ts';
import type { App } from './app.ts';
import { systemAction } from './system-action.ts';
import type { Work } from './work.ts';

/**
 * A system action of which only the tasks matter. What fails there is in the module queue.
 * @returns the tasks it began, as far as they came
 */
export const runAsSystem = async (
  app: App,
  change: { action: string; input: object },
  run: (work: Work) => Promise<unknown>,
): Promise<Task[]> => (await systemAction(app, change, run)).tasks;
