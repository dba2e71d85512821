import type { ServiceStatus } from '#generated/prisma/client.ts';
import type { Panel } from '#providers/panels/panel.ts';
import { nobodyCanTell, taskKind, type TaskContext, type TaskKind } from '#schema/tasks/kind.ts';
import type { Work } from '#schema/work.ts';
import {
  type HostingAccountRef,
  type AccountRow,
  hostingAccountOf,
  moduleOf,
  panelFor,
} from './account.ts';
import type { EndStatus } from '#modules/services/life/ended.ts';
import {
  closeFailure,
  type Failure,
  queueFailure,
} from '#modules/services/module-actions/queue-failure.ts';
import { releaseManually } from '#modules/services/module-actions/release-manually.ts';

/** Input of every action on an account. */
export interface ActionInput extends HostingAccountRef {
  /** Tell the customer when an account is made. */
  sendWelcomeEmail?: boolean;
  /** Why it is suspended or unsuspended. */
  reason?: string;
  /** What the service, or the addon, becomes when its account is removed. */
  endStatus?: EndStatus;
  /** The new password, encrypted for the service. */
  passwordEncrypted?: string;
  functionName?: string;
  /** Input of a custom function, encrypted for the service. */
  functionJsonEncrypted?: string;
}

/** What a panel answered, in plain data without secrets. */
export type ActionOutcome = Record<string, string | number | boolean | null>;

/** One thing that can be done with an account. */
interface Action {
  /** As the module queue calls it. */
  title: (input: ActionInput) => string;
  /** The statuses in which it may be begun. */
  from: readonly ServiceStatus[];
  go: (requested: Request, input: ActionInput) => Promise<ActionOutcome>;
  /** Records that it was done, by a panel or (to be done) manually. */
  after: (work: Work, row: AccountRow, input: ActionInput, outcome: ActionOutcome) => Promise<void>;
  /** Doing it twice is the same as once. */
  repeatable: boolean;
}

/** What `go` may use. */
interface Request {
  panel: Panel;
  row: AccountRow;
  task: TaskContext;
}

/** A declared action: its task, and when it may be begun. */
export interface ModuleAction extends Pick<Action, 'title' | 'from'> {
  task: TaskKind<ActionInput, ActionOutcome>;
}

const serviceTypes: Readonly<Record<string, string>> = {
  hostingaccount: 'hosting',
  reselleraccount: 'reseller',
  server: 'server',
};

/** An account that could not be seen to, as the queue knows it. */
export const failureOf = (row: AccountRow) => ({
  clientId: row.clientId,
  serviceType: row.addonId === null ? (serviceTypes[row.product.type.key] ?? 'other') : 'addon',
  relatedId: row.addonId ?? row.id,
  serviceId: row.id,
  serviceAddonId: row.addonId,
  moduleName: moduleOf(row),
});

/**
 * Declares an action on accounts as a task: carried out by the panel of the service's server,
 * or noted for a person where the module has none. What fails goes to the module queue.
 */
export function moduleAction(name: string, action: Action): ModuleAction {
  const note = async (work: Pick<Work, 'app' | 'tx'>, input: ActionInput, more: Reported) => {
    const row = await hostingAccountOf(work.tx, input);
    const queueEntryId = await queueFailure(work.tx, {
      ...failureOf(row),
      moduleAction: action.title(input),
      ...more,
    });
    return { queueEntryId, serviceId: row.id, clientId: row.clientId };
  };
  const kind = taskKind<ActionInput, ActionOutcome>({
    kind: `module.${name}`,
    ...(action.repeatable ? { resendable: true } : { reconcile: nobodyCanTell }),
    retry: { interactive: 'queue', hours: 72 },
    // An account takes three to five calls.
    timeoutMs: 110_000,
    assumed: () => ({}),
    go: async (task, input) => {
      const row = await hostingAccountOf(task.db, input);
      const panel = panelFor(task.app, row);
      if (!panel) return { manual: true };
      return action.go({ panel, row, task }, input);
    },
    after: async (work, input, outcome) => {
      await work.tx.$queryRaw`select id from services where id = ${input.serviceId} for update`;
      const row = await hostingAccountOf(work.tx, input);
      const moduleAction = action.title(input);
      await closeFailure(work, { ...failureOf(row), moduleAction });
      if (outcome.manual) await releaseManually(work, row, moduleAction);
      await action.after(work, row, input, outcome);
    },
    delayed: async (work, input, { message }, { id: taskId, nextAttemptAt }) => {
      await note(work, input, { taskId, message, retried: false, nextAttemptAt });
    },
    failed: async (work, input, { message }, { id: taskId }) => {
      const received = await note(work, input, { taskId, message, retried: true });
      work.announce('moduleAction.failed', received);
    },
  });
  return { title: action.title, from: action.from, task: kind };
}

type Reported = Pick<Failure, 'taskId' | 'message' | 'retried' | 'nextAttemptAt'>;
