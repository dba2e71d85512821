import { addDays, type Day, toDate } from '#core/dates.ts';
import { DomainError } from '#core/errors.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { matchNone } from '#modules/access/visible.ts';
import { systemAction } from '#schema/system-action.ts';
import { turnAddon } from '#modules/services/life/turn-addon.ts';
import { dailyStep, type DueOf, type StepOutcome } from '#modules/system/automation/daily-step.ts';
import { settingIsOn, settingNumber } from '#modules/settings/settings.ts';
import type { Db, Tx } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import { notSpared, owedSince } from './enforceable.ts';

/** Addons with an unpaid bill that was due on a day or before it, of clients who are not spared. */
const unpaidSince = (day: Day): Prisma.ServiceAddonWhereInput => ({
  client: notSpared,
  invoiceItems: {
    some: {
      invoice: owedSince(day),
    },
  },
});

/** Which addons are to be suspended, by the rules and exceptions of their services. */
async function toSuspend(db: Db | Tx, day: Day): Promise<Prisma.ServiceAddonWhereInput | null> {
  if (!(await settingIsOn(db, 'AutoSuspension'))) return null;
  const since = addDays(day, -(await settingNumber(db, 'AutoSuspensionDays')));
  return {
    AND: [unpaidSince(since)],
    status: 'ACTIVE',
    service: {
      overrideAutoSuspend: false,
      OR: [{ overrideSuspendUntilOn: null }, { overrideSuspendUntilOn: { lte: toDate(day) } }],
    },
  };
}

/** Which addons are to be ended. */
async function toEnd(db: Db | Tx, day: Day): Promise<Prisma.ServiceAddonWhereInput | null> {
  if (!(await settingIsOn(db, 'AutoTermination'))) return null;
  const since = addDays(day, -(await settingNumber(db, 'AutoTerminationDays')));
  return {
    AND: [unpaidSince(since)],
    status: { in: ['ACTIVE', 'SUSPENDED'] },
    service: { overrideAutoTerminate: false },
  };
}

type Turn = 'SUSPENDED' | 'TERMINATED';

/** What is due, by what it makes of an addon; what ends need not be suspended before. */
async function rulesOn(db: Db | Tx, day: Day) {
  const rules = { TERMINATED: await toEnd(db, day), SUSPENDED: await toSuspend(db, day) };
  const set = Object.entries(rules).filter(([, rule]) => rule !== null);
  return set as [Turn, Prisma.ServiceAddonWhereInput][];
}

async function addonsDue({ db }: App, day: Day, of: DueOf): Promise<number[]> {
  const rules = await rulesOn(db, day);
  const rows = await db.serviceAddon.findMany({
    where: {
      ...of,
      OR: [matchNone, ...rules.map(([, rule]) => rule)],
      // What failed before is in the module queue, which tries it again at its own pace.
      moduleQueueEntries: { none: { isCompleted: false } },
    },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Ends an addon, or suspends it, if that is still due. */
async function enforceOne(app: App, id: number, day: Day): Promise<StepOutcome> {
  let outcome: StepOutcome = 'idle';
  const change = { action: 'serviceAddon.enforce', input: { serviceAddonId: id } };
  const { tasks } = await systemAction(app, change, async (work) => {
    for (const [turn, rule] of await rulesOn(work.tx, day)) {
      if (!(await work.tx.serviceAddon.count({ where: { AND: [{ id }, rule] } }))) continue;
      outcome = await turnAddon(work, id, turn).then(
        (turned) => (turned ? 'done' : 'idle'),
        asFailed,
      );
      return;
    }
  });
  const open = tasks.find(({ state }) => state !== 'SUCCEEDED');
  return open ? { failed: open.message || 'Its outcome is not known yet.' } : outcome;
}

/** A person sees what is under way already in the module queue. */
function asFailed(error: unknown): StepOutcome {
  if (!(error instanceof DomainError)) throw error;
  return { failed: error.message };
}

dailyStep({ name: 'addons', about: 'ServiceAddon', due: addonsDue, handle: enforceOne });
