import { declareVisible } from '#schema/access.ts';
import { encodeId } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { edgeToNode } from '#schema/node.ts';
import {
  anyOf,
  anyOfThese,
  rows,
  rowsOfAnyType,
  texts,
  timeSpans,
} from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes } from '#schema/text-filter.ts';
import { Task, TaskState } from '#schema/tasks/type.ts';
import { taskNumber, visibleTasks } from './visible.ts';

declareVisible('Task', visibleTasks);

builder.queryField('task', (t) =>
  t.prismaField({
    type: Task,
    nullable: true,
    description: 'One task; null where there is none that the actor may see.',
    authScopes: { permission: 'tasks:read' },
    args: { id: t.arg.globalID({ for: Task, required: true, description: 'ID of the task.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.task.findFirst({
        ...query,
        where: { AND: [{ id: taskNumber(id) }, visibleTasks(actor)] },
      }),
  }),
);

const latestFirst = [{ id: 'desc' }];

/** Lists of tasks. */
const taskList = declareList({
  type: Task,
  noun: 'Task',
  model: 'Task',
  visible: visibleTasks,
  filter: {
    state: anyOf(TaskState, 'state', 'Tasks in any of these states.'),
    kind: texts((kinds) => ({ kind: { in: [...kinds] } }), 'These kinds, e.g. `domain.renew`.'),
    provider: texts((names) => ({ provider: { in: [...names] } }), 'Tasks at these providers.'),
    client: rows('Client', 'clientId', 'Tasks of these clients; null for none.'),
    subject: rowsOfAnyType(
      (ids) =>
        anyOfThese(ids.map((id) => ({ subjectType: id.typename, subjectId: taskNumber(id) }))),
      'Tasks about these objects: a domain, service, invoice …',
    ),
    createdAt: timeSpans('createdAt', 'Time at which they were begun.'),
    nextAttemptAt: timeSpans('nextAttemptAt', 'Time of the next attempt.'),
    finishedAt: timeSpans('finishedAt', 'Time at which they ended.'),
  },
  order: {
    ID: ['id', 'By the order of beginning.'],
    KIND: ['kind', 'By the kind.'],
    STATE: ['state', 'By the state.'],
    NEXT_ATTEMPT_AT: ['nextAttemptAt', 'By the time of the next attempt.'],
    FINISHED_AT: ['finishedAt', 'By the time at which they ended.'],
  },
  usual: latestFirst,
  search: (word) => ({
    OR: [{ kind: includes(word) }, { provider: includes(word) }, { message: includes(word) }],
  }),
});

builder.prismaObjectFields('Task', (t) => ({
  client: t.relation('client', { nullable: true, description: 'Client the task is about.' }),
  subject: t.field(
    edgeToNode<{ subjectType: string; subjectId: bigint }>({
      description: 'What it is about, e.g. a domain; null once that is deleted.',
      select: { subjectType: true, subjectId: true },
      idOf: ({ subjectType, subjectId }) => encodeId(subjectType, String(subjectId)),
    }),
  ),
}));

taskList.root('tasks', {
  description: 'What happens, happened or is to happen at providers; the latest first.',
  permission: 'tasks:read',
});

taskList.under('Client', 'tasks', 'tasks', {
  description: 'What happens or happened for the client at providers, the latest first.',
  permission: 'tasks:read',
});

for (const parent of ['Service', 'Domain'])
  taskList.about(parent, 'tasks', {
    description: 'What happens or happened for it at providers, the latest first.',
    permission: 'tasks:read',
    where: (subjectId) => ({ subjectType: parent, subjectId }),
  });
