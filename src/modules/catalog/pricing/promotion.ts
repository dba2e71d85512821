import type { Decimal } from 'decimal.js';
import type { Day } from '#core/dates.ts';
import { exact, least, percent, times } from '#core/money.ts';
import { converted } from './cycle-price.ts';
import type { Part } from './part.ts';
import type { PromotionTerms, Rates, Target } from './terms.ts';

/** Why a promotion does not hold; each is an error code. */
export type PromotionFault =
  | 'PROMOTION_INACTIVE'
  | 'PROMOTION_NOT_STARTED'
  | 'PROMOTION_EXPIRED'
  | 'PROMOTION_EXHAUSTED'
  | 'PROMOTION_NEW_CLIENTS_ONLY'
  | 'PROMOTION_EXISTING_CLIENTS_ONLY'
  | 'PROMOTION_ALREADY_USED'
  | 'PROMOTION_REQUIREMENT_MISSING'
  | 'PROMOTION_NOT_APPLICABLE';

/** What decides whether somebody may use a promotion. */
export interface PromotionFacts {
  on: Day;
  /** Null for a visitor whose client is not known yet. */
  client: {
    /** Has an order that was not cancelled. */
    hasOrdered: boolean;
    /** Has something active. */
    isCustomer: boolean;
    timesUsed: number;
    /** What is active. */
    owns: readonly Target[];
  } | null;
  /** What is in the basket. */
  holds: readonly Target[];
}

const isAmong = ({ kind, id }: Target, targets: readonly Target[]) =>
  targets.some((target) => target.kind === kind && target.id === id);

/**
 * Why somebody may not use a promotion, or null. Whether it is worth anything for the basket is
 * seen when it is applied.
 */
export function promotionFault(
  promotion: PromotionTerms,
  { on, client, holds }: PromotionFacts,
): PromotionFault | null {
  const { startOn, expiresOn, maxUses, uses, requires } = promotion;
  if (!promotion.isActive) return 'PROMOTION_INACTIVE';
  if (startOn && on < startOn) return 'PROMOTION_NOT_STARTED';
  if (expiresOn && on > expiresOn) return 'PROMOTION_EXPIRED';
  if (maxUses > 0 && uses >= maxUses) return 'PROMOTION_EXHAUSTED';
  if (promotion.newSignupsOnly && client?.hasOrdered) return 'PROMOTION_NEW_CLIENTS_ONLY';
  if (promotion.existingClientsOnly && !client?.isCustomer)
    return 'PROMOTION_EXISTING_CLIENTS_ONLY';
  if (promotion.isOncePerClient && client && client.timesUsed > 0) return 'PROMOTION_ALREADY_USED';
  const owned = promotion.requiresExisting ? (client?.owns ?? []) : [];
  const requested = requires.length > 0 && !requires.some((t) => isAmong(t, [...holds, ...owned]));
  return requested ? 'PROMOTION_REQUIREMENT_MISSING' : null;
}

/** Whether a promotion is for this part of a basket. */
export function isFor(promotion: PromotionTerms, { target, cycle, years }: Part): boolean {
  const { appliesTo, cycles, domainYears } = promotion;
  if (!target) return false;
  if (appliesTo.length > 0 && !isAmong(target, appliesTo)) return false;
  if (cycle !== null && cycles.length > 0 && !cycles.includes(cycle)) return false;
  return !(years !== null && domainYears.length > 0 && !domainYears.includes(years));
}

const notNegative = (amount: Decimal) => (amount.isNegative() ? exact('0') : amount);

/** What a promotion takes off so many units: now, and at each renewal it holds for. */
function savingOf(
  { type, value }: PromotionTerms,
  { unitPrice, unitSetup, unitRecurring, fraction }: Part,
  { units, worth, currency }: { units: string; worth: Decimal; currency: string },
): { now: Decimal; later: Decimal } {
  const of = (unit: Decimal) => times(unit, units, currency);
  const [setup, renewal] = [of(unitSetup), of(unitRecurring)];
  const first = of(unitPrice).plus(setup);
  if (type === 'PERCENTAGE')
    return { now: percent(first, value, currency), later: percent(renewal, value, currency) };
  if (type === 'FIXED_AMOUNT')
    return { now: least(of(worth), first), later: least(of(worth), renewal) };
  if (type === 'FREE_SETUP') return { now: setup, later: exact('0') };
  return {
    now: notNegative(of(unitPrice.minus(worth.times(fraction)))),
    later: notNegative(of(unitRecurring.minus(worth))),
  };
}

/**
 * The parts of a basket with what a promotion takes off each. One that holds once per order takes
 * it off one unit of the first part it is for.
 */
export function promoted(
  parts: readonly Part[],
  promotion: PromotionTerms,
  currency: string,
  rates: Rates,
): Part[] {
  const isMoney = promotion.type === 'FIXED_AMOUNT' || promotion.type === 'PRICE_OVERRIDE';
  const worth = isMoney
    ? converted(promotion.value, promotion.currencyCode, currency, rates)
    : exact('0');
  let isSpent = false;
  return parts.map((part) => {
    if (isSpent || !isFor(promotion, part)) return part;
    if (part.isExtra && promotion.type !== 'PERCENTAGE') return part;
    const units = promotion.isOncePerOrder ? '1' : String(part.quantity);
    const { now, later } = savingOf(promotion, part, { units, worth, currency });
    if (now.isZero() && later.isZero()) return part;
    isSpent = promotion.isOncePerOrder;
    return {
      ...part,
      saving: now,
      laterSaving: promotion.isRecurring ? later : exact('0'),
      savingLabel: `Promotion ${promotion.code}`,
    };
  });
}
