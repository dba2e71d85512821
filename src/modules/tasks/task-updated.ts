import { keyOf } from '#core/ids.ts';
import { Client } from '#modules/clients/client.ts';
import type { PublishedEvent } from '#platform/outbox/subscriber.ts';
import { builder } from '#schema/builder.ts';
import { eventFields, follow } from '#schema/follow.ts';
import { Task } from '#schema/tasks/type.ts';
import { taskNumber, visibleTasks } from './visible.ts';

const TaskEvent = builder.objectRef<PublishedEvent>('TaskEvent').implement({
  read: 'tasks:read',
  description: 'A task has ended, or waits for its next attempt.',
  fields: (t) => ({
    ...eventFields(t),
    task: t.prismaField({
      type: Task,
      nullable: true,
      description: 'The task as it is now.',
      resolve: (query, { subjectId }, _args, { db, actor }) =>
        db.task.findFirst({
          ...query,
          where: { AND: [{ id: subjectId ?? -1 }, visibleTasks(actor)] },
        }),
    }),
  }),
});

builder.subscriptionField('taskUpdated', (t) =>
  t.field({
    type: TaskEvent,
    description:
      'Tasks that end or wait for their next attempt. Continue after a disconnect with `after`: nothing is missed and nothing comes twice.',
    authScopes: { permission: 'tasks:read' },
    args: {
      taskId: t.arg.globalID({ for: Task, description: 'Only this task.' }),
      clientId: t.arg.globalID({ for: Client, description: "Only this client's tasks." }),
      after: t.arg.string({
        description: 'The cursor of the last event already seen; `0` for all that is kept.',
      }),
    },
    subscribe: (_root, { taskId, clientId, after }, context) => {
      const task = taskId && Number(taskNumber(taskId));
      const client = clientId && keyOf(clientId);
      const where = (event: PublishedEvent) =>
        (!task || event.subjectId === task) && (!client || event.clientId === client);
      return follow(context, { types: ['task.changed'], after: after ?? null, where });
    },
    resolve: (event) => event,
  }),
);
