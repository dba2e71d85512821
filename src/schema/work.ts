import type { Actor } from '#core/actor.ts';
import type { EventName, Events } from '#core/events.ts';
import { DomainError, type ErrorCode, type ErrorDetails } from '#core/errors.ts';
import type { Tx } from '#platform/database/client.ts';
import type { App } from './app.ts';
import { ensureLoud } from './quiet.ts';
import type { RequestInfo } from './context.ts';
import { beginTask } from '#schema/tasks/begin.ts';
import type { BeginTask, TaskKind } from '#schema/tasks/kind.ts';

/** One event that waits for its transaction to end. */
export interface AnnouncedEvent {
  type: EventName;
  payload: Record<string, unknown>;
}

/** What a change may touch: one transaction, one actor, and what it wishes to announce. */
export interface Work {
  /** The only way to the database inside a change. The root client would wait for itself. */
  tx: Tx;
  actor: Actor;
  app: App;
  requestInfo: RequestInfo;
  /** A person waits for the answer. */
  isInteractive: boolean;
  /** The task whose outcome is being recorded. */
  parentTask: bigint | null;
  /** Tells of something that happened. It is heard after the commit, or never. */
  announce<Name extends EventName>(name: Name, payload: Events[Name]): void;
  /** Records an intent to talk to the outside. It is carried out after the commit. */
  begin<Input extends object, Outcome extends object>(
    kind: TaskKind<Input, Outcome>,
    task: BeginTask<Input>,
  ): Promise<number>;
  /** Has a task that waits carried out now, after the commit, and answered for. */
  resume(taskId: number): void;
  /**
   * Says in the activity log what was done, where the name of the change and the ids it announces
   * do not say it well. Secrets have no place in it.
   */
  describe(activity: Activity): void;
  /** Ends the change with an error; nothing of it remains. */
  fail(code: ErrorCode, message?: string, details?: ErrorDetails): never;
}

/** A line of the activity log. */
export interface Activity {
  /** Its number, where the answer names it; else the next one. */
  id?: number;
  description: string;
  /** The client it is about. */
  clientId?: number | null;
}

/** A piece of work, and what it leaves for the end of its transaction. */
export interface OpenWork extends Work {
  announcements: AnnouncedEvent[];
  /** What it said of itself, if anything. */
  activity(): Activity | null;
  /** The tasks begun, in order. */
  begun: number[];
}

/** Who does the work and from where; everything of a `Work` that outlives one transaction. */
export interface Worker {
  app: App;
  actor: Actor;
  requestInfo: RequestInfo;
  isInteractive?: boolean;
  parentTask?: bigint;
  /** Who carries out what is begun; `caller` automatically by default. */
  carriedOutBy?: 'caller' | 'worker';
}

/** Opens a piece of work on a transaction. */
export function openWork(worker: Worker, tx: Tx): OpenWork {
  const { app, actor, requestInfo, carriedOutBy = 'caller' } = worker;
  const announcements: AnnouncedEvent[] = [];
  const begun: number[] = [];
  let activity: Activity | null = null;
  const work: OpenWork = {
    tx,
    app,
    actor,
    requestInfo,
    isInteractive: worker.isInteractive ?? false,
    parentTask: worker.parentTask ?? null,
    announcements,
    begun,
    activity: () => activity,
    describe: (received) => {
      activity = received;
    },
    announce: (type, payload) => void announcements.push({ type, payload: { ...payload } }),
    begin: async (kind, task) => {
      ensureLoud(app);
      const id = await beginTask({ ...work, carriedOutBy }, kind, task);
      if (!task.startAt) begun.push(id);
      return id;
    },
    resume: (id) => void begun.push(id),
    fail: (code, message, details) => {
      throw new DomainError(code, message, details);
    },
  };
  return work;
}
