import type { Work } from '#schema/work.ts';
import { type HostingAccountRef, hostingAccountOf } from '#modules/services/account.ts';
import { createAccount } from '#modules/services/module-actions/module-actions.ts';
import { failureOf } from '#modules/services/module-task.ts';
import { queueFailure } from '#modules/services/module-actions/queue-failure.ts';

/** Notes that an account could not even be begun to be made: it waits in the module queue. */
export async function setUpFailed(
  work: Work,
  ref: HostingAccountRef,
  message: string,
): Promise<void> {
  const row = await hostingAccountOf(work.tx, ref);
  const { id: serviceId, clientId } = row;
  const queueEntryId = await queueFailure(work.tx, {
    ...failureOf(row),
    moduleAction: createAccount.title({ serviceId }),
    taskId: null,
    message,
    retried: true,
  });
  work.announce('moduleAction.failed', { queueEntryId, serviceId, clientId });
}
