import { now, today } from '#core/clock.ts';
import { type Day, toDate } from '#core/dates.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import type { Tx } from '#platform/database/client.ts';
import type { Work } from '#schema/work.ts';
import { addonsDue } from './addons-due.ts';
import {
  type Billable,
  type BillingTerms,
  billingTerms,
  linesOfBillable,
  horizonOn,
} from './billable.ts';
import { domainsDue } from './domains-due.ts';
import { itemsDue } from './items-due.ts';
import { lockClientMoney } from '#modules/billing/invoices/lock.ts';
import { makeInvoice, publish } from '#modules/billing/invoices/make-invoice.ts';
import { moveOn, noteBilled } from '#modules/billing/ledger/move-on.ts';
import { servicesDue } from './services-due.ts';
import { callOffLateChanges } from './waiting-changes.ts';
import { spendAvailableCredit } from '#modules/billing/ledger/spend-credit.ts';

/**
 * Bills a client for everything due within the days the company bills ahead. The client is locked and
 * each period is noted, so that however often and from wherever it is asked, nothing is billed twice.
 * @returns the ids of the invoices made
 */
export async function generate(work: Work, clientId: number): Promise<number[]> {
  const { tx } = work;
  await lockClientMoney(tx, clientId);
  await callOffLateChanges(work, clientId);
  const due = await billablesOf(tx, clientId);
  if (due.length === 0) return [];
  const fresh = await notYetBilled(tx, due);
  const terms = await billingTerms(tx, clientId);
  const invoices: number[] = [];
  for (const group of await grouped(tx, clientId, fresh)) {
    const invoiceId = await issue(work, clientId, group, terms);
    await noteBilled(tx, clientId, invoiceId, group);
    await noteWork(tx, invoiceId, group);
    invoices.push(invoiceId);
  }
  await moveOn(tx, due, fresh);
  return invoices;
}

/** Makes and publishes an invoice of things that are due together, by the way to pay of the first. */
export async function issue(
  work: Work,
  clientId: number,
  group: readonly Billable[],
  terms: BillingTerms,
): Promise<number> {
  const [first] = group;
  const invoiceId = await makeInvoice(work, {
    clientId,
    dueOn: first?.cycle.on,
    gatewayId: first?.gatewayId ?? undefined,
    payMethodId: first?.payMethodId ?? null,
    lines: group.flatMap((billable) => linesOfBillable(billable, terms)),
  });
  work.announce('invoice.created', { invoiceId, clientId, sendEmail: true });
  await publish(work, invoiceId, true);
  if (await settingIsOn(work.tx, 'AutoApplyCredit'))
    await spendAvailableCredit(work, invoiceId, true);
  return invoiceId;
}

async function billablesOf(tx: Tx, clientId: number): Promise<Billable[]> {
  const day = today();
  const horizon = await horizonOn(tx, day);
  const recurring = [
    ...(await servicesDue(tx, clientId, horizon)),
    ...(await addonsDue(tx, clientId, horizon)),
    ...(await domainsDue(tx, clientId, horizon)),
  ];
  const next = recurring.map(({ cycle }) => cycle.on).toSorted()[0] ?? null;
  return [...recurring, ...(await itemsDue(tx, clientId, { horizon, day, next }))];
}

async function notYetBilled(tx: Tx, due: readonly Billable[]): Promise<Billable[]> {
  const fresh: Billable[] = [];
  for (const billable of due) {
    const { subject, cycle } = billable;
    const known = await tx.billedPeriod.count({
      where: { subjectType: subject.type, subjectId: subject.id, dueOn: toDate(cycle.on) },
    });
    if (known === 0) fresh.push(billable);
  }
  return fresh;
}

/**
 * One invoice for each due date and way to pay, or for each thing where the client wants that. Work
 * without a way to pay of its own joins another invoice of its day.
 */
async function grouped(tx: Tx, clientId: number, due: readonly Billable[]): Promise<Billable[][]> {
  const { separateInvoices, group } = await tx.client.findUniqueOrThrow({
    where: { id: clientId },
    select: { separateInvoices: true, group: { select: { separateInvoices: true } } },
  });
  const apart = separateInvoices || (group?.separateInvoices ?? false);
  const groups = new Map<string, Billable[]>();
  for (const billable of due) {
    const { subject, cycle, gatewayId, payMethodId } = billable;
    const isWork = subject.type === 'BillableItem';
    const same = isWork && !apart ? groupOn(groups, cycle.on) : undefined;
    const own = apart ? ` ${subject.type}:${subject.id}` : '';
    const key = same ?? `${cycle.on} ${gatewayId ?? ''} ${payMethodId ?? ''}${own}`;
    groups.set(key, [...(groups.get(key) ?? []), billable]);
  }
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, list]) => list);
}

const groupOn = (groups: Map<string, Billable[]>, day: Day): string | undefined =>
  [...groups.keys()].find((key) => key.startsWith(`${day} `));

async function noteWork(tx: Tx, invoiceId: number, group: readonly Billable[]): Promise<void> {
  const ids = group.filter(({ subject }) => subject.type === 'BillableItem');
  await tx.billableItem.updateMany({
    where: { id: { in: ids.map(({ subject }) => subject.id) } },
    data: { invoiceId, invoicedAt: now() },
  });
}
