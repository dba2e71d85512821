import type { Decimal } from 'decimal.js';
import { addYears } from '#core/dates.ts';
import { exact } from '#core/money.ts';
import { converted, addonPrice, tldPrice } from './cycle-price.ts';
import { premiumPrice } from './premium.ts';
import { type Part, plainPart } from './part.ts';
import type {
  Basket,
  DomainAction,
  DomainAddon,
  DomainItem,
  LineType,
  PriceFault,
  ProductItem,
} from './terms.ts';

type Terms = Pick<
  Basket,
  'currency' | 'rates' | 'on' | 'override' | 'taxesDomains' | 'premiumMarkup'
>;

/** A domain item taken apart. */
export interface PricedDomain {
  fault: PriceFault | null;
  parts: Part[];
  /** It costs less, or nothing, for it goes with a product. */
  isFree: boolean;
  /** Its renewals cost nothing, as long as the product is renewed. */
  isRenewedFree: boolean;
}

const actionLabels: Record<DomainAction, string> = {
  REGISTER: 'Domain Registration',
  TRANSFER: 'Domain Transfer',
  RENEW: 'Domain Renewal',
  RESTORE: 'Domain Restore',
};

const addonLabels: Record<DomainAddon, string> = {
  ID_PROTECTION: 'ID Protection',
  DNS_MANAGEMENT: 'DNS Management',
  EMAIL_FORWARDING: 'Email Forwarding',
};

/** Whether the product a domain goes with makes it free: by its cycle and the domain's ending. */
export function earnsFreeDomain({ product, cycle }: ProductItem, extension: string): boolean {
  return (
    product.freeDomain !== 'NONE' &&
    product.freeDomainCycles.includes(cycle) &&
    product.freeDomainTlds.includes(extension)
  );
}

const ownPrice = (
  tldId: number,
  action: DomainAction,
  years: number,
  override: Terms['override'],
): Decimal | null => {
  const own = override?.({ kind: 'TLD', tldId, action, years });
  return own ? exact(own.price) : null;
};

/** What a action costs: a reseller's list first, the company's after; null = not on sale so. */
function actionPrice(
  { tld, premium }: DomainItem,
  action: DomainAction,
  years: number,
  { currency, rates, override, premiumMarkup: markup = '0' }: Terms,
): Decimal | null {
  if (!tld) return null;
  if (premium) return premiumPrice(premium, action, years, { currency, rates, markup });
  const own = ownPrice(tld.id, action, years, override);
  return own ?? tldPrice(tld.prices, action, years, currency, rates);
}

/** The price after the free period is taken off: a longer one is reduced only where the TLD says so. */
function afterFreePeriod(price: Decimal, item: DomainItem, action: DomainAction, terms: Terms) {
  const { tld, years } = item;
  if (!tld || years <= tld.defaultYears) return exact('0');
  if (!tld.freePeriodPriceOff) return price;
  const off = actionPrice(item, action, tld.defaultYears, terms) ?? exact('0');
  return price.greaterThan(off) ? price.minus(off) : exact('0');
}

/**
 * What a domain and its addons cost. `parent` is the product it goes with, if it may make this one
 * free; a product does so for one domain only.
 */
export function domainParts(
  item: DomainItem,
  parent: ProductItem | null,
  terms: Terms,
): PricedDomain {
  const { action, tld, years, key, domainName } = item;
  if (action === 'OWNED') return { fault: null, parts: [], isFree: false, isRenewedFree: false };
  if (!tld) return { fault: 'TLD_MISSING', parts: [], isFree: false, isRenewedFree: false };
  const listed = actionPrice(item, action, years, terms);
  if (!listed) return { fault: 'PRICE_MISSING', parts: [], isFree: false, isRenewedFree: false };

  const mayBeFree = parent && !item.premium && (action === 'REGISTER' || action === 'TRANSFER');
  const earned = mayBeFree ? earnsFreeDomain(parent, tld.extension) : false;
  const price = earned ? afterFreePeriod(listed, item, action, terms) : listed;
  const isFree = earned && (price.lessThan(listed) || listed.isZero());
  const isRenewedFree =
    item.isRenewedFree ?? (isFree && parent?.product.freeDomain === 'WITH_RENEWAL');
  const renewal = isRenewedFree ? exact('0') : renewalPrice(item, terms);
  const common = { itemKey: key, isTaxed: terms.taxesDomains, years };
  const own = plainPart({
    ...common,
    type: `DOMAIN_${action}` satisfies LineType,
    description: `${actionLabels[action]} - ${domainName} - ${years} ${years === 1 ? 'Year' : 'Years'}`,
    unitPrice: price,
    unitRecurring: renewal,
    isNet: Boolean(item.premium) || ownPrice(tld.id, action, years, terms.override) !== null,
    // A transfer and a renewal add to the time that is left; only the registry knows to which day.
    period: action === 'REGISTER' ? { from: terms.on, to: addYears(terms.on, years) } : null,
    // What an ordinary name may be sold for says nothing about a premium one.
    target: item.premium ? null : { kind: 'TLD', id: tld.id },
  });
  const domainAddons = item.domainAddons.map((addon) => {
    const yearly = addonPrice(tld.addonPriceRows, addon, terms.currency, terms.rates);
    const total = exact(yearly ?? '0').times(years);
    return plainPart({
      ...common,
      type: own.type,
      description: `${addonLabels[addon]} - ${domainName}`,
      unitPrice: total,
      unitRecurring: total,
      target: own.target,
      isExtra: true,
    });
  });
  const late = action === 'RENEW' ? latePart(item, terms) : null;
  const parts = [own, ...(late ? [late] : []), ...domainAddons];
  return { fault: null, parts, isFree, isRenewedFree };
}

/** What a late renewal costs on top: the fee of the grace period, or that of a restore; null for none. */
export function latePart(item: DomainItem, terms: Terms): Part | null {
  const { lateFee, tld, domainName, key, years } = item;
  if (!lateFee || !tld) return null;
  const { currency, rates, override, taxesDomains } = terms;
  const { kind, price, currencyCode } = lateFee;
  const isRestore = kind === 'RESTORE';
  const listed = isRestore ? ownPrice(tld.id, 'RESTORE', 1, override) : null;
  const unitPrice = listed ?? converted(price, currencyCode, currency, rates);
  if (unitPrice.isZero()) return null;
  return plainPart({
    itemKey: key,
    isTaxed: taxesDomains,
    isNet: listed !== null,
    years,
    type: 'DOMAIN_RESTORE',
    description: `${isRestore ? 'Domain Redemption Fee' : 'Late Renewal Fee'} - ${domainName}`,
    unitPrice,
  });
}

/** What renewing for the same years costs; a year's price times the years where none is listed. */
function renewalPrice(item: DomainItem, terms: Terms): Decimal {
  const listed = actionPrice(item, 'RENEW', item.years, terms);
  if (listed) return listed;
  return exact(actionPrice(item, 'RENEW', 1, terms) ?? '0').times(item.years);
}
