import type { Decimal } from 'decimal.js';
import { today } from '#core/clock.ts';
import type { Day } from '#core/dates.ts';
import { type Amount, exact, percent, round, sum } from '#core/money.ts';
import { DomainError } from '#core/errors.ts';
import { changePrice } from '#modules/catalog/pricing/change-price.ts';
import { converted } from '#modules/catalog/pricing/cycle-price.ts';
import { loadBuyer, loadFacts, loadRates } from '#modules/catalog/pricing/load-buyer.ts';
import { loadTaxSettings } from '#modules/catalog/pricing/load-taxes.ts';
import { linesOf, plainPart, quoteTotals } from '#modules/catalog/pricing/part.ts';
import { isFor, promotionFault } from '#modules/catalog/pricing/promotion.ts';
import { promotionColumns, promotionTerms } from '#modules/catalog/pricing/rows.ts';
import { withTax } from '#modules/catalog/pricing/tax.ts';
import type { BuyerTerms, PriceLine, PromotionTerms } from '#modules/catalog/pricing/terms.ts';
import {
  recurringPrice,
  servicePrice,
  type ServicePrice,
} from '#modules/services/recurring-price.ts';
import type { Work } from '#schema/work.ts';
import { type UnusedTime, unusedTime } from './unused-time.ts';
import type { UpgradeTerms } from './upgrade-terms.ts';

/** What a change of a service costs. */
export interface UpgradeQuote {
  daysLeft: number;
  totalDays: number;
  /** The present price of the time still to come, and the new one's until the next due date. */
  credit: Decimal;
  charge: Decimal;
  /** To pay now: without tax, discounts taken off. */
  due: Decimal;
  discount: Decimal;
  tax: Decimal;
  /** Given back, when the new one is cheaper; with tax. */
  surplus: Decimal;
  /** What each further cycle costs. */
  recurring: Decimal;
  nextDueOn: Day | null;
  /** The day of the month of a new first period; null where the time that was begun goes on. */
  billingDay: number | null;
  lines: PriceLine[];
  promotion: (PromotionTerms & { id: number }) | null;
}

/**
 * Prices a change of a service with the one pricing function, for today. Only the time still to come
 * is charged and credited.
 * @throws DomainError PRICE_MISSING, PROMOTION_NOT_FOUND and why a promotion does not hold
 */
export async function upgradeQuote(
  work: Work,
  terms: UpgradeTerms,
  code: string | null,
): Promise<UpgradeQuote> {
  const { tx } = work;
  const { service, product, cycle } = terms;
  const { currencyCode: currency, clientId } = service;
  const found = code ? await promotionFor(work, terms, code) : null;
  const { price, recurring, isOldNet } = await pricesOf(work, terms, found);
  const buyer = await loadBuyer(tx, clientId, currency, await loadTaxSettings(tx));
  const before = { ...service.product, isNet: isOldNet };
  const priced = (amount: Amount) => withAll(amount, before, buyer, currency);
  const unused = await unusedTime(tx, service, { on: today(), priced });
  const change = changePrice({
    currency,
    unused,
    oldPrice: service.recurringAmount,
    isSameCycle: cycle === service.billingCycle,
    newPrice: price.exactRecurring,
    firstPrice: price.first,
    firstTo: price.firstTo,
  });
  const saving = found ? await savingOf(work, found, change.due, currency) : exact('0');
  if (found && !found.isRecurring && saving.isZero())
    throw new DomainError('PROMOTION_NOT_APPLICABLE', undefined, { field: 'promotionCode' });
  const { from, to } = { from: service.product, to: product };
  const part = plainPart({
    type: 'UPGRADE',
    itemKey: service.id,
    description: from.id === to.id ? `${to.name} - Upgrade` : `${from.name} => ${to.name}`,
    unitPrice: change.due,
    isTaxed: to.isTaxed,
    isNet: price.isNet,
    period: change.nextDueOn ? { from: today(), to: change.nextDueOn } : null,
    saving,
    ...(found && { savingLabel: `Promotion ${found.code}` }),
  });
  const lines = change.due.isZero() ? [] : linesOf([part], buyer, currency);
  const { tax, tax2, discount } = quoteTotals(lines, buyer);
  const after = { isTaxed: to.isTaxed, isNet: price.isNet };
  return {
    daysLeft: unused?.daysLeft ?? 0,
    totalDays: unused?.totalDays ?? 0,
    credit: change.credit,
    charge: change.charge,
    due: sum(lines.map(({ amount }) => amount)),
    discount,
    tax: tax.plus(tax2),
    surplus: surplusOf(
      unused,
      priced(change.credit),
      withAll(change.charge, after, buyer, currency),
      currency,
    ),
    recurring,
    nextDueOn: change.nextDueOn,
    billingDay: change.goesOn ? null : price.billingDay,
    lines,
    promotion: found,
  };
}

/** What the service costs as it is to be: now without the promotion told, later with it. */
async function pricesOf({ tx }: Work, terms: UpgradeTerms, found: Found | null) {
  const { service, product, cycle, choices } = terms;
  const requested = { productId: product.id, cycle, choices };
  const own = found?.isRecurring ? null : service.promotionId;
  const price: ServicePrice | null = await servicePrice(tx, service.id, {
    ...requested,
    promotionId: own,
  });
  const lasting = found?.isRecurring ? found.id : service.promotionId;
  const recurring = await recurringPrice(tx, service.id, { ...requested, promotionId: lasting });
  if (!price || !recurring)
    throw new DomainError('PRICE_MISSING', undefined, { field: 'billingCycle' });
  const old = { productId: service.productId, cycle: service.billingCycle, promotionId: null };
  const before = await servicePrice(tx, service.id, old);
  return { price, recurring, isOldNet: before?.isNet ?? false };
}

/** An amount as it is paid: less the client's discount, with tax. */
function withAll(
  amount: Amount,
  { isTaxed, isNet }: { isTaxed: boolean; isNet: boolean },
  { discountPercent, taxes }: BuyerTerms,
  currency: string,
): Decimal {
  const off = isNet ? exact('0') : percent(amount, discountPercent, currency);
  return withTax(exact(amount).minus(off), isTaxed ? taxes : [], currency);
}

/**
 * What a change gives back: never more than the price list says, nor than was paid for the time and
 * not given back yet, less what the new one costs for it.
 */
function surplusOf(unused: UnusedTime | null, old: Decimal, next: Decimal, currency: string) {
  const zero = exact('0');
  if (!unused) return zero;
  const listed = old.minus(next);
  const paid = round(unused.paid, currency).minus(next);
  const surplus = paid.lessThan(listed) ? paid : listed;
  return surplus.greaterThan(0) ? surplus : zero;
}

type Found = PromotionTerms & { id: number; isRecurring: boolean; upgradeConfig: unknown };

/** The promotion of a code, which must hold for upgrades. @throws DomainError why it does not */
async function promotionFor(
  { tx }: Work,
  { service, product, cycle }: UpgradeTerms,
  code: string,
): Promise<Found> {
  const field = { field: 'promotionCode' };
  const row = await tx.promotion.findUnique({
    where: { code: code.trim().toUpperCase() },
    select: { ...promotionColumns, upgradesAllowed: true, upgradeConfig: true },
  });
  if (!row) throw new DomainError('PROMOTION_NOT_FOUND', undefined, field);
  const promotion = promotionTerms(row);
  const target = { kind: 'PRODUCT', id: product.id } as const;
  const client = await loadFacts(tx, row.id, service.clientId);
  const fault = promotionFault(promotion, { on: today(), holds: [target], client });
  if (fault) throw new DomainError(fault, undefined, field);
  const nothing = exact('0');
  const words = { itemKey: service.id, description: '', unitPrice: nothing, isTaxed: false };
  const part = plainPart({ type: 'UPGRADE', ...words, target, cycle });
  if (!row.upgradesAllowed || !isFor(promotion, part))
    throw new DomainError('PROMOTION_NOT_APPLICABLE', undefined, field);
  return { ...promotion, id: row.id, upgradeConfig: row.upgradeConfig };
}

/** What it takes off now: by what it says of upgrades, else as it would anywhere. */
async function savingOf(
  { tx }: Work,
  { type, value, currencyCode, upgradeConfig }: Found,
  due: Decimal,
  currency: string,
): Promise<Decimal> {
  const provided = (upgradeConfig ?? {}) as { type?: unknown; value?: unknown };
  const kind = typeof provided.type === 'string' ? provided.type.toUpperCase() : type;
  const isNumber = /^\d+(\.\d+)?$/.test(String(provided.value ?? ''));
  const amount = isNumber ? exact(String(provided.value)) : exact(value);
  if (kind.startsWith('PERCENT')) {
    const off = percent(due, amount, currency);
    return off.greaterThan(due) ? due : off;
  }
  if (!kind.startsWith('FIXED')) return exact('0');
  const rates = await loadRates(tx);
  const worth = round(converted(amount, currencyCode, currency, rates), currency);
  return worth.lessThan(due) ? worth : due;
}
