import { DomainError } from '#core/errors.ts';
import type { Task, ModuleQueueEntry, Prisma } from '#generated/prisma/client.ts';
import { isUnfinished } from '#schema/tasks/cancel.ts';
import { kindOf } from '#schema/tasks/kind.ts';
import { resumeTask } from '#schema/tasks/resume.ts';
import type { Work } from '#schema/work.ts';
import { beginAction } from './begin-action.ts';
import type { ActionInput } from '#modules/services/module-task.ts';
import { createAccount, moduleActions } from './module-actions.ts';

/** An entry of the queue with the task that failed last. */
export type FailedEntry = ModuleQueueEntry & { task: Task | null };

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
    include: { task: true },
  });
  if (!entry) throw new DomainError('QUEUE_ENTRY_NOT_FOUND');
  if (entry.isCompleted) throw new DomainError('QUEUE_ENTRY_COMPLETED');
  return entry;
}

/** How entries are begun of what could not be begun at first, by their service type. */
export const unbegun = new Map<string, (work: Work, entry: FailedEntry) => Promise<number>>();

/**
 * Tries again what an entry of the queue is about, with the same input. Gives the task's id.
 * @throws DomainError what beginning the action refuses with
 */
export async function retryEntry(work: Work, entry: FailedEntry): Promise<number> {
  const { task, serviceId, serviceAddonId, serviceType, moduleAction } = entry;
  if (!task && serviceId !== null && moduleAction === createAccount.title({ serviceId }))
    return beginAction(work, createAccount, {
      serviceId,
      ...(serviceAddonId !== null && { serviceAddonId }),
    });
  const beginUnbegun = task ? undefined : unbegun.get(serviceType);
  if (beginUnbegun) return beginUnbegun(work, entry);
  const kind = task && kindOf(work.app, task.kind);
  if (!kind)
    throw new DomainError('QUEUE_ENTRY_NOT_FOUND', 'Nothing is known of how to try it again.');
  const action = moduleActions.get(kind.kind);
  if (action) return beginAction(work, action, task.input as unknown as ActionInput);
  if (isUnfinished(task)) return resumeTask(work, task);
  if (kind.beginAgain) return kind.beginAgain(work, task.input);
  return work.begin(kind, {
    subject: { type: task.subjectType, id: Number(task.subjectId) },
    clientId: task.clientId,
    input: task.input as object,
  });
}
