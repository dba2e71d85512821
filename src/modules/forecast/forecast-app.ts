import { now } from '#core/clock.ts';
import { ProviderError } from '#core/provider-error.ts';
import type { Runtime } from '#core/runtime.ts';
import type { Tx } from '#platform/database/client.ts';
import type { JobHandler, Jobs } from '#platform/jobs/jobs.ts';
import { openLog } from '#platform/log.ts';
import { openMetrics } from '#platform/metrics.ts';
import type { Reader } from '#platform/outbox/consumer.ts';
import { startAffiliates } from '#modules/affiliates/automation.ts';
import { startCancellingOfClosed } from '#modules/billing/invoices/cancel-of-closed.ts';
import { startDroppingEnded } from '#modules/billing/invoices/drop-ended.ts';
import { startPayingGreedy } from '#modules/billing/invoices/pay-greedy.ts';
import { startFollowingServices } from '#modules/domains/life/end-with-service.ts';
import { startRenewingPaid } from '#modules/domains/ordering/renew-paid.ts';
import { startOrders } from '#modules/orders/automation.ts';
import { startGivingBack } from '#modules/resellers/charges/give-back.ts';
import { startServices } from '#modules/services/automation.ts';
import {
  type DailyStep,
  dailyStepsOf,
  type StepName,
} from '#modules/system/automation/daily-step.ts';
import type { App } from '#schema/app.ts';
import { appWithin } from '#schema/dry-run/dry-run.ts';
import type { AnyKind } from '#schema/tasks/kind.ts';

/** A job that waits for its time. */
interface WaitingJob {
  name: string;
  data: object;
  startAfter: Date;
  singletonKey: string | undefined;
}

/** The gateway of a forecast, and what its modules do on their own there. */
export interface ForecastApp {
  app: App;
  steps: ReadonlyMap<StepName, DailyStep>;
  readers: readonly Reader[];
  handlers: ReadonlyMap<string, JobHandler<object>>;
  waiting: WaitingJob[];
  /** The last event that was handed to its readers. */
  lastEvent: bigint;
}

/** What follows from an event besides emails and webhooks. */
const followers = [
  startServices,
  startCancellingOfClosed,
  startPayingGreedy,
  startDroppingEnded,
  startAffiliates,
  startRenewingPaid,
  startFollowingServices,
  startOrders,
  startGivingBack,
];

/**
 * The gateway as a forecast may use it: all of it in one transaction and under its own clock, with
 * jobs and events that stay within, and without a word to any provider.
 */
export async function openForecastApp(app: App, tx: Tx, runtime: Runtime): Promise<ForecastApp> {
  const readers: Reader[] = [];
  const handlers = new Map<string, JobHandler<object>>();
  const waiting: WaitingJob[] = [];
  const own: App = {
    ...appWithin(app, tx),
    // Nothing is sent from here anyway.
    config: { ...app.config, isQuiet: false },
    runtime,
    kinds: new Map([...app.kinds].map(([name, kind]) => [name, asExpected(kind)])),
    jobs: jobsWithin(handlers, waiting),
    outbox: { ...app.outbox, consume: async (reader) => void readers.push(reader) },
    tasks: { ...app.tasks, wake: () => {}, take: () => {}, rest: () => {} },
    mailer: undefined,
    metrics: openMetrics(),
    log: openLog('silent'),
    onStop: () => {},
  };
  for (const start of followers) await start(own);
  return { app: own, steps: dailyStepsOf(app), readers, handlers, waiting, lastEvent: 0n };
}

/** The engine of jobs of a forecast: a list. */
const jobsWithin = (handlers: Map<string, JobHandler<object>>, waiting: WaitingJob[]): Jobs => ({
  define: async (name, _options, handler) => void handlers.set(name, handler as never),
  send: async (_tx, name, data, { startAfter = now(), singletonKey } = {}) => {
    const isThere = waiting.some((job) => job.name === name && job.singletonKey === singletonKey);
    if (singletonKey === undefined || !isThere)
      waiting.push({ name, data, startAfter, singletonKey });
  },
  schedule: async () => {},
  stop: async () => {},
});

/** A kind of task whose provider does what is expected of it, without being asked. */
function asExpected(kind: AnyKind): AnyKind {
  const go: AnyKind['go'] = async (task, input) => {
    if (kind.expected) return kind.expected(task, input) as Promise<object>;
    if (kind.assumed) return kind.assumed(input) as object;
    throw new ProviderError('NOT_SENT', 'A forecast says nothing to providers.');
  };
  return { ...kind, go };
}
