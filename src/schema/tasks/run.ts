import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import { enterRuntime } from '#core/runtime.ts';
import { type SpanShape, traced } from '#core/tracing.ts';
import { DomainError, type ErrorCode } from '#core/errors.ts';
import type { Prisma, Task } from '#generated/prisma/client.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';
import { type AttemptFailure, decide, givenBack, interrupted } from './decide.ts';
import { fail, succeed } from './end.ts';
import { type AnyKind, kindOf, type TaskContext } from './kind.ts';
import { type Held, keepLease, LeaseLost, leaseSeconds, noteSending, takeTask } from './lease.ts';

/** Time limit of one attempt where its kind has none of its own; below the lease. */
const USUAL_LIMIT_MS = 90_000;

/** How long a request waits for its tasks; what has not ended by then goes on without it. */
const REQUEST_MS = 50_000;

/** How long a database that is away is left alone, in milliseconds. */
const AWAY_MS = 1_000;

/** How many tasks of one request run at once. */
const AT_ONCE = 8;

const attempts = new WeakMap<App, Map<number, Promise<Task>>>();

/**
 * Carries a task as far as it goes now. Safe to call at any time, in any process, any number of
 * times: one attempt runs at a time, and whoever comes meanwhile in this process waits for it.
 */
export async function runTask(app: App, id: number | bigint): Promise<Task> {
  const key = Number(id);
  const running = attempts.get(app) ?? new Map<number, Promise<Task>>();
  attempts.set(app, running);
  const attempt =
    running.get(key) ??
    enterRuntime(app.runtime, () => runOnce(app, key)).finally(() => running.delete(key));
  running.set(key, attempt);
  return attempt;
}

async function runOnce(app: App, id: number): Promise<Task> {
  const held = await takeTask(app, id);
  if (!held) return app.db.task.findUniqueOrThrow({ where: { id } });
  const kind = kindOf(app, held.kind) ?? unknownKind(held.kind);
  const lease = keepLease(app, held);
  try {
    return await traced(
      () => taskSpan(held),
      () => attempt(app, kind, held, lease.lost),
    );
  } catch (error) {
    if (error instanceof LeaseLost) return await app.db.task.findUniqueOrThrow({ where: { id } });
    throw error;
  } finally {
    lease.letGo();
    // Another task about the same subject may have waited for this one.
    app.tasks.wake();
  }
}

/** The span of an attempt; a request's tasks are found by its id, whoever carries them out. */
const taskSpan = ({ id, kind, attempts: attemptNumber, requestId }: Held): SpanShape => ({
  name: `task ${kind}`,
  isRoot: true,
  attributes: {
    'hostgraph.task.id': Number(id),
    'hostgraph.task.attempt': attemptNumber,
    ...(requestId && { 'hostgraph.request_id': requestId }),
  },
});

async function attempt(app: App, kind: AnyKind, held: Held, lost: AbortSignal): Promise<Task> {
  let outcome = held.outcome as Prisma.InputJsonObject | null;
  try {
    outcome ??= (await call(app, kind, held, lost)) as Prisma.InputJsonObject;
    return await succeed(app, kind, held, outcome);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    const { stopping } = app.tasks;
    if (stopping.aborted && error === stopping.reason)
      return fail(app, kind, held, givenBack(held), null);
    const isProviders = error instanceof ProviderError;
    const wasSent = held.sentAt !== null || !isProviders;
    const unavailable = isProviders ? null : asUnavailable(error);
    if (unavailable) {
      void giveBack(app, kind, held, { failure: interrupted(kind, held, wasSent), outcome });
      throw unavailable;
    }
    const failure = decide(kind, held, error, wasSent);
    if (failure.error.code === 'TASK_FAILED' && failure.state !== 'REJECTED')
      app.log.error({ err: error, taskId: Number(held.id), kind: kind.kind }, 'A task failed.');
    // What recording asks of a provider is decided with its next answer.
    const told = { ...failure, error: { ...failure.error, cause: error } };
    return fail(app, kind, held, told, isProviders ? null : outcome);
  }
}

interface Interrupted {
  failure: AttemptFailure;
  /** What the provider had answered by then. */
  outcome: Prisma.InputJsonObject | null;
}

/**
 * Lets a task go, as soon as the database that was away answers again, for whoever comes next. Where
 * it does not before the lease ends, or the process does, the end of the lease lets it go.
 */
async function giveBack(app: App, kind: AnyKind, held: Held, { failure, outcome }: Interrupted) {
  const until = performance.now() + leaseSeconds * 1_000;
  const { stopping: signal } = app.tasks;
  while (performance.now() < until && !signal.aborted) {
    try {
      await fail(app, kind, held, failure, outcome);
      return app.tasks.wake();
    } catch (error) {
      if (!asUnavailable(error)) return;
      await sleep(AWAY_MS, undefined, { signal, ref: false }).catch(() => {});
    }
  }
}

/** A new task is carried out; one whose answer was lost is asked after first. */
async function call(app: App, kind: AnyKind, held: Held, lost: AbortSignal): Promise<object> {
  const signal = AbortSignal.any([lost, AbortSignal.timeout(kind.timeoutMs ?? USUAL_LIMIT_MS)]);
  const { id, idempotencyKey: key, attempts: count, createdAt, input } = held;
  const sentAt = held.sentAt ?? now();
  const facts = { id: Number(id), key, attempts: count, createdAt, sentAt };
  const task = { app, db: app.db, ...facts, signal, stopping: app.tasks.stopping };
  return within(signal, () => goOrAsk(kind, held, task, input as object));
}

async function goOrAsk(
  kind: AnyKind,
  held: Held,
  task: TaskContext,
  input: object,
): Promise<object> {
  const go = async (): Promise<object> => kind.go(task, input);
  if (held.sentAt === null) {
    await noteSending(task.app, held);
    return go();
  }
  if (kind.resendable) return go();
  return (await kind.reconcile!(task, input)) ?? go();
}

/** One attempt has one time limit. What comes after it is not waited for, and counts for nothing. */
async function within<Answer>(signal: AbortSignal, work: () => Promise<Answer>): Promise<Answer> {
  let stop = () => {};
  const limit = new Promise<never>((_resolve, reject) => {
    stop = () => {
      const { reason } = signal as { reason: unknown };
      const silent = new ProviderError('UNKNOWN', 'The provider did not answer in time.');
      reject(reason instanceof LeaseLost ? reason : silent);
    };
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work(), limit]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

const unknownKind = (kind: string): AnyKind => ({
  kind,
  resendable: true,
  retry: { interactive: 'queue', hours: 24 },
  go: () => Promise.reject(new Error(`No kind of task is declared as ${kind}.`)),
  after: async () => {},
});

/**
 * Carries a task out and waits, where another process works on it or on its subject, until its
 * attempt has ended; as long as that takes, or until a moment of `performance.now()`.
 */
export async function finishTask(app: App, id: number, until = Infinity): Promise<Task> {
  for (;;) {
    const task = await runTask(app, id);
    const isWaiting = task.state === 'RUNNING' || (task.state === 'QUEUED' && task.attempts === 0);
    if (!isWaiting || performance.now() > until) return task;
    await sleep(100);
  }
}

interface RunTasksOptions {
  /** The answer itself tells of outcomes. */
  reportsOutcomes?: boolean;
  /** How long they are waited for, in milliseconds; 50 s. */
  withinMs?: number;
}

/**
 * Carries out tasks right after the change that began them, and answers for them: the first one
 * that did not succeed becomes the error of the whole request, unless the answer itself tells of
 * outcomes.
 */
export async function runTasks(
  app: App,
  ids: readonly number[],
  { reportsOutcomes = false, withinMs = REQUEST_MS }: RunTasksOptions = {},
): Promise<void> {
  const until = performance.now() + withinMs;
  const limit = pLimit(AT_ONCE);
  const all = ids.map((id) => limit(() => finishTask(app, id, until)));
  // What goes on without the request tells its own errors.
  for (const each of all) each.catch(() => {});
  const late = sleep(withinMs, undefined, { ref: false });
  const ended = await Promise.race([Promise.all(all), late]);
  if (reportsOutcomes) return;
  const tasks = ended ?? (await app.db.task.findMany({ where: { id: { in: [...ids] } } }));
  for (const task of tasks) throwUnlessDone(task);
}

/** @throws DomainError PROVIDER_REJECTED, PROVIDER_UNREACHABLE, OUTCOME_UNKNOWN */
function throwUnlessDone(task: Task): void {
  const { id, state, nextAttemptAt, message } = task;
  // What a person carries out was taken, and stands in the list of tasks.
  if (state === 'SUCCEEDED' || task.errorCode === 'WAITS_FOR_PERSON') return;
  const code = codeOf(task);
  const words = code === 'OUTCOME_UNKNOWN' ? undefined : message || undefined;
  throw new DomainError(code, words, {
    taskId: `Task:${id}`,
    taskState: state,
    retryable: code === 'PROVIDER_UNREACHABLE',
    ...(nextAttemptAt && { nextAttemptAt: nextAttemptAt.toISOString() }),
  });
}

/** What is published of a task that has not succeeded. */
function codeOf({ state, errorCode }: Task): ErrorCode {
  if (state === 'REJECTED') return 'PROVIDER_REJECTED';
  if (errorCode === 'PROVIDER_UNREACHABLE' && state !== 'RUNNING') return 'PROVIDER_UNREACHABLE';
  return 'OUTCOME_UNKNOWN';
}
