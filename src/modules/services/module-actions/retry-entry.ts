import { DomainError } from '#core/errors.ts';
import type { Errand, ModuleQueueEntry, Prisma } from '#generated/prisma/client.ts';
import { kindOf } from '#schema/errand.ts';
import type { Work } from '#schema/work.ts';
import { beginAction } from './begin-action.ts';
import type { ActionInput } from './module-errand.ts';
import { createAccount, moduleActions } from './module-actions.ts';

/** An entry of the queue with the errand that failed last. */
export type FailedEntry = ModuleQueueEntry & { errand: Errand | null };

/**
 * An open entry of the queue, locked until the change ends.
 * @throws DomainError QUEUE_ENTRY_NOT_FOUND, QUEUE_ENTRY_COMPLETED
 */
export async function openEntry(
  { tx }: Work,
  id: number,
  visible: Prisma.ModuleQueueEntryWhereInput,
): Promise<FailedEntry> {
  await tx.$queryRaw`select id from module_queue_entries where id = ${id} for update`;
  const entry = await tx.moduleQueueEntry.findFirst({
    where: { AND: [{ id }, visible] },
    include: { errand: true },
  });
  if (!entry) throw new DomainError('QUEUE_ENTRY_NOT_FOUND');
  if (entry.isCompleted) throw new DomainError('QUEUE_ENTRY_COMPLETED');
  return entry;
}

/**
 * Tries again what an entry of the queue is about, with the same input. Gives the errand's id.
 * @throws DomainError what beginning the action refuses with
 */
export async function retryEntry(work: Work, entry: FailedEntry): Promise<number> {
  const { errand, serviceId, serviceAddonId, moduleAction } = entry;
  if (!errand && serviceId !== null && moduleAction === createAccount.title({ serviceId }))
    return beginAction(work, createAccount, {
      serviceId,
      ...(serviceAddonId !== null && { serviceAddonId }),
    });
  const kind = errand && kindOf(errand.kind);
  if (!kind)
    throw new DomainError('QUEUE_ENTRY_NOT_FOUND', 'Nothing is known of how to try it again.');
  const action = moduleActions.get(kind.kind);
  if (action) return beginAction(work, action, errand.input as unknown as ActionInput);
  if (errand.state !== 'REFUSED')
    throw new DomainError('MODULE_ACTION_UNDER_WAY', undefined, { errandId: errand.id });
  return work.begin(kind, {
    subject: { type: errand.subjectType, id: errand.subjectId },
    clientId: errand.clientId,
    input: errand.input as object,
  });
}
