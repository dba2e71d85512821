import { monthsOf, recurringCycles } from '#core/cycles.ts';
import { laterOf, toDate, toDay } from '#core/dates.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { recurringAddonPrice } from '#modules/services/recurring-price.ts';
import type { Tx } from '#platform/database/client.ts';
import { type Billable, type BillingHorizon, withPeriod } from './billable.ts';
import { cyclesDue } from './due.ts';
import { openInvoiceStatuses } from '#modules/billing/invoices/invoice-status.ts';
import { dayOfMonth, hasEnded } from './services-due.ts';

/** Which addons are billed up to a day: while they run, and the service they are on. */
export function dueAddons({ until, isContinuous }: BillingHorizon): Prisma.ServiceAddonWhereInput {
  const running = { in: ['ACTIVE' as const, ...(isContinuous ? ['SUSPENDED' as const] : [])] };
  return {
    status: running,
    billingCycle: { in: [...recurringCycles] },
    nextDueOn: { lte: toDate(until) },
    OR: [{ nextInvoiceOn: null }, { nextInvoiceOn: { lte: toDate(until) } }],
    service: {
      status: running,
      completedOn: null,
      client: { status: { not: 'CLOSED' } },
      cancellationRequests: { none: { status: 'OPEN' } },
    },
    ...(!isContinuous && {
      invoiceItems: { none: { invoice: { status: { in: openInvoiceStatuses } } } },
    }),
  };
}

const columns = {
  service: { select: { product: true } },
  promotion: { select: { code: true, isRecurring: true } },
} satisfies Prisma.ServiceAddonInclude;

type Row = Prisma.ServiceAddonGetPayload<{ include: typeof columns }>;

/** The cycles of the addons of a client's services that are due. */
export async function addonsDue(
  tx: Tx,
  clientId: number,
  horizon: BillingHorizon,
): Promise<Billable[]> {
  const addons = await tx.serviceAddon.findMany({
    where: { AND: [{ clientId }, dueAddons(horizon)] },
    include: columns,
    orderBy: { id: 'asc' },
  });
  const due: Billable[] = [];
  for (const addon of addons) due.push(...(await cyclesOf(tx, addon, horizon)));
  return due;
}

async function cyclesOf(tx: Tx, addon: Row, horizon: BillingHorizon): Promise<Billable[]> {
  const { id, serviceId, billingCycle, nextDueOn, nextInvoiceOn, promotion } = addon;
  if (!nextDueOn) return [];
  const { prorataEnabled, prorataDay } = addon.service.product;
  const series = {
    from: laterOf(toDay(nextDueOn), toDay(nextInvoiceOn ?? nextDueOn)),
    // Its own day first: its first period was a whole one, whatever day its product is billed on.
    anchors: [dayOfMonth(addon.registeredOn), prorataEnabled ? prorataDay : 0],
    months: monthsOf(billingCycle),
    left: null,
  };
  const billables: Billable[] = [];
  for (const [place, cycle] of cyclesDue(series, horizon).entries()) {
    const isOff = hasEnded(addon, place);
    const full = isOff ? await recurringAddonPrice(tx, id, null) : null;
    const words =
      promotion?.isRecurring && !isOff ? `${addon.name}, Promotion ${promotion.code}` : addon.name;
    billables.push({
      subject: { type: 'ServiceAddon', id },
      cycle,
      gatewayId: addon.gatewayId,
      payMethodId: null,
      type: 'SERVICE_ADDON',
      description: withPeriod(words, cycle),
      price: full ?? addon.recurringAmount,
      currencyCode: addon.currencyCode,
      isTaxed: addon.isTaxed,
      question: null,
      more: { serviceAddonId: id, serviceId, promotionId: isOff ? null : addon.promotionId },
    });
  }
  return billables;
}
