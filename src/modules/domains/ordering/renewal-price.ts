import type { Decimal } from 'decimal.js';
import { today } from '#core/clock.ts';
import type { Prisma, ServiceStatus } from '#generated/prisma/client.ts';
import { calculate } from '#modules/catalog/pricing/calculate.ts';
import { type DomainRequest, loadBasket } from '#modules/catalog/pricing/load.ts';
import { storedPromotion } from '#modules/catalog/pricing/stored-promotion.ts';
import type { Basket, DomainAddon } from '#modules/catalog/pricing/terms.ts';
import { livingStatuses } from '#modules/services/service-status.ts';
import type { Tx } from '#platform/database/client.ts';

const addons = {
  idProtection: 'ID_PROTECTION',
  dnsManagement: 'DNS_MANAGEMENT',
  emailForwarding: 'EMAIL_FORWARDING',
} as const satisfies Record<string, DomainAddon>;
type Flag = keyof typeof addons;
const flags = Object.keys(addons) as Flag[];

const columns = {
  id: true,
  clientId: true,
  unicodeName: true,
  tldId: true,
  years: true,
  currencyCode: true,
  idProtection: true,
  dnsManagement: true,
  emailForwarding: true,
  isFreeWithService: true,
  service: { select: { status: true } },
} satisfies Prisma.DomainSelect;

/** What a renewal of a domain is priced with, instead of what its row says. */
export interface RenewalTerms {
  /** Addons as they are about to be. */
  flags?: Partial<Record<Flag, boolean>>;
  /** Without the promotion that the domain has. */
  isFullPrice?: boolean;
}

/**
 * What each renewal of a domain costs by today's price list, with its addons and less a promotion
 * that recurs, in the domain's currency; null when its TLD has no price for its period.
 */
export async function renewalPrice(
  tx: Tx,
  domainId: number,
  { flags: own, isFullPrice = false }: RenewalTerms = {},
): Promise<Decimal | null> {
  const { promotionId, promotionCyclesLeft: left } = await tx.domain.findUniqueOrThrow({
    where: { id: domainId },
    select: { promotionId: true, promotionCyclesLeft: true },
  });
  const promotion = isFullPrice || left === 0 ? null : await storedPromotion(tx, promotionId);
  const basket = await renewalBasket(tx, domainId, own ? { flags: own } : {});
  const [item] = calculate({ ...basket, promotion }).items;
  return item && !item.fault ? item.recurring.minus(item.recurringDiscount) : null;
}

/** What a renewal of a domain is priced from today, in a currency; its own by default. */
export async function renewalBasket(
  tx: Tx,
  domainId: number,
  { flags: own, currency }: Pick<RenewalTerms, 'flags'> & { currency?: string } = {},
): Promise<Basket> {
  const domain = await tx.domain.findUniqueOrThrow({ where: { id: domainId }, select: columns });
  const { basket } = await loadBasket(tx, {
    currency: currency ?? domain.currencyCode,
    clientId: domain.clientId,
    on: today(),
    promotionId: null,
    items: [requestOf(domain, { ...domain, ...own })],
  });
  return basket;
}

function requestOf(
  domain: Prisma.DomainGetPayload<{ select: typeof columns }>,
  has: Partial<Record<Flag, boolean>>,
): DomainRequest {
  const { id, unicodeName, tldId, years, isFreeWithService, service } = domain;
  return {
    kind: 'DOMAIN',
    key: id,
    action: 'RENEW',
    domainName: unicodeName,
    tldId,
    years,
    domainAddons: flags.filter((flag) => has[flag]).map((flag) => addons[flag]),
    parentKey: null,
    domainId: id,
    isRenewedFree: isFreeWithService && service !== null && runs(service),
  };
}

/** Whether a service makes its domain free still; one that was paid once goes on for good. */
const runs = ({ status }: { status: ServiceStatus }) =>
  livingStatuses.includes(status) || status === 'COMPLETED';
