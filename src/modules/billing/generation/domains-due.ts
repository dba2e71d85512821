import { addMonths, toDate } from '#core/dates.ts';
import type { Amount } from '#core/money.ts';
import type { DomainStatus, Prisma } from '#generated/prisma/client.ts';
import { renewalPrice } from '#modules/domains/ordering/renewal-price.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import type { Tx } from '#platform/database/client.ts';
import { type Billable, type BillingHorizon, withPeriod } from './billable.ts';
import { cyclesDue, firstUnbilled } from './due.ts';
import { openInvoiceStatuses } from '#modules/billing/invoices/invoice-status.ts';
import { hasEnded } from './services-due.ts';

/** Which domains are billed up to a day. */
export const dueDomains = ({ until, isContinuous }: BillingHorizon): Prisma.DomainWhereInput => ({
  status: 'ACTIVE',
  autoRenew: true,
  client: { status: { not: 'CLOSED' } },
  nextDueOn: { lte: toDate(until) },
  OR: [{ nextInvoiceOn: null }, { nextInvoiceOn: { lte: toDate(until) } }],
  ...(!isContinuous && {
    invoiceItems: {
      none: { type: 'DOMAIN_RENEW', invoice: { status: { in: openInvoiceStatuses } } },
    },
  }),
});

const columns = { service: { select: { status: true } } } satisfies Prisma.DomainInclude;

type Row = Prisma.DomainGetPayload<{ include: typeof columns }>;

/** The periods of a client's domains that are due; a free one has a line that costs nothing. */
export async function domainsDue(
  tx: Tx,
  clientId: number,
  horizon: BillingHorizon,
): Promise<Billable[]> {
  const isTaxed = await settingIsOn(tx, 'TaxDomains');
  const domains = await tx.domain.findMany({
    where: { AND: [{ clientId }, dueDomains(horizon)] },
    include: columns,
    orderBy: { id: 'asc' },
  });
  const due: Billable[] = [];
  for (const domain of domains) due.push(...(await cyclesOf(tx, domain, horizon, isTaxed)));
  return due;
}

async function cyclesOf(
  tx: Tx,
  domain: Row,
  horizon: BillingHorizon,
  isTaxed: boolean,
): Promise<Billable[]> {
  const from = firstUnbilled(domain);
  if (!from) return [];
  // As registries count: what ends on 28 February stays there, and does not go back to the 29th.
  const series = { from, anchors: [], months: domain.years * 12, left: null };
  const due: Billable[] = [];
  for (const [place, cycle] of cyclesDue(series, horizon).entries())
    due.push({
      subject: { type: 'Domain', id: domain.id },
      cycle,
      gatewayId: domain.gatewayId,
      payMethodId: domain.payMethodId,
      type: 'DOMAIN_RENEW',
      description: withPeriod(
        `Domain Renewal - ${domain.unicodeName} - ${domain.years} Year/s`,
        cycle,
      ),
      price: await priceOf(tx, domain, place),
      currencyCode: domain.currencyCode,
      isTaxed,
      question: domain.tldId === null ? null : renewalOf(domain.tldId, domain.years),
      more: { unitCost: domain.cost, domainId: domain.id },
    });
  return due;
}

/**
 * The next period of a domain that nobody was billed for, or one of those after it; null where
 * none is known.
 * @param place 0 for the next one, 1 for the one after it
 */
export async function nextOfDomain(tx: Tx, id: number, place: number): Promise<Billable | null> {
  const where = { id, status: { in: ['ACTIVE', 'GRACE', 'REDEMPTION'] as DomainStatus[] } };
  const domain = await tx.domain.findFirst({ where, include: columns });
  const from = domain && firstUnbilled(domain);
  if (!from) return null;
  const horizon = { until: addMonths(from, domain.years * 12 * place), isContinuous: true };
  const isTaxed = await settingIsOn(tx, 'TaxDomains');
  return (await cyclesOf(tx, domain, horizon, isTaxed))[place] ?? null;
}

const renewalOf = (tldId: number, years: number) =>
  ({ kind: 'TLD', tldId, action: 'RENEW', years }) as const;

const running = ['PENDING', 'ACTIVE', 'SUSPENDED', 'COMPLETED'];

/**
 * What a renewal costs: what is kept with the domain, or by the price list once its promotion has
 * ended, or the service that it was free with.
 */
async function priceOf(tx: Tx, domain: Row, place: number): Promise<Amount> {
  const { isFreeWithService, recurringAmount, service } = domain;
  const isOrphan =
    isFreeWithService && recurringAmount.isZero() && !running.includes(service?.status ?? '');
  if (!isOrphan && !hasEnded(domain, place)) return recurringAmount;
  return (await renewalPrice(tx, domain.id, { isFullPrice: true })) ?? recurringAmount;
}
