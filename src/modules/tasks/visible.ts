import type { Actor } from '#core/actor.ts';
import { isStaff } from '#core/actor.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma, Task } from '#generated/prisma/client.ts';
import { ofVisibleClient } from '#modules/access/visible.ts';
import type { Work } from '#schema/work.ts';

/** Which tasks an actor may see: staff all, others those of their clients. */
export const visibleTasks = (actor: Actor): Prisma.TaskWhereInput =>
  isStaff(actor) ? {} : { AND: [ofVisibleClient(actor), { clientId: { not: null } }] };

/** The number behind a task's global id; it may be larger than those of other rows. */
export const taskNumber = ({ id }: { id: string }): bigint =>
  /^\d{1,18}$/.test(id) ? BigInt(id) : -1n;

/**
 * The task a change is about, locked until the change ends.
 * @throws DomainError TASK_NOT_FOUND
 */
export async function taskFor({ tx, actor }: Work, globalId: { id: string }): Promise<Task> {
  const id = taskNumber(globalId);
  await tx.$queryRaw`select id from tasks where id = ${id} for update`;
  const task = await tx.task.findFirst({ where: { AND: [{ id }, visibleTasks(actor)] } });
  if (!task) throw new DomainError('TASK_NOT_FOUND');
  return task;
}
