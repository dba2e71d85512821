import { after } from './calendar.ts';
import type { Line, Part } from './bill.ts';
import type { PaidDays } from './change.ts';
import { exact, Fraction } from './fraction.ts';
import { endOf, type Period, type Series } from './periods.ts';
import type { Item, Promotion, Store } from './shop.ts';

/** Something a client has that recurs: a service, or an addon of one. */
export interface Owned {
  type: 'SERVICE' | 'SERVICE_ADDON';
  /** The number its lines name. */
  number: number;
  id: string;
  item: Item;
  isTaxed: boolean;
  series: Series | null;
  /** The first day that is not billed yet. */
  billedUntil: string | null;
  /** What a renewal costs without and with the promotion. */
  full: Fraction;
  reduced: Fraction;
  /** Renewals the promotion still holds for; null for all. */
  renewalsLeft: number | null;
  /** What the cycle that was billed last costs by the price list, a lasting promotion taken off. */
  agreed: Fraction;
  /** The promotion that lasts until a renewal is billed without it. */
  promotion: Promotion | null;
  /** The first day that is not paid for, and not granted by an order either. */
  grantedUntil: string | null;
  isActive: boolean;
  /** A change of it waits for its payment. */
  isChanging?: boolean;
  /**
   * What is in its days of the time before its cycle changed, and how many bills were there by then.
   * A bill that is undone later holds less.
   */
  carried: { money(): PaidDays[]; bills: number };
}

/** How many renewals a promotion that was used holds for. */
export const renewalsOf = (promotion: Promotion | null) =>
  !promotion?.isRecurring ? 0 : promotion.renewals === 0 ? null : promotion.renewals;

/** The next period of something, which then counts as billed. */
export interface Renewal {
  owned: Owned;
  period: Period;
  part: Part;
  lines: Line[];
}

/** What each further cycle costs now. */
export const recurringOf = ({ renewalsLeft, reduced, full }: Owned) =>
  renewalsLeft === 0 ? full : reduced;

/** Bills the next period of something. */
export function renew(store: Store, owned: Owned): Renewal {
  const { decimals } = store.currency;
  const from = owned.billedUntil!;
  const end = endOf(from, owned.series!);
  const line = recurringOf(owned);
  if (owned.renewalsLeft === 0) owned.promotion = null;
  owned.agreed = line;
  const group = line.percent(exact(store.groupPercent)).rounded(decimals);
  const period = { from, to: after(end, -1) };
  owned.billedUntil = end;
  if (owned.renewalsLeft) owned.renewalsLeft -= 1;
  const lines = [
    { type: owned.type, amount: line.text(decimals), period },
    { type: 'GROUP_DISCOUNT', amount: group.negated().text(decimals) },
  ].filter(({ amount }) => /[1-9]/.test(amount));
  return { owned, period, part: { net: line.minus(group), isTaxed: owned.isTaxed }, lines };
}

/** Everything whose next period begins within so many days, billed as often as that is so. */
export function renewals(store: Store, things: Owned[], today: string, ahead: number): Renewal[] {
  const horizon = after(today, ahead);
  const done: Renewal[] = [];
  for (const owned of things) {
    // What comes after a change that waits for its payment is billed when it is due, not ahead.
    const until = owned.isChanging ? today : horizon;
    while (owned.isActive && owned.billedUntil !== null && owned.billedUntil <= until)
      done.push(renew(store, owned));
  }
  return done;
}
