import { toDate } from '#core/dates.ts';
import { exact } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import type { Billable } from '#modules/billing/generation/billable.ts';
import { hasEnded, type Promoted } from '#modules/billing/generation/services-due.ts';

/** Notes which periods an invoice is for; the database refuses to bill one of them twice. */
export async function noteBilled(
  tx: Tx,
  clientId: number,
  invoiceId: number,
  billed: readonly Billable[],
): Promise<void> {
  if (!billed.length) return;
  await tx.billedPeriod.createMany({
    data: billed.map(({ subject, cycle }) => ({
      clientId,
      invoiceId,
      subjectType: subject.type,
      subjectId: subject.id,
      dueOn: toDate(cycle.on),
    })),
  });
}

/**
 * Takes back what `noteBilled` and `moveOn` noted for periods that are not billed after all: they are
 * billed anew, and a promotion that counts its renewals has them again.
 */
export async function releasePeriods(tx: Tx, periods: Prisma.BilledPeriodWhereInput) {
  const rows = await tx.billedPeriod.findMany({ where: periods });
  for (const { subjectType, subjectId: id, dueOn: nextInvoiceOn } of rows) {
    const where = { id, nextInvoiceOn: { gt: nextInvoiceOn } };
    const counted = { id, promotionId: { not: null }, promotionCyclesLeft: { not: null } };
    const again = { promotionCyclesLeft: { increment: 1 } };
    if (subjectType === 'Service') {
      const data = { nextInvoiceOn, cyclesInvoiced: { decrement: 1 } };
      await tx.service.updateMany({ where: counted, data: again });
      await tx.service.updateMany({ where, data });
    }
    if (subjectType === 'ServiceAddon') {
      await tx.serviceAddon.updateMany({ where: counted, data: again });
      await tx.serviceAddon.updateMany({ where, data: { nextInvoiceOn } });
    }
    if (subjectType === 'Domain') {
      await tx.domain.updateMany({ where: counted, data: again });
      await tx.domain.updateMany({ where, data: { nextInvoiceOn } });
    }
  }
  await tx.billedPeriod.deleteMany({ where: periods });
}

/**
 * Forgets which periods of something were billed from a day on: its series ended there, what was
 * paid for them has been counted, and the next series may have periods of the same days.
 */
export async function releasePeriodsFrom(
  tx: Tx,
  { type, id }: Billable['subject'],
  day: Date,
): Promise<void> {
  await tx.billedPeriod.deleteMany({
    where: { subjectType: type, subjectId: id, dueOn: { gte: day } },
  });
}

/**
 * Moves what was billed on to its next date without an invoice, counts its cycles, and lets a
 * promotion go that has ended: from then on it costs what was billed last.
 * @param fresh those of them that were billed now, and not by an earlier run
 */
export async function moveOn(
  tx: Tx,
  due: readonly Billable[],
  fresh: readonly Billable[],
): Promise<void> {
  for (const cycles of bySubject(due)) {
    const { subject, cycle } = cycles.at(-1)!;
    const where = { id: subject.id };
    const nextInvoiceOn = toDate(cycle.next);
    const counted = cycles.filter((billable) => fresh.includes(billable)).length;
    if (subject.type === 'ServiceAddon') {
      const held = await tx.serviceAddon.findUniqueOrThrow({ where });
      await tx.serviceAddon.update({
        where,
        data: { nextInvoiceOn, ...priceAfter(held, cycles) },
      });
    }
    if (subject.type === 'Service') {
      const held = await tx.service.findUniqueOrThrow({ where });
      const data = { nextInvoiceOn, ...priceAfter(held, cycles) };
      await tx.service.update({ where, data: { ...data, cyclesInvoiced: { increment: counted } } });
    }
    if (subject.type === 'Domain') {
      const held = await tx.domain.findUniqueOrThrow({ where });
      await tx.domain.update({ where, data: { nextInvoiceOn, ...priceAfter(held, cycles) } });
    }
  }
}

function bySubject(due: readonly Billable[]): Billable[][] {
  const groups = new Map<string, Billable[]>();
  for (const billable of due) {
    const key = `${billable.subject.type}:${billable.subject.id}`;
    groups.set(key, [...(groups.get(key) ?? []), billable]);
  }
  return [...groups.values()];
}

/** The price and the promotion of something after some of its cycles were billed. */
function priceAfter(held: Promoted, cycles: readonly Billable[]) {
  const recurringAmount = exact(cycles.at(-1)!.price).toFixed();
  const left = held.promotionCyclesLeft;
  if (left === null) return { recurringAmount };
  if (hasEnded(held, cycles.length - 1))
    return { recurringAmount, promotionId: null, promotionCyclesLeft: null };
  return { promotionCyclesLeft: left - cycles.length };
}
