import { today } from '#core/clock.ts';
import { laterOf, toDate, toDay } from '#core/dates.ts';
import type { Amount } from '#core/money.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { loadBasket } from '#modules/catalog/pricing/load.ts';
import { calculate } from '#modules/catalog/pricing/calculate.ts';
import { settingIsOn } from '#modules/settings/settings.ts';
import type { Tx } from '#platform/database/client.ts';
import { type Billable, type BillingHorizon, withPeriod } from './billable.ts';
import { cyclesDue } from './due.ts';
import { openStatuses } from '#modules/billing/invoices/invoice-status.ts';
import { dayOf, hasEnded } from './services-due.ts';

/** Which domains are billed up to a day. */
export const dueDomains = ({ until, isContinuous }: BillingHorizon): Prisma.DomainWhereInput => ({
  status: 'ACTIVE',
  autoRenew: true,
  client: { status: { not: 'CLOSED' } },
  nextDueOn: { lte: toDate(until) },
  OR: [{ nextInvoiceOn: null }, { nextInvoiceOn: { lte: toDate(until) } }],
  ...(!isContinuous && {
    invoiceItems: { none: { type: 'DOMAIN_RENEW', invoice: { status: { in: openStatuses } } } },
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
  for (const domain of domains) {
    const from = laterOf(
      toDay(domain.nextDueOn!),
      toDay(domain.nextInvoiceOn ?? domain.nextDueOn!),
    );
    const anchors = domain.registeredOn ? [dayOf(domain.registeredOn)] : [];
    const series = { from, anchors, months: domain.years * 12, left: null };
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
  }
  return due;
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
  return (await listedPrice(tx, domain)) ?? recurringAmount;
}

/** What renewing a domain costs by the price list, with its addons; null where it is not listed. */
async function listedPrice(
  tx: Tx,
  { id, currencyCode, clientId, name, tldId, years, ...domain }: Row,
): Promise<Amount | null> {
  const { basket } = await loadBasket(tx, {
    currency: currencyCode,
    clientId,
    on: today(),
    promotionId: null,
    items: [
      {
        kind: 'DOMAIN',
        key: id,
        action: 'RENEW',
        domainName: name,
        tldId,
        years,
        domainAddons: [
          ...(domain.idProtection ? ['ID_PROTECTION' as const] : []),
          ...(domain.dnsManagement ? ['DNS_MANAGEMENT' as const] : []),
          ...(domain.emailForwarding ? ['EMAIL_FORWARDING' as const] : []),
        ],
        parentKey: null,
        domainId: null,
      },
    ],
  });
  const [item] = calculate(basket).items;
  return item && !item.fault ? item.recurring : null;
}
