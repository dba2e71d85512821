import type { Prisma } from '#generated/prisma/client.ts';
import {
  closeFailure,
  type Failure,
  queueFailure,
} from '#modules/services/module-actions/queue-failure.ts';
import type { TaskError, TaskFacts } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';

/** An order as GetModuleQueue names it. */
const orders = {
  register: { serviceType: 'domain-register', moduleAction: 'Register' },
  transfer: { serviceType: 'domain-transfer', moduleAction: 'Transfer' },
  renew: { serviceType: 'domain-renewal', moduleAction: 'Renew' },
} as const;

/** What can be ordered for a domain at its registrar. */
export type OrderName = keyof typeof orders;

const columns = {
  clientId: true,
  registrar: { select: { label: true } },
} satisfies Prisma.DomainSelect;

/** Puts an order that did not succeed into the module queue, with the registrar's own words. */
export async function queueOrder(
  { tx }: Pick<Work, 'tx'>,
  name: OrderName,
  domainId: number,
  failure: Pick<Failure, 'taskId' | 'message' | 'retried' | 'nextAttemptAt'>,
): Promise<void> {
  const domain = await tx.domain.findUnique({ where: { id: domainId }, select: columns });
  if (!domain) return;
  const { clientId, registrar } = domain;
  const moduleName = registrar?.label ?? '';
  const of = { ...orders[name], clientId, relatedId: domainId, domainId, moduleName };
  await queueFailure(tx, { ...of, ...failure });
}

/**
 * Notes an order that ended without success. What a person began has its answer and is not sent
 * later; what the company began automatically is tried again with the queue's pauses.
 */
export const queueEnded = (
  work: Work,
  name: OrderName,
  domainId: number,
  { message }: TaskError,
  { id, isInteractive }: TaskFacts,
): Promise<void> =>
  queueOrder(work, name, domainId, { taskId: id, message, retried: !isInteractive });

/** Notes an order that goes on: what its registrar said last, and when it is tried again. */
export async function noteDelayed(
  work: Work,
  name: OrderName,
  domainId: number,
  { message }: TaskError,
  { id, nextAttemptAt }: TaskFacts,
): Promise<void> {
  await work.tx.domain.updateMany({ where: { id: domainId }, data: { statusMessage: message } });
  await queueOrder(work, name, domainId, { taskId: id, message, retried: false, nextAttemptAt });
}

/** Closes the entry of an order that succeeded. */
export const closeOrder = (work: Work, name: OrderName, relatedId: number): Promise<void> =>
  closeFailure(work, { ...orders[name], relatedId });
