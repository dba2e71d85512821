import { Prisma, type Product } from '#generated/prisma/client.ts';
import { DomainError } from '#core/errors.ts';
import { safeHtml } from '#platform/safe-html.ts';
import type { ProductFields } from './product-input.ts';

/** What a column holds where nothing is given: null in an input says no more than absence. */
const orUndefined = <Value>(value: Value | null | undefined) => value ?? undefined;

/** The plain columns of a product that were told. */
export function productColumnsOf(input: ProductFields) {
  const { description, notes, configurations } = input;
  return {
    highlightText: orUndefined(input.highlightText),
    description: typeof description === 'string' ? safeHtml(description).trim() : undefined,
    notes: typeof notes === 'string' ? safeHtml(notes).trim() : undefined,
    isHidden: orUndefined(input.isHidden),
    isRetired: orUndefined(input.isRetired),
    sortOrder: orUndefined(input.sortOrder),
    stockControlled: orUndefined(input.stockControlled),
    stockQuantity: orUndefined(input.stockQuantity),
    quantityAllowed: orUndefined(input.quantityAllowed),
    payType: orUndefined(input.payType),
    defaultCycle: orUndefined(input.defaultCycle),
    cost: orUndefined(input.cost),
    isTaxed: orUndefined(input.isTaxed),
    recurringCyclesLimit: orUndefined(input.recurringCyclesLimit),
    autoTerminateDays: orUndefined(input.autoTerminateDays),
    prorataEnabled: orUndefined(input.prorataEnabled),
    prorataDay: orUndefined(input.prorataDay),
    prorataNextMonthAfterDay: orUndefined(input.prorataNextMonthAfterDay),
    setupMoment: orUndefined(input.setupMoment),
    serverPackageName: orUndefined(input.serverPackageName),
    serverOptionsHidden: orUndefined(input.serverOptionsHidden),
    subdomainOptions: orUndefined(input.subdomainOptions),
    domainRequired: orUndefined(input.domainRequired),
    freeDomain: orUndefined(input.freeDomain),
    freeDomainCycles: orUndefined(input.freeDomainCycles),
    freeDomainTlds: orUndefined(input.freeDomainTlds),
    upgradesEnabled: orUndefined(input.upgradesEnabled),
    configOptionsUpgradable: orUndefined(input.configOptionsUpgradable),
    affiliatePayout: orUndefined(input.affiliatePayout),
    affiliateRecurring: orUndefined(input.affiliateRecurring),
    affiliateAmount: orUndefined(input.affiliateAmount),
    overagesEnabled: orUndefined(input.overagesEnabled),
    diskSoftLimit: orUndefined(input.diskSoftLimit),
    diskSoftLimitUnit: orUndefined(input.diskSoftLimitUnit),
    diskOverageCost: orUndefined(input.diskOverageCost),
    bandwidthSoftLimit: orUndefined(input.bandwidthSoftLimit),
    bandwidthSoftLimitUnit: orUndefined(input.bandwidthSoftLimitUnit),
    bandwidthOverageCost: orUndefined(input.bandwidthOverageCost),
    configurations:
      configurations === null ? Prisma.DbNull : (configurations as object | undefined),
  };
}

const wrong = (field: string, message: string) =>
  new DomainError('BAD_INPUT', `${field}: ${message}`, { field });

/** Checks what must fit together in a product, told and kept alike. @throws DomainError BAD_INPUT */
export function checkProduct(product: Product): void {
  const { prorataEnabled, prorataDay, freeDomain, affiliatePayout, affiliateAmount } = product;
  if (prorataEnabled && prorataDay < 1)
    throw wrong('prorataDay', 'say on which day of the month to bill');
  if (freeDomain !== 'NONE' && product.freeDomainCycles.length === 0)
    throw wrong('freeDomainCycles', 'say which cycles earn the free domain');
  if (freeDomain !== 'NONE' && product.freeDomainTlds.length === 0)
    throw wrong('freeDomainTlds', 'say which TLDs the free domain may have');
  if (affiliatePayout === 'PERCENTAGE' && affiliateAmount.greaterThan(100))
    throw wrong('affiliateAmount', 'a percentage is at most 100');
}
