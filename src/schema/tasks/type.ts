import { encodeId } from '#core/ids.ts';
import type { Task as Row } from '#generated/prisma/client.ts';
import { TaskState as State } from '#generated/prisma/enums.ts';
import { builder } from '#schema/builder.ts';

export const TaskState = builder.enumType('TaskState', {
  description: 'How far a task is. `SUCCEEDED`, `REJECTED` and `CANCELLED` are final.',
  values: {
    QUEUED: { description: 'Waits for its first or its next attempt; nothing has been sent.' },
    RUNNING: { description: 'An attempt is being made.' },
    SUCCEEDED: { description: 'Done and recorded.' },
    REJECTED: { description: 'The provider said no.' },
    UNKNOWN: { description: 'Sent, and no answer came; the provider is asked what became of it.' },
    DEAD: { description: 'Given up; a person has to look: retry, resolve or cancel it.' },
    CANCELLED: { description: 'Not sent, and it will not be.' },
  } satisfies Record<State, object> as Record<State, { description: string }>,
});

const TaskErrorCode = builder.enumType('TaskErrorCode', {
  description: 'Why the last attempt of a task did not succeed.',
  values: {
    PROVIDER_REJECTED: { description: 'The provider answered no.' },
    PROVIDER_UNREACHABLE: { description: 'Nothing reached the provider; nothing was done.' },
    OUTCOME_UNKNOWN: { description: 'It may have been done: no answer came.' },
    TASK_FAILED: { description: 'It failed here, not at the provider.' },
    WAITS_FOR_PERSON: {
      description: 'A person carries it out; `resolveTask` says what came of it.',
    },
  } as const,
});

const TaskError = builder.objectRef<Row>('TaskError').implement({
  read: null,
  description: 'Why the last attempt of a task did not succeed.',
  fields: (t) => ({
    code: t.field({
      type: TaskErrorCode,
      description: 'What kind of error.',
      resolve: ({ errorCode }) => errorCode as 'TASK_FAILED',
    }),
    message: t.exposeString('message', { description: "The provider's own words." }),
    retryable: t.boolean({
      description: 'Asking for the same again may succeed, and does nothing twice.',
      resolve: ({ errorCode, state }) =>
        errorCode === 'PROVIDER_UNREACHABLE' && state === 'CANCELLED',
    }),
  }),
});

const every = {
  kind: true,
  state: true,
  errorCode: true,
  message: true,
  subjectType: true,
  subjectId: true,
} as const;

/** Something that happens outside the database. */
export const Task = builder.prismaNode('Task', {
  read: 'tasks:read',
  description:
    'Something that happens at a provider: a registration, an account, a capture, an e-mail.',
  id: { resolve: ({ id }) => String(id) },
  findUnique: (id) => ({ id: BigInt(id) }),
  select: { id: true },
  fields: (t) => ({
    databaseId: t.string({
      description: 'Number of the task.',
      resolve: ({ id }) => String(id),
    }),
    kind: t.exposeString('kind', { description: 'What is done, e.g. `domain.renew`.' }),
    state: t.expose('state', { type: TaskState, description: 'How far it is.' }),
    error: t.field({
      type: TaskError,
      nullable: true,
      description: 'Why the last attempt did not succeed; null where it did, or none was made.',
      select: every,
      resolve: (row) => (row.errorCode ? (row as Row) : null),
    }),
    subjectId: t.field({
      type: 'ID',
      description: 'Global id of what it is about, e.g. that of a domain.',
      select: every,
      resolve: ({ subjectType, subjectId }) => encodeId(subjectType, String(subjectId)),
    }),
    provider: t.exposeString('provider', {
      description: 'Provider it is carried out with, e.g. `logicboxes`; empty where none is named.',
    }),
    attempts: t.exposeInt('attempts', { description: 'How many attempts were made.' }),
    isInteractive: t.exposeBoolean('isInteractive', {
      description: 'A person began it and was given its answer.',
    }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the next attempt is made by itself; null where none is.',
    }),
    sentAt: t.expose('sentAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was sent last; null while nothing has reached the provider.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was begun.' }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended, or was given up.',
    }),
  }),
});
