import { addDays, toDate } from '#core/dates.ts';
import { settingNumber } from '#modules/system/settings.ts';
import type { Work } from '#schema/work.ts';
import { addonsDue, type Billable, domainsDue, servicesDue } from './billable.ts';
import { lockClient } from './lock.ts';
import { makeInvoice, publish } from './make-invoice.ts';
import { today } from './today.ts';

/**
 * Bills a client for everything due within the days the house bills ahead. The client is locked and
 * each period is noted, so that however often and from wherever it is asked, nothing is billed twice.
 * @returns the ids of the invoices made
 */
export async function generate(work: Work, clientId: number): Promise<number[]> {
  const { tx } = work;
  await lockClient(tx, clientId);
  const until = addDays(await today(tx), await settingNumber(tx, 'CreateInvoiceDaysBefore'));
  const due = [
    ...(await servicesDue(tx, clientId, until)),
    ...(await addonsDue(tx, clientId, until)),
    ...(await domainsDue(tx, clientId, until)),
  ];
  const fresh = await notYetBilled(work, due);
  const invoices: number[] = [];
  for (const group of await grouped(work, clientId, fresh)) {
    const [first] = group;
    if (!first) continue;
    const invoiceId = await makeInvoice(work, {
      clientId,
      dueOn: first.cycle.on,
      gatewayId: first.gatewayId ?? undefined,
      lines: group.flatMap(({ lines }) => lines),
    });
    await noteBilled(work, clientId, invoiceId, group);
    work.announce('invoice.created', { invoiceId, clientId, sendEmail: true });
    await publish(work, invoiceId, true);
    invoices.push(invoiceId);
  }
  for (const billable of due) await moveOn(work, billable, fresh.includes(billable));
  return invoices;
}

async function notYetBilled({ tx }: Work, due: readonly Billable[]): Promise<Billable[]> {
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

/** One invoice for each due date and gateway, or for each thing where the client wants that. */
async function grouped({ tx }: Work, clientId: number, due: readonly Billable[]) {
  const { separateInvoices, group } = await tx.client.findUniqueOrThrow({
    where: { id: clientId },
    select: { separateInvoices: true, group: { select: { separateInvoices: true } } },
  });
  const apart = separateInvoices || (group?.separateInvoices ?? false);
  const groups = new Map<string, Billable[]>();
  for (const billable of due) {
    const { subject, cycle, gatewayId } = billable;
    const own = apart ? ` ${subject.type}:${subject.id}` : '';
    const key = `${cycle.on} ${gatewayId ?? ''}${own}`;
    groups.set(key, [...(groups.get(key) ?? []), billable]);
  }
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, list]) => list);
}

async function noteBilled(
  { tx }: Work,
  clientId: number,
  invoiceId: number,
  group: readonly Billable[],
): Promise<void> {
  await tx.billedPeriod.createMany({
    data: group.map(({ subject, cycle }) => ({
      clientId,
      invoiceId,
      subjectType: subject.type,
      subjectId: subject.id,
      dueOn: toDate(cycle.on),
    })),
  });
}

/** Moves a thing on to its next date without an invoice. */
async function moveOn({ tx }: Work, { subject, cycle, lines }: Billable, counts: boolean) {
  const data = { nextInvoiceOn: toDate(cycle.next) };
  const where = { id: subject.id };
  if (subject.type === 'Domain') await tx.domain.update({ where, data });
  if (subject.type === 'ServiceAddon') await tx.serviceAddon.update({ where, data });
  if (subject.type !== 'Service') return;
  await tx.service.update({
    where,
    data: { ...data, ...(counts && { cyclesInvoiced: { increment: 1 } }) },
  });
  if (counts && lines.length > 1)
    await tx.service.updateMany({
      where: { ...where, promotionCyclesLeft: { gt: 0 } },
      data: { promotionCyclesLeft: { decrement: 1 } },
    });
}
