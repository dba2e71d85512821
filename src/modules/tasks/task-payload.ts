import type { builder } from '#schema/builder.ts';
import { Task } from '#schema/tasks/type.ts';

type Types = (typeof builder)['$inferSchemaTypes'];

/** The payload of what is done about a task: the task as it is afterwards. */
export const taskPayload = <Answer extends { taskId: string }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Answer>,
) => ({
  task: t.prismaField({
    type: Task,
    description: 'The task as it is now.',
    resolve: (query, { taskId }, _args, { db }) =>
      db.task.findUniqueOrThrow({ ...query, where: { id: BigInt(taskId) } }),
  }),
});
