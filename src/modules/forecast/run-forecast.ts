import { setImmediate as turn } from 'node:timers/promises';
import { now, startOf, today } from '#core/clock.ts';
import { addDays, addMonths, type Day, toDate } from '#core/dates.ts';
import { DomainError } from '#core/errors.ts';
import { enterRuntime, live, type Runtime } from '#core/runtime.ts';
import { followClock, remindOfEnds } from '#modules/domains/life/daily.ts';
import { settingNumber } from '#modules/settings/settings.ts';
import { type DueOf, type StepName, stepNames } from '#modules/system/automation/daily-step.ts';
import { runStep } from '#modules/system/automation/run-step.ts';
import type { Tx } from '#platform/database/client.ts';
import { throwConflict, trial } from '#platform/database/transaction.ts';
import { asUnavailable, sqlState } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';
import { type ForecastApp, openForecastApp } from './forecast-app.ts';
import { makeOwnTables, rewriteOwnTables } from './own-tables.ts';
import { settle } from './settle.ts';
import { type Happening, type Month, Tally } from './tally.ts';

/** How many months ahead a forecast reaches at most. */
export const MOST_MONTHS = 24;

/** How long a forecast may take, in milliseconds. */
const LIMIT_MS = 30_000;

/** How much longer its transaction lasts, so that the forecast ends it and not the database. */
const SPARE_MS = 5_000;

/** After how many events the tables of its own are written anew. */
const REWRITE_AFTER = 1_000n;

/** Steps of the daily run whose outcome nobody knows beforehand, or which move no money. */
const left: readonly StepName[] = ['usage', 'overages', 'quotes', 'tickets'];

/** What is asked of a forecast. */
export interface ForecastRequest {
  /** Its last day. */
  until: Day;
  /** Whose; the whole company's where it is left out. */
  clientId?: number;
  /** Whether each thing that happens is listed; those of one client are by default. */
  isListed?: boolean;
  /** How long it may take; half a minute by default. */
  limitMs?: number;
}

/** What is to be expected until a day. */
export interface ForecastResult {
  from: Day;
  until: Day;
  months: Month[];
  /** What happens, in order; null where it is not listed. */
  happenings: Happening[] | null;
  /** How many things the steps could not do. */
  failures: number;
}

/**
 * Lives through the days until one as the daily run would, under a clock of its own and in a
 * transaction that is undone: nothing of it remains, and nobody else's time moves. Providers are
 * not called; they are taken to do what is asked of them.
 * @throws DomainError FORECAST_OUT_OF_RANGE, FORECAST_BUSY, FORECAST_TOO_LONG
 */
export async function runForecast(app: App, request: ForecastRequest): Promise<ForecastResult> {
  const { until, limitMs = LIMIT_MS } = request;
  ensureInRange(until);
  const clock = { at: now() };
  const runtime: Runtime = { ...app.runtime, clock: () => clock.at };
  const limit = AbortSignal.timeout(limitMs);
  const signal = AbortSignal.any([limit, app.tasks.stopping]);
  const end = live(runtime);
  try {
    return await enterRuntime(runtime, () =>
      trial(
        app.db,
        async (tx) => {
          await takeTurn(tx);
          const own = await openForecastApp(app, tx, runtime);
          return foresee(own, tx, { ...request, clock, signal });
        },
        { retries: 0, timeoutMs: limitMs + SPARE_MS },
      ),
    );
  } catch (error) {
    throw limit.aborted ? new DomainError('FORECAST_TOO_LONG') : known(error);
  } finally {
    end();
  }
}

function ensureInRange(until: Day): void {
  if (until >= today() && until <= addMonths(today(), MOST_MONTHS)) return;
  const message = `must be today or later, and at most ${MOST_MONTHS} months ahead`;
  throw new DomainError('FORECAST_OUT_OF_RANGE', undefined, {
    field: 'until',
    issues: [{ path: ['until'], message }],
  });
}

/** Has one forecast at a time, which waits for nobody. @throws DomainError FORECAST_BUSY */
async function takeTurn(tx: Tx): Promise<void> {
  const [own] = await tx.$queryRaw<{ taken: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtext('forecast')) as taken`;
  if (!own?.taken) throw new DomainError('FORECAST_BUSY');
  await tx.$executeRaw`set local lock_timeout = '500ms'`;
  await makeOwnTables(tx);
}

/** Row locks and deadlocks: others are at what it would have changed. */
const IN_THE_WAY = new Set(['55P03', '40P01', '40001', '23505']);

function known(error: unknown): unknown {
  if (IN_THE_WAY.has(sqlState(error) ?? '')) return new DomainError('FORECAST_BUSY');
  // A statement that took too long.
  if (sqlState(error) === '57014') return new DomainError('FORECAST_TOO_LONG');
  return asUnavailable(error) ?? error;
}

interface Course extends ForecastRequest {
  clock: { at: Date };
  signal: AbortSignal;
}

async function foresee(
  own: ForecastApp,
  tx: Tx,
  { until, clientId, isListed = clientId !== undefined, clock, signal }: Course,
): Promise<ForecastResult> {
  const { app } = own;
  const of: DueOf = clientId === undefined ? {} : { clientId };
  const tally = new Tally(isListed);
  const hour = await settingNumber(app.db, 'DailyCronHour');
  const from = await firstDay(app);
  let failures = 0;
  let rewrittenAt = own.lastEvent;
  for (let day = from; day <= until; day = addDays(day, 1)) {
    const at = new Date(startOf(day).getTime() + hour * 3_600_000);
    if (at > clock.at) clock.at = at;
    // The embedded database lets nobody else in by itself, the timer of the limit included.
    await turn();
    signal.throwIfAborted();
    tally.openDay(day);
    const onEvent = (event: Parameters<Tally['note']>[1]) => tally.note(day, event);
    failures += await liveThroughDay(own, tx, { day, of, signal, onEvent });
    await tally.closeDay(tx, day);
    if (own.lastEvent - rewrittenAt > REWRITE_AFTER) {
      await rewriteOwnTables(tx);
      rewrittenAt = own.lastEvent;
    }
    throwConflict(tx);
  }
  const months = await tally.months(tx);
  return { from, until, months, happenings: isListed ? tally.happenings : null, failures };
}

/** Today, unless its daily run is over. */
async function firstDay({ db }: App): Promise<Day> {
  const runOn = toDate(today());
  const isOver = await db.automationRun.count({
    where: { name: 'daily', runOn, state: 'SUCCEEDED' },
  });
  return isOver ? addDays(today(), 1) : today();
}

interface OneDay {
  day: Day;
  of: DueOf;
  signal: AbortSignal;
  onEvent: Parameters<typeof settle>[2]['onEvent'];
}

/** Does what the company does on a day; gives how much of it failed. */
async function liveThroughDay(
  own: ForecastApp,
  tx: Tx,
  { day, of, signal, onEvent }: OneDay,
): Promise<number> {
  const { app } = own;
  let failures = 0;
  const settled = async (didAnything: boolean) => {
    const isDue = own.waiting.some(({ startAfter }) => startAfter <= now());
    if (didAnything || isDue) failures += await settle(own, tx, { onEvent, signal });
  };
  for (const name of stepNames) {
    const step = left.includes(name) ? undefined : own.steps.get(name);
    if (!step) continue;
    const { total, failed } = await runStep(app, step, day, signal, of);
    failures += failed;
    await settled(total > 0);
  }
  const moved = await followClock(app, signal, of);
  const reminded = await remindOfEnds(app, signal, of);
  await settled(moved + reminded > 0);
  return failures;
}
