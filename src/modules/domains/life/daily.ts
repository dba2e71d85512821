import pLimit from 'p-limit';
import { now, today } from '#core/clock.ts';
import { addDays, daysBetween, toDate, toDay } from '#core/dates.ts';
import { ProviderError } from '#core/provider-error.ts';
import { NO_EXPIRY } from '#providers/registrars/answers.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import type { DueOf } from '#modules/system/automation/daily-step.ts';
import { logTask } from '#modules/system/automation/log-task.ts';
import { KEPT_FAILURES } from '#modules/system/automation/run-step.ts';
import { asUnavailable } from '#platform/database/unavailable.ts';
import type { App } from '#schema/app.ts';
import { systemAction } from '#schema/system-action.ts';
import type { Work } from '#schema/work.ts';
import { registrarShape } from '#modules/domains/registrars/at-registrar.ts';
import { byClock, clockEvent, reminderDays, reminderDue } from './life-cycle.ts';
import { pollOrders } from '#modules/domains/ordering/pending-orders.ts';
import { connectRegistrar } from '#modules/domains/registrars/registrar-settings.ts';
import { step, lockForTransition } from './lock-for-transition.ts';
import { applySync } from './sync.ts';
import { heldStatuses } from '#modules/domains/visible.ts';
import { openTasks } from '#schema/tasks/kind.ts';

const AT_ONCE = 4;
const SYNC_TIMEOUT_MS = 20_000;
/** Days between two looks at a domain that is far from its end, and at one near it. */
const SYNC_EVERY_DAYS = 7;

/** What one run did. */
export interface DailyReport {
  polled: number;
  synced: number;
  moved: number;
  reminded: number;
}

/**
 * What has to be done for domains once a day: look after orders on their way, ask registrars about
 * domains that are due, move on those whose period has ended, tell of those whose period ends soon.
 * Running it twice on one day does nothing twice; days without a run are caught up with.
 */
export async function domainsDaily(
  app: App,
  signal: AbortSignal = new AbortController().signal,
): Promise<DailyReport> {
  const polled = await pollOrders(app, signal);
  const synced = await syncDue(app, signal);
  const moved = await followClock(app, signal);
  const reminded = await remindOfEnds(app, signal);
  await app.db.availabilityCache.deleteMany({ where: { expiresAt: { lt: now() } } });
  return { polled, synced, moved, reminded };
}

async function syncDue(app: App, signal: AbortSignal): Promise<number> {
  if (!(await settingIsOn(app.db, 'DomainSyncEnabled'))) return 0;
  const day = today();
  const due = await app.db.domain.findMany({
    where: {
      status: { in: [...heldStatuses] },
      registrar: { isActive: true },
      OR: [
        { lastSyncAt: null },
        { lastSyncAt: { lt: daysAgo(SYNC_EVERY_DAYS) } },
        { lastSyncAt: { lt: daysAgo(1) }, expiresOn: { lte: toDate(addDays(day, 30)) } },
        { lastSyncAt: { lt: daysAgo(1) }, lastSyncError: { startsWith: NO_EXPIRY } },
      ],
    },
    select: { id: true, name: true, ...registrarShape },
    orderBy: [{ lastSyncAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
  });
  const limit = pLimit(AT_ONCE);
  const silent = new Map<number, number>();
  const faults = await Promise.all(
    due.map((domain) => limit(() => (signal.aborted ? undefined : syncOne(app, domain, silent)))),
  );
  const failures = faults.flatMap((why, place) =>
    typeof why === 'string' ? [{ what: `Domain:${due[place]!.id}`, why }] : [],
  );
  const asked = faults.filter((why) => why !== undefined);
  const [total, failed] = [asked.length, failures.length];
  const counts = { total, failed, succeeded: total - failed };
  const stored = failures.slice(0, KEPT_FAILURES);
  await logTask(app, 'domains', { name: 'domain-sync', ...counts, failures: stored });
  signal.throwIfAborted();
  return total;
}

// A run a few minutes earlier than yesterday's must not pass a domain over for a day.
const daysAgo = (days: number) => new Date(now().getTime() - days * 86_400_000 + 3_600_000);

/** After so many questions in a row without an answer a registrar is not asked again in this run. */
const MOST_SILENT = 4;

/**
 * Brings one domain to what its registrar says. Whatever goes wrong with one harms no other.
 * @param silent how many questions in a row each registrar did not take
 * @returns what went wrong, if anything; undefined where its registrar is not asked any more
 */
async function syncOne(
  app: App,
  { id, name, registrar }: { id: number; name: string; registrar: RegistrarRow | null },
  silent: Map<number, number>,
): Promise<string | null | undefined> {
  if (!registrar) return null;
  const unanswered = silent.get(registrar.id) ?? 0;
  if (unanswered >= MOST_SILENT) return undefined;
  try {
    const connected = connectRegistrar(app, registrar);
    // One that cannot be asked leaves the dates to staff.
    if (!connected.supports.has('sync')) return null;
    const state = await connected.sync(name, { timeoutMs: SYNC_TIMEOUT_MS });
    const change = { action: 'domain.sync', input: { domainId: id } };
    const { result: fault } = await systemAction(app, change, (work) => applySync(work, id, state));
    silent.delete(registrar.id);
    return fault || null;
  } catch (error) {
    if (asUnavailable(error) && !(error instanceof ProviderError)) throw error;
    const { message } = error as Error;
    const isUnsent = error instanceof ProviderError && error.outcome === 'NOT_SENT';
    const isThrottled = isUnsent && error.retryAfterMs !== undefined;
    const isSilent = error instanceof ProviderError && error.outcome !== 'REFUSED';
    // "Too many requests" ends this run's questions to it at once, silence after a few of them.
    if (isSilent)
      silent.set(registrar.id, isThrottled ? MOST_SILENT : (silent.get(registrar.id) ?? 0) + 1);
    // Who was not asked is the first to be asked the next time.
    const data = { ...(!isUnsent && { lastSyncAt: now() }), lastSyncError: message };
    await app.db.domain.updateMany({ where: { id }, data });
    return message;
  }
}

/** One step for one domain: what goes wrong with it is logged, and harms no other. */
async function eachAlone<Result>(
  app: App,
  domainId: number,
  run: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await run();
  } catch (err) {
    if (asUnavailable(err)) throw err;
    app.log.error({ err, domainId }, 'A domain could not be looked after; the others go on.');
    return null;
  }
}

type RegistrarRow = Parameters<typeof connectRegistrar>[1] & { id: number };

/** Patience with a domain of whose TLD nothing is known. */
const USUAL = { graceDays: 30, redemptionDays: 30 };

/** Moves on the domains whose period has ended, and gives how many moved. */
export async function followClock(app: App, signal: AbortSignal, of: DueOf = {}): Promise<number> {
  const day = today();
  const over = await app.db.domain.findMany({
    where: { status: { in: [...heldStatuses] }, expiresOn: { lt: toDate(day) }, ...of },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  let moved = 0;
  for (const { id } of over) {
    signal.throwIfAborted();
    const change = { action: 'domain.clock', input: { domainId: id } };
    const done = await eachAlone(app, id, () =>
      systemAction(app, change, (work) => moveOn(work, id, day)),
    );
    moved += done?.result ? 1 : 0;
  }
  return moved;
}

async function moveOn(work: Work, id: number, day: string): Promise<boolean> {
  const domain = await lockForTransition(work, id, {
    id: true,
    clientId: true,
    status: true,
    expiresOn: true,
    tld: { select: { graceDays: true, redemptionDays: true } },
  });
  if (!domain?.expiresOn) return false;
  const expiresOn = toDay(domain.expiresOn);
  const target = byClock(expiresOn, domain.tld ?? USUAL, day);
  if (target === 'ACTIVE' || target === domain.status) return false;
  // While nobody knows whether a renewal went through, the end is not the end.
  const renewals = await work.tx.task.count({
    where: { subjectType: 'Domain', subjectId: id, kind: 'domain.renew', ...openTasks },
  });
  if (renewals) return false;
  const status = await step(work, domain, clockEvent[target]);
  if (!status) return false;
  const { clientId } = domain;
  work.announce('domain.expired', { domainId: id, clientId, sendEmail: true, status, expiresOn });
  return true;
}

/** Tells of the domains whose period ends soon, and gives how many they are. */
export async function remindOfEnds(app: App, signal: AbortSignal, of: DueOf = {}): Promise<number> {
  const day = today();
  const furthest = toDate(addDays(day, reminderDays[0]));
  const near = await app.db.domain.findMany({
    where: { status: 'ACTIVE', expiresOn: { gte: toDate(day), lte: furthest }, ...of },
    select: { id: true, clientId: true, expiresOn: true, remindedDays: true, autoRenew: true },
    orderBy: { id: 'asc' },
  });
  let reminded = 0;
  for (const { id, clientId, expiresOn: ends, remindedDays, autoRenew } of near) {
    signal.throwIfAborted();
    const expiresOn = toDay(ends!);
    const daysLeft = daysBetween(day, expiresOn);
    const due = reminderDue(daysLeft, remindedDays);
    if (due === null) continue;
    const remindOne = async (work: Work) => {
      const where = { id, status: 'ACTIVE' as const, expiresOn: ends, remindedDays };
      const { count } = await work.tx.domain.updateMany({ where, data: { remindedDays: due } });
      const news = { domainId: id, clientId, sendEmail: true, expiresOn, daysLeft, autoRenew };
      if (count) work.announce('domain.renewalDue', news);
      return count;
    };
    const change = { action: 'domain.remind', input: { domainId: id } };
    const done = await eachAlone(app, id, () => systemAction(app, change, remindOne));
    reminded += done?.result ?? 0;
  }
  return reminded;
}
