import { ProviderError } from '#core/provider-error.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';

/** What a task may use while it talks to a provider: no transaction, and a key that never changes. */
export interface TaskContext {
  app: App;
  db: App['db'];
  id: number;
  /** Sent to the provider as its idempotency key, wherever its protocol has one. */
  key: string;
  /** 1 at the first attempt. */
  attempts: number;
  createdAt: Date;
  /** When its call was first made, or is about to be. */
  sentAt: Date;
  /**
   * Aborted when the process stops. A task that goes through many things throws its reason between
   * two of them and is taken up again by whoever comes next; a call to a provider is finished.
   */
  stopping: AbortSignal;
  /** Aborted at the kind's time limit and when another worker has taken the task over. */
  signal: AbortSignal;
}

/** Why an attempt did not succeed. */
export interface TaskError {
  code:
    | 'PROVIDER_REJECTED'
    | 'PROVIDER_UNREACHABLE'
    | 'OUTCOME_UNKNOWN'
    | 'TASK_FAILED'
    | 'WAITS_FOR_PERSON';
  /** The provider's own words. */
  message: string;
  /** What was thrown; absent where a person ends the task. */
  cause?: unknown;
}

/** The task that is recorded. */
export interface TaskFacts {
  id: number;
  isInteractive: boolean;
  /** How many attempts were made. */
  attempts: number;
  /** When it is tried again; null where it is not. */
  nextAttemptAt: Date | null;
}

/** How long a task goes on while its provider cannot be reached. Every kind says so. */
export interface RetryPolicy {
  /**
   * What a person began: `answer` ends it with the first answer, so that it is not sent later;
   * `queue` tries it again like what the company began, and the answer says when.
   */
  interactive: 'answer' | 'queue';
  /** Pauses between attempts in seconds; when they are used up it is exhausted. 30 s to 6 h. */
  pauses?: readonly number[];
  /** For how many hours from its beginning it is tried, unless it was begun with a time of its own. */
  hours: number;
  /**
   * What it becomes after that: `DEAD`, a to-do for staff, or `CANCELLED` where something else
   * begins it anew automatically (the captures of the next night).
   */
  exhausted?: 'DEAD' | 'CANCELLED';
}

/** How an attempt whose answer was lost is taken up again. A kind without either does not compile. */
type Recovery<Input, Outcome> =
  /** The provider recognises `key`, or doing it twice is the same as once: it is sent again. */
  | { resendable: true; reconcile?: never }
  /**
   * Asks what became of a call whose answer was lost: its outcome, or null when it certainly never
   * happened and may be sent again. @see nobodyCanTell
   */
  | {
      resendable?: never;
      reconcile: (task: TaskContext, input: Input) => Promise<Outcome | null>;
    };

/** One kind of task. */
export type TaskKind<Input extends object, Outcome extends object> = Recovery<Input, Outcome> & {
  /** `noun.verb`, e.g. `domain.register`. */
  kind: string;
  retry: RetryPolicy;
  /** Time limit of one attempt as a whole, waiting in a queue included; 90 s. Below the lease. */
  timeoutMs?: number;
  /** How many run at once in this process when nobody waits for them; 4. */
  concurrency?: number;
  /** An error of our own rules while recording ends the task as rejected; nothing was done elsewhere. */
  endsOnDomainError?: boolean;
  /** Only workers that `app.tasks.take` it carry it out: those of processes with what it needs. */
  isOptIn?: boolean;
  /** All of it goes to one provider: where that asks for a pause, all of it waits. */
  hasOneProvider?: boolean;
  /** Leaves no audit entry and no event: there are very many of it, with records of their own. */
  isQuiet?: boolean;
  /**
   * Talks to the provider.
   * @throws ProviderError which says whether it was rejected, never sent, or is unknown.
   */
  go: (task: TaskContext, input: Input) => Promise<Outcome>;
  /** Records what came of it and announces it, in one transaction. Runs once. */
  after: (work: Work, input: Input, outcome: Outcome, task: TaskFacts) => Promise<void>;
  /** Records that it ended without success: rejected, or not sent and given up. Runs once. */
  failed?: (work: Work, input: Input, error: TaskError, task: TaskFacts) => Promise<void>;
  /** The outcome that `resolveTask` records where a person says that it was done. */
  assumed?: (input: Input) => Outcome;
  /** The outcome that a forecast counts on, where it is not the assumed one. */
  expected?: (task: TaskContext, input: Input) => Promise<Outcome>;
  /** Begins a rejected task anew, with the checks of its first beginning; gives the new one's id. */
  beginAgain?: (work: Work, input: Input) => Promise<number>;
  /** Records that an attempt failed after which there will be another one, or a person has to look. */
  delayed?: (work: Work, input: Input, error: TaskError, task: TaskFacts) => Promise<void>;
};

/** What a task is about and its arguments. */
export interface BeginTask<Input> {
  /** The row it is about, as `Domain:7`. */
  subject: { type: string; id: number };
  clientId: number | null;
  /** The provider's name, where it is known. */
  provider?: string;
  /** Until when it is tried while its provider cannot be reached, instead of the kind's hours. */
  retryUntil?: Date;
  /** Not before this time, and by a worker: nobody waits for it. */
  startAt?: Date;
  /** Plain data; secrets in it are encrypted texts or left out and read again in `go`. */
  input: Input;
}

/** A kind whose types do not matter: the engine hands its input to it as it was stored. */
// oxlint-disable-next-line typescript/no-explicit-any -- each kind knows its own types
export type AnyKind = TaskKind<any, any>;

/** What the modules declare; it stands still once they are loaded. */
const declared = new Map<string, AnyKind>();

/** Declares a kind of task. A command begins one with `work.begin`. */
export function taskKind<Input extends object, Outcome extends object>(
  kind: TaskKind<Input, Outcome>,
): TaskKind<Input, Outcome> {
  declared.set(kind.kind, kind);
  return kind;
}

/** A gateway's own copy of what is declared. */
export const declaredKinds = (): Map<string, AnyKind> => new Map(declared);

/** The declaration behind a recorded task. */
export const kindOf = (app: App, kind: string): AnyKind | undefined => app.kinds.get(kind);

/** A kind whose declaration needs the caller, so that the caller cannot import it. @throws Error */
export function kindNamed(name: string): AnyKind {
  const kind = declared.get(name);
  if (!kind) throw new Error(`No task kind is declared as ${name}.`);
  return kind;
}

/** The channel that is notified when a worker has something to do. */
export const taskChannel = 'tasks';

/** For what can neither be asked after nor sent again: a person looks at the provider and resolves it. */
export const nobodyCanTell = (): Promise<never> =>
  Promise.reject(
    new ProviderError('UNKNOWN', 'Nobody can tell what became of it; look at the provider.'),
  );

/**
 * Tasks that may have reached a provider, or still will: another one for the same thing would be a
 * second. A dead one that was never sent has not.
 */
export const openTasks = {
  OR: [
    { state: { in: ['QUEUED', 'RUNNING', 'UNKNOWN'] } },
    { state: 'DEAD', sentAt: { not: null } },
  ],
} satisfies Prisma.TaskWhereInput;
