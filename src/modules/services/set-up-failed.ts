import type { Work } from '#schema/work.ts';
import { createAccount } from './module-actions.ts';
import { serviceTypeOf } from './module-errand.ts';
import { accountOf } from './panel.ts';
import { queueFailure } from './queue-failure.ts';

/** Notes that a service could not even be begun to be set up: it waits in the module queue. */
export async function setUpFailed(work: Work, serviceId: number, message: string): Promise<void> {
  const row = await accountOf(work.tx, serviceId);
  const { clientId, product } = row;
  const queueEntryId = await queueFailure(work.app, work.tx, {
    clientId,
    serviceType: serviceTypeOf(row),
    relatedId: serviceId,
    serviceId,
    moduleName: product.serverModule,
    moduleAction: createAccount.title({ serviceId }),
    errandId: null,
    message,
    retried: true,
  });
  work.announce('moduleAction.failed', { queueEntryId, serviceId, clientId });
}
