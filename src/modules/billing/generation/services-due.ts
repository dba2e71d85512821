import { today } from '#core/clock.ts';
import { monthsOf, recurringCycles } from '#core/cycles.ts';
import { addDays, addMonths, toDate } from '#core/dates.ts';
import type { Amount } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { recurringPrice } from '#modules/services/recurring-price.ts';
import type { Tx } from '#platform/database/client.ts';
import { type Billable, type BillingHorizon, withPeriod } from './billable.ts';
import { cyclesDue, firstUnbilled } from './due.ts';
import { openInvoiceStatuses } from '#modules/billing/invoices/invoice-status.ts';

/** Which services are billed up to a day; one whose change waits for its payment not before it is due. */
export const dueServices = ({ until, isContinuous }: BillingHorizon): Prisma.ServiceWhereInput => ({
  status: { in: isContinuous ? ['ACTIVE', 'SUSPENDED'] : ['ACTIVE'] },
  client: { status: { not: 'CLOSED' } },
  billingCycle: { in: [...recurringCycles] },
  completedOn: null,
  nextDueOn: { lte: toDate(until) },
  OR: [{ nextInvoiceOn: null }, { nextInvoiceOn: { lte: toDate(until) } }],
  cancellationRequests: { none: { status: 'OPEN' } },
  AND: [
    { OR: [{ nextDueOn: { lte: toDate(today()) } }, { upgrades: { none: waiting } }] },
    { upgrades: { none: { ...waiting, invoice: { OR: [{ status: 'PAID' }, beingPaid] } } } },
  ],
  ...(!isContinuous && {
    invoiceItems: { none: { type: 'SERVICE', invoice: { status: { in: openInvoiceStatuses } } } },
  }),
});

/** A change that was ordered and is not paid: what the next period costs depends on it. */
export const waiting = { status: 'PENDING' } as const satisfies Prisma.ServiceUpgradeWhereInput;

const beingPaid = {
  paymentAttempts: { some: { status: 'PENDING' } },
} satisfies Prisma.InvoiceWhereInput;

const columns = { product: true, promotion: true } satisfies Prisma.ServiceInclude;

type Row = Prisma.ServiceGetPayload<{ include: typeof columns }>;

/** The cycles of a client's services that are due. */
export async function servicesDue(
  tx: Tx,
  clientId: number,
  horizon: BillingHorizon,
): Promise<Billable[]> {
  const services = await tx.service.findMany({
    where: { AND: [{ clientId }, dueServices(horizon)] },
    include: columns,
    orderBy: { id: 'asc' },
  });
  const due: Billable[] = [];
  for (const service of services) due.push(...(await cyclesOf(tx, service, horizon)));
  return due;
}

async function cyclesOf(tx: Tx, service: Row, horizon: BillingHorizon): Promise<Billable[]> {
  const { id, product, billingCycle, promotion } = service;
  const from = firstUnbilled(service);
  if (!from) return [];
  const limit = product.recurringCyclesLimit;
  const series = {
    from,
    anchors: daysOfService(service),
    months: monthsOf(billingCycle),
    left: limit === 0 ? null : Math.max(limit - service.cyclesInvoiced, 0),
  };
  const text = service.domainName ? `${product.name} - ${service.domainName}` : product.name;
  const billables: Billable[] = [];
  for (const [place, cycle] of cyclesDue(series, horizon).entries()) {
    const isOff = hasEnded(service, place);
    const price = isOff ? await fullPrice(tx, service) : service.recurringAmount;
    const words = promotion?.isRecurring && !isOff ? `${text}, Promotion ${promotion.code}` : text;
    billables.push({
      subject: { type: 'Service', id },
      cycle,
      gatewayId: service.gatewayId,
      payMethodId: service.payMethodId,
      type: 'SERVICE',
      description: withPeriod(words, cycle),
      price,
      currencyCode: service.currencyCode,
      isTaxed: product.isTaxed,
      question: { kind: 'PRODUCT', productId: product.id, cycle: billingCycle },
      more: {
        unitCost: service.cost,
        serviceId: id,
        promotionId: isOff ? null : service.promotionId,
      },
    });
  }
  return billables;
}

/**
 * The next period of a service that nobody was billed for, or one of those after it; null where
 * nothing of it recurs.
 * @param place 0 for the next one, 1 for the one after it
 */
export async function nextOfService(tx: Tx, id: number, place: number): Promise<Billable | null> {
  const service = await tx.service.findFirst({
    where: {
      id,
      status: { in: ['ACTIVE', 'SUSPENDED'] },
      billingCycle: { in: [...recurringCycles] },
      completedOn: null,
    },
    include: columns,
  });
  const from = service && firstUnbilled(service);
  if (!from) return null;
  // A day late rather than early: a month's end may come before the day the series keeps to.
  const months = monthsOf(service.billingCycle) * place;
  const horizon = { until: addDays(addMonths(from, months), place ? 3 : 0), isContinuous: true };
  return (await cyclesOf(tx, service, horizon))[place] ?? null;
}

/** The day of the month of a date. */
export const dayOfMonth = (date: Date): number => date.getUTCDate();

/**
 * Days of the month that the periods of a service may begin on: the one that is known, else the
 * likeliest first; 0 for none.
 */
export const daysOfService = ({
  billingDay,
  registeredOn,
  product: { prorataEnabled, prorataDay },
}: Pick<Row, 'billingDay' | 'registeredOn'> & {
  product: Pick<Row['product'], 'prorataEnabled' | 'prorataDay'>;
}): number[] =>
  billingDay ? [billingDay] : [prorataEnabled ? prorataDay : 0, dayOfMonth(registeredOn)];

/** What is kept with something of its promotion. */
export interface Promoted {
  promotionId: number | null;
  /** Renewals it still holds for; null for no end. */
  promotionCyclesLeft: number | null;
}

/** Whether a promotion holds no longer for the renewal that is so many places ahead. */
export const hasEnded = (
  { promotionId, promotionCyclesLeft: left }: Promoted,
  place: number,
): boolean => promotionId !== null && left !== null && place >= left;

/** What a service costs without its promotion, by the price list; what it cost last if not listed. */
async function fullPrice(
  tx: Tx,
  { id, productId, billingCycle, recurringAmount }: Row,
): Promise<Amount> {
  const terms = { productId, cycle: billingCycle, promotionId: null };
  return (await recurringPrice(tx, id, terms)) ?? recurringAmount;
}
