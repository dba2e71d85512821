import type { Decimal } from 'decimal.js';
import type { Day } from '#core/dates.ts';
import { exact, round } from '#core/money.ts';
import { DomainError } from '#core/errors.ts';
import { calculate } from '#modules/catalog/pricing/calculate.ts';
import { type BasketRequest, loadBasket } from '#modules/catalog/pricing/load.ts';
import type { PriceLine } from '#modules/catalog/pricing/terms.ts';
import { livingStatuses } from '#modules/services/service-status.ts';
import type { Choice } from '#modules/orders/upgrades/upgrade-terms.ts';
import type { SoldDelivery } from '#modules/services/life/delivery.ts';
import type { Tx } from '#platform/database/client.ts';

/** A line of what something costs a reseller. */
export type CostLine = Pick<PriceLine, 'type' | 'description' | 'unitPrice' | 'isTaxed'> & {
  quantity: number;
};

/** Who is charged: a reseller's client, whose credit its funds are. */
export interface ChargedClient {
  clientId: number;
  currency: string;
  /** The day a first period begins. */
  on: Day;
}

type Requested = BasketRequest['items'][number];

/**
 * What it costs a reseller to have something carried out: what its own cart would ask for it today,
 * which is the agreed price, its cost list, or the company's price less its discount.
 * @throws DomainError PRICE_MISSING where it is not sold so
 */
export async function costLines(
  tx: Tx,
  to: ChargedClient,
  delivery: SoldDelivery,
): Promise<CostLine[]> {
  if (delivery.type === 'Domain') return domainCost(tx, to, delivery);
  if (delivery.type === 'ServiceUpgrade') return upgradeCost(tx, to, delivery.id);
  if (delivery.type === 'ServiceAddon') return addonCost(tx, to, delivery.id);
  return priced(tx, to, await serviceItem(tx, delivery.id));
}

async function priced(tx: Tx, to: ChargedClient, item: Requested): Promise<CostLine[]> {
  const { lines, items } = await quoted(tx, to, item);
  if (items[0]?.fault) throw new DomainError('PRICE_MISSING');
  return lines;
}

async function quoted(tx: Tx, { clientId, currency, on }: ChargedClient, item: Requested) {
  const { basket } = await loadBasket(tx, {
    currency,
    clientId,
    on,
    promotionId: null,
    items: [item],
  });
  return calculate(basket);
}

const serviceColumns = {
  productId: true,
  billingCycle: true,
  quantity: true,
  domainName: true,
  configOptions: { select: { choiceId: true, quantity: true } },
} as const;

async function serviceItem(tx: Tx, id: number): Promise<Extract<Requested, { kind: 'PRODUCT' }>> {
  const service = await tx.service.findUniqueOrThrow({ where: { id }, select: serviceColumns });
  return {
    kind: 'PRODUCT',
    key: id,
    productId: service.productId,
    cycle: service.billingCycle,
    quantity: service.quantity,
    choices: service.configOptions.flatMap(({ choiceId, quantity }) =>
      choiceId === null ? [] : [{ choiceId, quantity }],
    ),
    addons: [],
    domainName: service.domainName,
  };
}

async function addonCost(tx: Tx, to: ChargedClient, id: number): Promise<CostLine[]> {
  const { addonId, billingCycle, quantity, serviceId } = await tx.serviceAddon.findUniqueOrThrow({
    where: { id },
    select: { addonId: true, billingCycle: true, quantity: true, serviceId: true },
  });
  if (addonId === null) throw new DomainError('PRICE_MISSING');
  const service = await serviceItem(tx, serviceId);
  const addons = [{ addonId, cycle: billingCycle, quantity }];
  const { lines } = await quoted(tx, to, { ...service, addons, isRunning: true });
  const own = lines.filter((line) => line.addonId === addonId);
  if (own.length === 0) throw new DomainError('PRICE_MISSING');
  return own;
}

async function domainCost(
  tx: Tx,
  to: ChargedClient,
  { id, action, years }: Extract<SoldDelivery, { type: 'Domain' }>,
): Promise<CostLine[]> {
  const domain = await tx.domain.findUniqueOrThrow({
    where: { id },
    include: { service: { select: { status: true } } },
  });
  // The company gives it with a service, which is paid or charged by itself.
  const status = domain.service?.status;
  const isGiven =
    action !== 'RENEW' || (status && [...livingStatuses, 'COMPLETED'].includes(status));
  const isKept = action === 'RENEW' && !domain.recurringAmount.isZero();
  if (domain.isFreeWithService && isGiven && !isKept) return [];
  const { isPremium, premiumCost: renew, premiumFirstCost: register } = domain;
  const premium = isPremium && renew !== null;
  return priced(tx, to, {
    kind: 'DOMAIN',
    key: id,
    action,
    domainName: domain.unicodeName,
    tldId: domain.tldId,
    years,
    domainAddons: [
      ...(domain.idProtection ? ['ID_PROTECTION' as const] : []),
      ...(domain.dnsManagement ? ['DNS_MANAGEMENT' as const] : []),
      ...(domain.emailForwarding ? ['EMAIL_FORWARDING' as const] : []),
    ],
    parentKey: null,
    domainId: action === 'RENEW' ? id : null,
    premium: premium
      ? { register, renew, currencyCode: domain.premiumCurrencyCode ?? domain.currencyCode }
      : null,
  });
}

/** The share of the time that is left at the new price, less that at the old one. */
async function upgradeCost(tx: Tx, to: ChargedClient, id: number): Promise<CostLine[]> {
  const upgrade = await tx.serviceUpgrade.findUniqueOrThrow({
    where: { id },
    include: { toProduct: { select: { name: true, isTaxed: true } } },
  });
  const { serviceId, fromProductId, toProductId, fromCycle, toCycle } = upgrade;
  const service = await serviceItem(tx, serviceId);
  const { after: chosen } = upgrade.configChanges as unknown as { after: Choice[] };
  const changed = chosen.flatMap(({ choiceId, quantity }) =>
    choiceId === null ? [] : [{ choiceId, quantity }],
  );
  const recurring = async (
    productId: number,
    cycle: typeof fromCycle,
    choices: typeof service.choices,
  ) => {
    const item = { ...service, productId, cycle, choices, isRunning: true };
    const { items } = await quoted(tx, to, item);
    if (!items[0] || items[0].fault) throw new DomainError('PRICE_MISSING');
    return items[0].recurring.isZero() ? items[0].amount : items[0].recurring;
  };
  const before = await recurring(fromProductId, fromCycle, service.choices);
  const after = await recurring(toProductId, toCycle, changed);
  const unitPrice = round(upgradeShare(upgrade, before, after), to.currency);
  const { name, isTaxed } = upgrade.toProduct;
  return [{ type: 'UPGRADE', description: `Upgrade to ${name}`, unitPrice, isTaxed, quantity: 1 }];
}

function upgradeShare(
  {
    fromCycle,
    toCycle,
    daysUntilRenewal,
    totalDays,
  }: { fromCycle: string; toCycle: string; daysUntilRenewal: number; totalDays: number },
  before: Decimal,
  after: Decimal,
): Decimal {
  const left = totalDays > 0 ? exact(String(daysUntilRenewal)).div(totalDays) : exact('1');
  const cost = after.times(fromCycle === toCycle ? left : 1).minus(before.times(left));
  return cost.isNegative() ? exact('0') : cost;
}
