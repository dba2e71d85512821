import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { useState } from 'react';
import type { TaskPageQuery, TaskState } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';
import { to } from '../route.ts';
import { Badge, count, Failure, More, say, Time } from '../ui.tsx';
import { Resolve } from './resolve.tsx';

const TASKS = graphql(`
  query TaskPage($filter: TaskFilter, $after: String) {
    tasks(filter: $filter, orderBy: [{ field: ID, direction: DESC }], first: 25, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        cursor
        node {
          ...TaskFacts
        }
      }
    }
  }

  fragment TaskFacts on Task {
    id
    kind
    provider
    state
    attempts
    createdAt
    nextAttemptAt
    error {
      code
      message
    }
    client {
      id
      fullName
    }
    subjectId
    subject {
      id
      ... on Domain {
        unicodeName
      }
      ... on Service {
        domainName
      }
      ... on Invoice {
        databaseId
      }
    }
  }
`);

const LIVE = graphql(`
  subscription TasksLive {
    taskUpdated {
      cursor
      type
    }
  }
`);

const RETRY = graphql(`
  mutation RetryTask($id: ID!) {
    retryTask(input: { taskId: $id }) {
      task {
        ...TaskFacts
      }
    }
  }
`);

const CANCEL = graphql(`
  mutation CancelTask($id: ID!) {
    cancelTask(input: { taskId: $id }) {
      task {
        ...TaskFacts
      }
    }
  }
`);

export type Task = NonNullable<TaskPageQuery['tasks']>['edges'][number]['node'];

/** Which tasks a person looks at, and what the page says where there is none. */
const views = {
  'Need a person': ['DEAD', 'UNKNOWN', 'REJECTED'],
  'Wait for their next attempt': ['QUEUED', 'RUNNING'],
  'Are over': ['SUCCEEDED', 'CANCELLED'],
} as const satisfies Record<string, readonly TaskState[]>;

export function Tasks() {
  const [view, setView] = useState<keyof typeof views>('Need a person');
  const { data, previousData, error, loading, fetchMore, refetch } = useQuery(TASKS, {
    variables: { filter: { state: [...views[view]] } },
  });
  const live = useSubscription(LIVE, { onData: () => void refetch() });
  const page = (data ?? previousData)?.tasks;
  return (
    <div aria-busy={loading}>
      <h1>Tasks</h1>
      <div className="tools" role="group" aria-label="Which tasks">
        {(Object.keys(views) as (keyof typeof views)[]).map((each) => (
          <button key={each} aria-pressed={each === view} onClick={() => setView(each)}>
            {each}
          </button>
        ))}
        <span className="muted end" role="status">
          {page ? count(page.totalCount, 'task') : ''}
        </span>
      </div>
      <Failure error={error ?? live.error} />
      {page && !page.edges.length && <p className="empty">None: all is well.</p>}
      {page?.edges.map(({ cursor, node }) => (
        <TaskCard key={cursor} task={node} onChanged={() => void refetch()} />
      ))}
      <More page={page?.pageInfo} onMore={fetchMore} />
    </div>
  );
}

/** What a task is about, as people call it. */
function nameOf({ subject, subjectId }: Task): string {
  if (subject?.__typename === 'Domain') return subject.unicodeName;
  if (subject?.__typename === 'Service') return subject.domainName || 'a service';
  if (subject?.__typename === 'Invoice') return `invoice ${subject.databaseId}`;
  return subjectId.replace(':', ' ');
}

function TaskCard({ task, onChanged }: { task: Task; onChanged: () => void }) {
  const [retry, retried] = useMutation(RETRY);
  const [cancel, cancelled] = useMutation(CANCEL);
  const [isResolving, setIsResolving] = useState(false);
  const { id, kind, state, error, client } = task;
  const isOpen = state === 'DEAD' || state === 'UNKNOWN' || state === 'QUEUED';
  return (
    <section aria-label={`${kind} of ${nameOf(task)}`}>
      <h2>
        {kind.replace('.', ' ')}: {nameOf(task)} <Badge>{state}</Badge>
      </h2>
      {error && <p>{error.message}</p>}
      <p className="muted">
        {error && `${say(error.code)}. `}
        {task.provider && `At ${task.provider}. `}
        {client && <a href={to('clients', client.id)}>{client.fullName}</a>} Begun{' '}
        <Time at={task.createdAt} />, attempts: {task.attempts}.{' '}
        {task.nextAttemptAt && (
          <>
            Next attempt: <Time at={task.nextAttemptAt} />.
          </>
        )}
      </p>
      <Failure error={retried.error ?? cancelled.error} />
      <div className="tools">
        {(isOpen || state === 'REJECTED') && (
          <button
            disabled={retried.loading}
            onClick={() => void retry({ variables: { id } }).then(onChanged)}
          >
            {retried.loading ? 'Trying …' : 'Try again'}
          </button>
        )}
        {(state === 'DEAD' || state === 'UNKNOWN') && (
          <button onClick={() => setIsResolving(true)}>I have looked …</button>
        )}
        {isOpen && (
          <button
            disabled={cancelled.loading}
            onClick={() => void cancel({ variables: { id } }).then(onChanged)}
          >
            Give it up
          </button>
        )}
      </div>
      {isResolving && (
        <Resolve
          taskId={id}
          isDomain={kind.startsWith('domain.')}
          onClosed={() => {
            setIsResolving(false);
            onChanged();
          }}
        />
      )}
    </section>
  );
}
