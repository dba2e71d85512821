import DataLoader from 'dataloader';
import { onceFor } from '#core/once-for.ts';
import type { Task } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { TaskState } from '#schema/tasks/type.ts';

type Operation = Pick<Task, 'kind' | 'state' | 'createdAt'>;

const DomainOperation = builder.objectRef<Operation>('DomainOperation').implement({
  read: 'domains:read',
  description: 'Something that is being done with a domain at its registrar.',
  fields: (t) => ({
    kind: t.exposeString('kind', { description: 'What is done, such as `domain.renew`.' }),
    state: t.expose('state', { type: TaskState, description: 'Progress of the operation.' }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the operation was requested.',
    }),
  }),
});

/** Reading what a registrar holds changes nothing. */
const READING = 'domain.sync';

/** The oldest unfinished operation of each domain, looked up for all domains of a request at once. */
const loaderOf = onceFor(
  ({ db }: Context) =>
    new DataLoader<number, Operation | null>(async (ids) => {
      const tasks = await db.task.findMany({
        where: {
          subjectType: 'Domain',
          subjectId: { in: [...ids] },
          state: { in: ['QUEUED', 'RUNNING', 'UNKNOWN', 'DEAD'] },
          kind: { not: READING },
        },
        select: { subjectId: true, kind: true, state: true, createdAt: true },
        orderBy: [{ id: 'asc' }],
      });
      return ids.map((id) => tasks.find(({ subjectId }) => Number(subjectId) === id) ?? null);
    }),
);

builder.prismaObjectFields('Domain', (t) => ({
  pendingOperation: t.field({
    type: DomainOperation,
    nullable: true,
    weight: 10,
    description:
      'What the registrar has been asked to do with the domain and has not done yet, the oldest first; null where nothing is under way.',
    select: { id: true },
    resolve: ({ id }, _args, context) => loaderOf(context).load(id),
  }),
}));
