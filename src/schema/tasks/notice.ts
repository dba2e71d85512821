import { now, today } from '#core/clock.ts';
import { encodeId } from '#core/ids.ts';
import { toDate } from '#core/dates.ts';
import type { Task } from '#generated/prisma/client.ts';
import type { Work } from '#schema/work.ts';

/** How long a task may be held up before staff are told, in milliseconds. */
const PATIENCE_MS = 3_600_000;

/** The task by name and number, as the to-do list has it; the number finds the item again. */
const titleOf = ({ id, kind, subjectType, subjectId }: Task) =>
  `${kind} of ${subjectType} ${subjectId} needs attention (task ${id})`;

/** A task that a person has to look at: an item of the to-do list, an event, a line of the log. */
export async function noteDead(work: Work, task: Task): Promise<void> {
  const { id, kind, clientId, errorCode, message } = task;
  work.app.log.error(
    { taskId: Number(id), kind, errorCode, reason: message },
    'A task is dead: retry, resolve or cancel it.',
  );
  work.announce('task.dead', { taskId: Number(id), clientId });
  await addItem(work, task, `It has been given up: ${message}`);
}

/** A task that a person carries out: an item of the to-do list that says what, and an e-mail to staff. */
export async function noteManual(work: Work, task: Task): Promise<void> {
  const { id, kind, clientId, subjectType, subjectId, message } = task;
  const subject = encodeId(subjectType, String(subjectId));
  work.announce('task.waitsForPerson', { taskId: Number(id), clientId, action: kind, message });
  const how = `Say what came of it by resolveTask (Task:${id}).`;
  await addItem(work, task, `${message} It is about ${subject}. ${how}`);
}

/** Staff are told once of a task that is held up for more than an hour. */
export async function noteDelay(work: Work, task: Task): Promise<void> {
  if (now().getTime() - task.createdAt.getTime() < PATIENCE_MS) return;
  await addItem(work, task, `It is tried again automatically. Last answer: ${task.message}`);
}

async function addItem({ tx, announce }: Work, task: Task, description: string): Promise<void> {
  const title = titleOf(task);
  const [known] = await tx.todoItem.findMany({ where: { title }, select: { id: true }, take: 1 });
  if (known)
    return void (await tx.todoItem.update({
      where: { id: known.id },
      data: { description, status: 'NEW' },
    }));
  const data = { title, description, notedOn: toDate(today()) };
  const { id } = await tx.todoItem.create({ data, select: { id: true } });
  announce('todo.added', { todoItemId: id });
}

/** What was told of a task is done with when it ends. */
export async function resolveNotices({ tx, announce }: Work, task: Task): Promise<void> {
  const where = { title: titleOf(task), status: { not: 'RESOLVED' as const } };
  const rows = await tx.todoItem.updateManyAndReturn({
    where,
    data: { status: 'RESOLVED' },
    select: { id: true },
  });
  for (const { id } of rows) announce('todo.changed', { todoItemId: id });
}
