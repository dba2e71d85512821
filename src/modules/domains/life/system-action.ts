import type { App } from '#schema/app.ts';
import { systemAction } from '#schema/system-action.ts';
import type { Work } from '#schema/work.ts';

/** A system action of which only the result matters. */
export const runSystemAction = async <Result>(
  app: App,
  action: string,
  input: object,
  run: (work: Work) => Promise<Result>,
): Promise<Result> =>
  (await systemAction(app, { action, input, requestId: 'domains' }, run)).result;
