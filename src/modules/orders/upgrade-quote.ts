import type { Decimal } from 'decimal.js';
import { today } from '#core/clock.ts';
import { type Cycle, isRecurring, monthsOf } from '#core/cycles.ts';
import { addMonths, type Day, type Period, toDay } from '#core/dates.ts';
import { exact, percent, round, sum } from '#core/money.ts';
import { DomainError } from '#core/errors.ts';
import { converted } from '#modules/catalog/pricing/cycle-price.ts';
import {
  loadBuyer,
  loadFacts,
  loadRates,
  loadTaxSettings,
} from '#modules/catalog/pricing/load-buyer.ts';
import { linesOf, plainPart, totalsOf } from '#modules/catalog/pricing/part.ts';
import { isFor, promotionFault } from '#modules/catalog/pricing/promotion.ts';
import { changePrice } from '#modules/catalog/pricing/prorata.ts';
import { promotionColumns, promotionTerms } from '#modules/catalog/pricing/rows.ts';
import type { PriceLine, PromotionTerms } from '#modules/catalog/pricing/terms.ts';
import { recurringPrice } from '#modules/services/recurring-price.ts';
import type { Work } from '#schema/work.ts';
import type { UpgradeTerms } from './upgrade-terms.ts';

/** What a change of a service costs. */
export interface UpgradeQuote {
  daysLeft: number;
  totalDays: number;
  /** The unused part of what was paid, and the new one's price until the next due date. */
  credit: Decimal;
  charge: Decimal;
  /** To pay now: without tax, discounts taken off. */
  due: Decimal;
  discount: Decimal;
  tax: Decimal;
  /** Given back, when the new one is cheaper. */
  surplus: Decimal;
  /** What each further cycle costs. */
  recurring: Decimal;
  nextDueOn: Day | null;
  lines: PriceLine[];
  promotion: (PromotionTerms & { id: number }) | null;
}

/**
 * Prices a change of a service with the one pricing function, for today. Only the rest of the paid
 * period is charged and credited.
 * @throws DomainError PRICE_MISSING, PROMOTION_NOT_FOUND and why a promotion does not hold
 */
export async function upgradeQuote(
  work: Work,
  terms: UpgradeTerms,
  code: string | null,
): Promise<UpgradeQuote> {
  const { tx } = work;
  const { service, product, cycle, choices } = terms;
  const { currencyCode: currency, clientId } = service;
  const found = code ? await promotionFor(work, terms, code) : null;
  const lasting = found?.isRecurring ? found.id : service.promotionId;
  const requested = { productId: product.id, cycle, promotionId: lasting, choices };
  const recurring = await recurringPrice(tx, service.id, requested);
  if (!recurring) throw new DomainError('PRICE_MISSING', undefined, { field: 'billingCycle' });
  const change = changePrice({
    currency,
    on: today(),
    paid: paidPeriod(service),
    oldPrice: service.recurringAmount,
    oldCycle: service.billingCycle,
    newPrice: recurring,
    newCycle: cycle,
  });
  const buyer = await loadBuyer(tx, clientId, currency, await loadTaxSettings(tx));
  const saving = found ? await savingOf(work, found, change.due, currency) : exact('0');
  if (found && !found.isRecurring && saving.isZero())
    throw new DomainError('PROMOTION_NOT_APPLICABLE', undefined, { field: 'promotionCode' });
  const {
    service: { product: from },
  } = terms;
  const description =
    from.id === product.id ? `${product.name} - Upgrade` : `${from.name} => ${product.name}`;
  const part = plainPart({
    type: 'UPGRADE',
    itemKey: service.id,
    description,
    unitPrice: change.due,
    isTaxed: product.isTaxed,
    saving,
    ...(found && { savingLabel: `Promotion ${found.code}` }),
  });
  const lines = change.due.isZero() ? [] : linesOf([part], buyer, currency);
  const { tax, tax2, discount } = totalsOf(lines, buyer);
  const off = percent(change.surplus, buyer.discountPercent, currency);
  return {
    daysLeft: change.daysLeft,
    totalDays: change.totalDays,
    credit: change.credit,
    charge: change.charge,
    due: sum(lines.map(({ amount }) => amount)),
    discount,
    tax: tax.plus(tax2),
    surplus: change.surplus.minus(off),
    recurring,
    nextDueOn: change.nextDueOn,
    lines,
    promotion: found,
  };
}

/** The period that is paid for and runs; null where nothing recurs. */
function paidPeriod({ nextDueOn, billingCycle }: UpgradeTerms['service']): Period | null {
  if (!nextDueOn || !isRecurring(billingCycle as Cycle)) return null;
  const to = toDay(nextDueOn);
  return { from: addMonths(to, -monthsOf(billingCycle)), to };
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
  const worth = converted(round(amount, currencyCode), currencyCode, currency, await loadRates(tx));
  return worth.lessThan(due) ? worth : due;
}
