import { now } from '#core/clock.ts';
import { addDays, type Day, daysBetween, laterOf, toDay } from '#core/dates.ts';
import { dailyStep, type DueOf, type StepOutcome } from '#modules/system/automation/daily-step.ts';
import { settingIsOn, settingNumber } from '#modules/settings/settings.ts';
import type { Db } from '#platform/database/client.ts';
import type { App } from '#schema/app.ts';
import { type Followed, followed, unpaidSince, withUnpaid } from './unpaid.ts';

/** When notices are sent; 0 days after the due date means: not at all. */
interface Rules {
  /** Days before the due date; null where nobody is reminded. */
  before: number | null;
  /** The overdue notices, each with its days after the due date, the earliest first. */
  after: { kind: string; days: number }[];
}

async function rulesOf(db: Db): Promise<Rules> {
  const after = [
    { kind: 'overdue1', days: await settingNumber(db, 'SendFirstOverdueInvoiceReminder') },
    { kind: 'overdue2', days: await settingNumber(db, 'SendSecondOverdueInvoiceReminder') },
    { kind: 'overdue3', days: await settingNumber(db, 'SendThirdOverdueInvoiceReminder') },
  ];
  return {
    before: (await settingIsOn(db, 'SendReminder'))
      ? await settingNumber(db, 'SendInvoiceReminderDays')
      : null,
    after: after.filter(({ days }) => days > 0).toSorted((one, other) => one.days - other.days),
  };
}

/**
 * The notice that is due for an unpaid invoice on a day, or null. After days without a run only the
 * latest is sent. An invoice made after its reminder's day was its own reminder.
 */
export function noticeDue(invoice: Followed, day: Day, { before, after }: Rules): string | null {
  const dueOn = toDay(invoice.dueOn);
  const sent = new Set(invoice.reminders.map(({ kind }) => kind));
  const late = daysBetween(laterOf(dueOn, toDay(invoice.issuedOn)), day);
  if (late <= 0) {
    const days = invoice.reminderDays ?? before;
    if (before === null || !days || sent.has('upcoming')) return null;
    const from = addDays(dueOn, -days);
    return day >= from && toDay(invoice.issuedOn) < from ? 'upcoming' : null;
  }
  if (invoice.client?.overdueNoticesDisabled) return null;
  const place = after.findLastIndex(({ days }) => late >= days);
  const isSent = after.slice(Math.max(place, 0)).some(({ kind }) => sent.has(kind));
  return isSent ? null : (after[place]?.kind ?? null);
}

/** The furthest ahead anybody may want to be reminded, in days. */
const FURTHEST = 366;

async function remindable({ db }: App, day: Day, of: DueOf): Promise<number[]> {
  const rules = await rulesOf(db);
  const last = rules.after.at(-1)?.kind;
  const open = await db.invoice.findMany({
    where: {
      ...unpaidSince(addDays(day, rules.before === null ? -1 : FURTHEST)),
      ...(last && { reminders: { none: { kind: last } } }),
      AND: [of],
    },
    select: followed,
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  });
  return open.filter((invoice) => noticeDue(invoice, day, rules)).map(({ id }) => id);
}

async function remind(app: App, id: number, day: Day): Promise<StepOutcome> {
  const rules = await rulesOf(app.db);
  const where = unpaidSince(addDays(day, FURTHEST));
  return withUnpaid(app, { id, action: 'invoice.remind', where }, async ({ tx, announce }) => {
    const invoice = await tx.invoice.findUniqueOrThrow({ where: { id }, select: followed });
    const kind = noticeDue(invoice, day, rules);
    if (!kind) return;
    await tx.invoiceReminder.create({ data: { invoiceId: id, kind, sentAt: now() } });
    await tx.invoice.update({
      where: { id },
      data: { remindersSent: { increment: 1 }, lastReminderAt: now() },
    });
    announce('invoice.reminderDue', { invoiceId: id, clientId: invoice.clientId, kind });
  });
}

dailyStep({ name: 'reminders', about: 'Invoice', due: remindable, handle: remind });
