import type { Actor } from '#core/actor.ts';
import { keyOf } from '#core/ids.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { Client } from '#modules/clients/client.ts';
import { builder } from '#schema/builder.ts';
import { listDescriptions, SortDirection, skipping } from '#schema/list.ts';
import { Task, TaskState } from '#schema/tasks/type.ts';
import { taskNumber, visibleTasks } from './visible.ts';

const TaskFilter = builder.inputType('TaskFilter', {
  description: 'Narrows tasks down; everything given must hold.',
  fields: (t) => ({
    state: t.field({ type: [TaskState], description: 'Any of these states.' }),
    kind: t.stringList({ description: 'Any of these kinds, e.g. `domain.renew`.' }),
    provider: t.stringList({ description: 'Any of these providers.' }),
    clientId: t.globalID({ for: Client, description: "This client's." }),
    subjectId: t.globalID({ description: 'About this row: a domain, service, invoice …' }),
  }),
});

const TaskOrderField = builder.enumType('TaskOrderField', {
  description: 'What tasks can be sorted by.',
  values: {
    ID: { value: 'id', description: 'Order of beginning.' },
    NEXT_ATTEMPT_AT: { value: 'nextAttemptAt', description: 'Time of the next attempt.' },
  } as const,
});

const TaskOrder = builder.inputType('TaskOrder', {
  description: 'How tasks are sorted.',
  fields: (t) => ({
    field: t.field({ type: TaskOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'desc',
      description: 'Which end first; the latest unless told.',
    }),
  }),
});

type Filter = typeof TaskFilter.$inferInput;

function whereOf(filter: Filter | null | undefined, actor: Actor): Prisma.TaskWhereInput {
  const { state, kind, provider, clientId, subjectId } = filter ?? {};
  return {
    AND: [
      visibleTasks(actor),
      {
        ...(state && { state: { in: state } }),
        ...(kind && { kind: { in: kind } }),
        ...(provider && { provider: { in: provider } }),
        ...(clientId && { clientId: keyOf(clientId) }),
        ...(subjectId && { subjectType: subjectId.typename, subjectId: taskNumber(subjectId) }),
      },
    ],
  };
}

builder.queryField('task', (t) =>
  t.prismaField({
    type: Task,
    nullable: true,
    description: 'One task; null where there is none that the actor may see.',
    authScopes: { permission: 'tasks:read' },
    args: { id: t.arg.globalID({ for: Task, required: true, description: 'Which one.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.task.findFirst({
        ...query,
        where: { AND: [{ id: taskNumber(id) }, visibleTasks(actor)] },
      }),
  }),
);

builder.queryField('tasks', (t) =>
  t.prismaConnection({
    type: Task,
    cursor: 'id',
    description: 'What happens, happened or is to happen at providers; the latest first.',
    authScopes: { permission: 'tasks:read' },
    args: {
      filter: t.arg({ type: TaskFilter, description: 'Which tasks.' }),
      orderBy: t.arg({ type: TaskOrder, description: 'In which order.' }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.task.count({ where: whereOf(filter, actor) }),
    resolve: (query, _root, { filter, orderBy, offset }, { db, actor }) => {
      const direction = orderBy?.direction ?? 'desc';
      const first = orderBy ? [{ [orderBy.field]: direction }] : [];
      return db.task.findMany({
        ...skipping(query, offset),
        where: whereOf(filter, actor),
        orderBy: [...first, { id: direction }],
      });
    },
  }),
);

/** The tasks about rows of a type, as a field of it. */
const ownTasks = (model: 'Client' | 'Service' | 'Domain', where: (id: number) => object) =>
  builder.prismaObjectField(model, 'tasks', (t) =>
    t.prismaConnection({
      type: Task,
      cursor: 'id',
      description: 'What happens or happened for it at providers, the latest first.',
      authScopes: { permission: 'tasks:read' },
      args: { filter: t.arg({ type: TaskFilter, description: 'Which tasks.' }) },
      totalCount: (row, { filter }, { db, actor }) =>
        db.task.count({
          where: { AND: [where((row as { id: number }).id), whereOf(filter, actor)] },
        }),
      resolve: (query, row, { filter }, { db, actor }) =>
        db.task.findMany({
          ...query,
          where: { AND: [where((row as { id: number }).id), whereOf(filter, actor)] },
          orderBy: [{ id: 'desc' }],
        }),
    }),
  );

ownTasks('Client', (clientId) => ({ clientId }));
ownTasks('Service', (subjectId) => ({ subjectType: 'Service', subjectId }));
ownTasks('Domain', (subjectId) => ({ subjectType: 'Domain', subjectId }));
