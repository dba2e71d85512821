import { now } from '#core/clock.ts';
import type { Tx } from '#platform/database/client.ts';
import type { Work } from '#schema/work.ts';
import { beginByWorker } from '#schema/tasks/begin.ts';
import { kindNamed } from '#schema/tasks/kind.ts';

/** Pauses before an action is tried again, in seconds; after the last one a person has to. */
const PAUSES = [60, 300, 900, 3_600, 10_800, 43_200, 86_400] as const;

/** An action of a module that did not succeed. */
export interface Failure {
  clientId: number | null;
  /** hosting, reseller, server, other, addon, domain-register … as GetModuleQueue filters it. */
  serviceType: string;
  /** The id of the service, extra or domain. */
  relatedId: number;
  serviceId?: number | undefined;
  serviceAddonId?: number | null;
  domainId?: number | undefined;
  moduleName: string;
  moduleAction: string;
  /** Null for an action that could not even be begun. */
  taskId: number | bigint | null;
  /** The module's own words. */
  message: string;
  /** Whether to try again automatically; an action that goes on is tried again by its own task. */
  retried: boolean;
  /** When its own task is tried again. */
  nextAttemptAt?: Date | null;
}

/**
 * Puts a failed action into the module queue, or counts one more failure there, and has it tried
 * again after a pause that grows. Gives the entry's id.
 */
export async function queueFailure(tx: Tx, failure: Failure): Promise<number> {
  const at = now();
  const { serviceType, relatedId, moduleAction, moduleName, message } = failure;
  const [entry] = await tx.$queryRaw<{ id: number; retries: number }[]>`
    insert into module_queue_entries
      (client_id, service_type, related_id, service_id, service_addon_id, domain_id, task_id, module_name,
       module_action, last_attempt_at, last_attempt_error, retries, created_at, updated_at)
    values (${failure.clientId}::int, ${serviceType}, ${relatedId}, ${failure.serviceId ?? null}::int,
            ${failure.serviceAddonId ?? null}::int, ${failure.domainId ?? null}::int, ${failure.taskId}::bigint, ${moduleName}, ${moduleAction},
            ${at}, ${message}, 0, ${at}, ${at})
    on conflict (service_type, related_id, module_action) where not is_completed do update
      set last_attempt_at = excluded.last_attempt_at, task_id = excluded.task_id,
          last_attempt_error = excluded.last_attempt_error, updated_at = excluded.updated_at,
          retries = module_queue_entries.retries + 1
    returning id, retries`;
  if (!entry) throw new Error('The module queue gave no entry.');
  const pause = failure.retried ? PAUSES[entry.retries] : undefined;
  const nextAttemptAt =
    pause === undefined ? (failure.nextAttemptAt ?? null) : new Date(at.getTime() + pause * 1_000);
  await tx.moduleQueueEntry.update({ where: { id: entry.id }, data: { nextAttemptAt } });
  if (nextAttemptAt && failure.retried)
    await beginByWorker(tx, kindNamed('moduleQueue.retry'), {
      subject: { type: 'ModuleQueueEntry', id: entry.id },
      clientId: failure.clientId,
      startAt: nextAttemptAt,
      input: { entryId: entry.id },
    });
  return entry.id;
}

/** Closes the open entry of an action that succeeded after all. */
export async function closeFailure(
  { tx, announce }: Pick<Work, 'tx' | 'announce'>,
  {
    serviceType,
    relatedId,
    moduleAction,
  }: Pick<Failure, 'serviceType' | 'relatedId' | 'moduleAction'>,
): Promise<void> {
  const closed = await tx.moduleQueueEntry.updateManyAndReturn({
    where: { serviceType, relatedId, moduleAction, isCompleted: false },
    data: { isCompleted: true, nextAttemptAt: null },
    select: { id: true, serviceId: true, clientId: true },
  });
  for (const { id, serviceId, clientId } of closed)
    announce('moduleAction.settled', { queueEntryId: id, serviceId, clientId });
}
