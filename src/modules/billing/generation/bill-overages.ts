import { now } from '#core/clock.ts';
import { addDays, type Day, toDate, toDay } from '#core/dates.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { monthOf } from '#modules/services/usage/daily-usage.ts';
import { onPanels } from '#modules/services/usage/usage.ts';
import type { App } from '#schema/app.ts';
import type { Work } from '#schema/work.ts';
import { type Billable, billingTerms } from './billable.ts';
import { issue } from './generate.ts';
import { lockClientMoney } from '#modules/billing/invoices/lock.ts';
import { overagesOf } from './overage.ts';

/** The first day of the month before a day's. */
const monthBefore = (day: Day): Day => monthOf(addDays(monthOf(day), -1));

/** Services whose last month is over and was not settled: each once, whatever became of it. */
export function unsettledOn(app: App, day: Day): Prisma.ServiceWhereInput {
  const last = addDays(monthOf(day), -1);
  return {
    AND: [onPanels(app)],
    client: { status: { not: 'CLOSED' } },
    product: { overagesEnabled: true },
    registeredOn: { lte: toDate(last) },
    OR: [{ overagesBilledOn: null }, { overagesBilledOn: { lt: toDate(last) } }],
  };
}

/** What came of it: an invoice, if anything was above its limits, and what nobody knows. */
export interface Settled {
  invoiceId: number | null;
  unknown: string[];
}

/**
 * Bills a client for what its services used above their limits in the months that are over, a line
 * for each limit, all on one invoice. A month is settled once, also one of which nothing is known:
 * that bills nothing.
 */
export async function billOverages(work: Work, clientId: number, day: Day): Promise<Settled> {
  const { tx } = work;
  await lockClientMoney(tx, clientId);
  const services = await tx.service.findMany({
    where: { AND: [{ clientId }, unsettledOn(work.app, day)] },
    include: { product: { include: { currency: true } } },
    orderBy: { id: 'asc' },
  });
  const terms = await billingTerms(tx, clientId);
  const to = await tx.currency.findUniqueOrThrow({ where: { code: terms.currency } });
  const billables: Billable[] = [];
  const unknown: string[] = [];
  for (const { id, product, domainName, gatewayId, payMethodId } of services) {
    const usages = await settleMonths(work, id, day);
    const name = domainName ? `${product.name} - ${domainName}` : product.name;
    for (const usage of usages) {
      const month = toDay(usage.month).slice(0, 7);
      if (usage.readOn === null)
        unknown.push(`The usage of service ${id} in ${month} is not known; nothing was billed.`);
      const common = {
        subject: { type: 'Service' as const, id },
        cycle: { on: day, next: day },
        gatewayId,
        payMethodId,
        type: 'OVERAGE' as const,
        currencyCode: to.code,
        isTaxed: product.isTaxed,
        question: null,
        more: { serviceId: id },
      };
      for (const { description, price } of overagesOf(usage, product, {
        from: product.currency,
        to,
      }))
        billables.push({ ...common, description: `${name} (${month}) ${description}`, price });
    }
  }
  const invoiceId = billables.length ? await issue(work, clientId, billables, terms) : null;
  return { invoiceId, unknown };
}

/** Marks what is known of a service's months that are over as settled, the last one in any case. */
async function settleMonths({ tx }: Work, serviceId: number, day: Day) {
  const over = { serviceId, settledAt: null, month: { lt: toDate(monthOf(day)) } };
  await tx.serviceUsage.createMany({
    data: [{ serviceId, month: toDate(monthBefore(day)) }],
    skipDuplicates: true,
  });
  const usages = await tx.serviceUsage.findMany({ where: over, orderBy: { month: 'asc' } });
  await tx.serviceUsage.updateMany({ where: over, data: { settledAt: now() } });
  const overagesBilledOn = toDate(addDays(monthOf(day), -1));
  await tx.service.update({ where: { id: serviceId }, data: { overagesBilledOn } });
  return usages;
}
