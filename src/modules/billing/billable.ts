import { addDays, toDay, type Day } from '#core/dates.ts';
import { exact, percent, type Amount } from '#core/money.ts';
import { settingIsOn } from '#modules/system/settings.ts';
import type { Promotion } from '#generated/prisma/client.ts';
import type { Tx } from '#platform/database/client.ts';
import { cyclesDue, type DueCycle, monthsOf } from './due.ts';
import type { NewLine } from './make-invoice.ts';

/** A cycle of something of a client's that is to be billed. */
export interface Billable {
  subject: { type: 'Service' | 'ServiceAddon' | 'Domain'; id: number };
  cycle: DueCycle;
  gatewayId: number | null;
  lines: NewLine[];
}

const line = (
  { on, next }: DueCycle,
  rest: Omit<NewLine, 'period' | 'description'>,
  text: string,
) => ({
  ...rest,
  description: `${text} (${on} - ${addDays(next, -1)})`,
  period: { from: on, to: addDays(next, -1) },
});

/** The services of a client that are due, with their promotions. */
export async function servicesDue(tx: Tx, clientId: number, until: Day): Promise<Billable[]> {
  const services = await tx.service.findMany({
    where: {
      clientId,
      status: { in: ['ACTIVE', 'SUSPENDED'] },
      completedOn: null,
      nextDueOn: { not: null },
      cancellationRequests: { none: { status: 'PENDING' } },
    },
    include: { product: true, promotion: true },
    orderBy: { id: 'asc' },
  });
  return services.flatMap((service) => {
    const { product, promotion, billingCycle, nextDueOn, nextInvoiceOn } = service;
    const months = monthsOf(billingCycle);
    if (months === null || !nextDueOn) return [];
    const limit = product.recurringCyclesLimit;
    const left = limit === 0 ? null : Math.max(limit - service.cyclesInvoiced, 0);
    const from = toDay(nextInvoiceOn ?? nextDueOn);
    const began = toDay(service.registeredOn);
    const text = service.domainName ? `${product.name} - ${service.domainName}` : product.name;
    return cyclesDue({ from, began, months, left }, until).map((cycle, place) => {
      const own = line(
        cycle,
        {
          type: 'SERVICE',
          unitPrice: service.recurringAmount,
          unitCost: service.cost,
          isTaxed: product.isTaxed,
          serviceId: service.id,
        },
        text,
      );
      const held = service.promotionCyclesLeft;
      const holds = promotion?.isRecurring && (held === null || place < held);
      const off = holds ? promotionOff(promotion, service) : null;
      return {
        subject: { type: 'Service' as const, id: service.id },
        cycle,
        gatewayId: service.gatewayId,
        lines: off
          ? [
              own,
              {
                ...off,
                isTaxed: product.isTaxed,
                relatedId: service.id,
                promotionId: promotion!.id,
              },
            ]
          : [own],
      };
    });
  });
}

/** What a recurring promotion takes off a renewal; null when that is nothing. */
function promotionOff(
  promotion: Promotion,
  { recurringAmount, currencyCode }: { recurringAmount: Amount; currencyCode: string },
): NewLine | null {
  const price = exact(recurringAmount);
  const value = exact(promotion.value);
  const off =
    promotion.type === 'PERCENTAGE'
      ? percent(price, value, currencyCode)
      : promotion.type === 'FIXED_AMOUNT'
        ? value
        : promotion.type === 'PRICE_OVERRIDE'
          ? price.minus(value)
          : exact('0');
  const most = off.greaterThan(price) ? price : off;
  if (!most.greaterThan(0)) return null;
  return {
    type: 'PROMOTION',
    description: `Promotional Code: ${promotion.code}`,
    unitPrice: most.negated(),
  };
}

/** The extras of a client's services that are due. */
export async function addonsDue(tx: Tx, clientId: number, until: Day): Promise<Billable[]> {
  const addons = await tx.serviceAddon.findMany({
    where: {
      clientId,
      status: { in: ['ACTIVE', 'SUSPENDED'] },
      nextDueOn: { not: null },
      service: { cancellationRequests: { none: { status: 'PENDING' } } },
    },
    orderBy: { id: 'asc' },
  });
  return addons.flatMap((addon) => {
    const months = monthsOf(addon.billingCycle);
    if (months === null || !addon.nextDueOn) return [];
    const from = toDay(addon.nextInvoiceOn ?? addon.nextDueOn);
    const series = { from, began: toDay(addon.registeredOn), months, left: null };
    return cyclesDue(series, until).map((cycle) => ({
      subject: { type: 'ServiceAddon' as const, id: addon.id },
      cycle,
      gatewayId: addon.gatewayId,
      lines: [
        line(
          cycle,
          {
            type: 'SERVICE_ADDON',
            unitPrice: addon.recurringAmount,
            isTaxed: addon.isTaxed,
            serviceAddonId: addon.id,
            serviceId: addon.serviceId,
          },
          addon.name,
        ),
      ],
    }));
  });
}

/** The domains of a client that are due for renewal; a free one has a line that costs nothing. */
export async function domainsDue(tx: Tx, clientId: number, until: Day): Promise<Billable[]> {
  const isTaxed = await settingIsOn(tx, 'TaxDomains');
  const domains = await tx.domain.findMany({
    where: { clientId, status: 'ACTIVE', autoRenew: true, nextDueOn: { not: null } },
    orderBy: { id: 'asc' },
  });
  return domains.flatMap((domain) => {
    const from = toDay(domain.nextInvoiceOn ?? domain.nextDueOn!);
    const began = domain.registeredOn && toDay(domain.registeredOn);
    const series = { from, began, months: domain.years * 12, left: null };
    return cyclesDue(series, until).map((cycle) => ({
      subject: { type: 'Domain' as const, id: domain.id },
      cycle,
      gatewayId: domain.gatewayId,
      lines: [
        line(
          cycle,
          {
            type: 'DOMAIN_RENEW',
            unitPrice: domain.recurringAmount,
            unitCost: domain.cost,
            isTaxed,
            domainId: domain.id,
          },
          `Domain Renewal - ${domain.unicodeName} - ${domain.years} Year/s`,
        ),
      ],
    }));
  });
}
