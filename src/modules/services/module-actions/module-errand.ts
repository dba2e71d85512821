import { ProviderError } from '#core/provider-error.ts';
import type { ServiceStatus } from '#generated/prisma/client.ts';
import type { Panel } from '#providers/panels/panel.ts';
import { transaction } from '#platform/database/transaction.ts';
import { errand, type ErrandKind, type Outing } from '#schema/errand.ts';
import type { Work } from '#schema/work.ts';
import {
  type HostingAccountRef,
  type AccountRow,
  accountOf,
  moduleOf,
  panelFor,
  subjectOf,
} from '#modules/services/account.ts';
import type { EndStatus } from '#modules/services/life/ended.ts';
import { closeFailure, type Failure, queueFailure } from './queue-failure.ts';
import { releaseManually } from './release-manually.ts';

/** What every action on an account is told. */
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
  /** What a custom function is told, encrypted for the service. */
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
  outing: Outing;
}

/** A declared action: its errand, and when it may be begun. */
export interface ModuleAction extends Pick<Action, 'title' | 'from'> {
  errand: ErrandKind<ActionInput, ActionOutcome>;
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
 * Declares an action on accounts as an errand: carried out by the panel of the service's server,
 * or noted for a person where the module has none. What fails goes to the module queue.
 */
export function moduleAction(name: string, action: Action): ModuleAction {
  const note = async (work: Pick<Work, 'app' | 'tx'>, input: ActionInput, more: FailureNotice) => {
    const row = await accountOf(work.tx, input);
    const queueEntryId = await queueFailure(work.app, work.tx, {
      ...failureOf(row),
      moduleAction: action.title(input),
      ...more,
    });
    return { queueEntryId, serviceId: row.id, clientId: row.clientId };
  };
  const kind = errand<ActionInput, ActionOutcome>({
    kind: `module.${name}`,
    resendable: action.repeatable,
    go: async (outing, input) => {
      const row = await accountOf(outing.db, input);
      const panel = panelFor(outing.app, row);
      if (!panel) return { manual: true };
      try {
        return await action.go({ panel, row, outing }, input);
      } catch (error) {
        if (error instanceof ProviderError && error.outcome === 'UNKNOWN')
          await transaction(outing.db, (tx) =>
            note({ app: outing.app, tx }, input, {
              errandId: outing.errandId,
              message: error.message,
              retried: false,
            }),
          );
        throw error;
      }
    },
    after: async (work, input, outcome) => {
      await work.tx.$queryRaw`select id from services where id = ${input.serviceId} for update`;
      const row = await accountOf(work.tx, input);
      const moduleAction = action.title(input);
      await closeFailure(work.tx, { ...failureOf(row), moduleAction });
      if (outcome.manual) await releaseManually(work, row, moduleAction);
      await action.after(work, row, input, outcome);
    },
    refused: async (work, input, message) => {
      // This errand is the only one of its kind that is held for the account.
      const { type: subjectType, id: subjectId } = subjectOf(input);
      const { id: errandId } = await work.tx.errand.findFirstOrThrow({
        where: { kind: kind.kind, subjectType, subjectId, state: 'SENT' },
        orderBy: { id: 'desc' },
        select: { id: true },
      });
      work.announce(
        'moduleAction.failed',
        await note(work, input, { errandId, message, retried: true }),
      );
    },
  });
  return { title: action.title, from: action.from, errand: kind };
}

type FailureNotice = Pick<Failure, 'errandId' | 'message' | 'retried'>;
