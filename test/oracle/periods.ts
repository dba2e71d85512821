import { after, between, monthsAfter } from './calendar.ts';
import { Fraction } from './fraction.ts';

/** Months of each cycle that recurs. */
export const monthsOf: Record<string, number> = {
  MONTHLY: 1,
  QUARTERLY: 3,
  SEMI_ANNUALLY: 6,
  ANNUALLY: 12,
  BIENNIALLY: 24,
  TRIENNIALLY: 36,
};

/** How something recurs: every so many months, on a day of the month or the last one before it. */
export interface Series {
  months: number;
  day: number;
}

/** Days somebody pays for: from the first to the last, both in it. */
export interface Period {
  from: string;
  to: string;
}

/** The first period of a purchase. */
export interface FirstPeriod extends Period {
  series: Series;
  /** How many regular periods it costs. */
  share: Fraction;
}

export interface Prorata {
  day: number;
  /** From this day of the month on, a month more is paid; 0 for never. */
  nextMonthAfterDay: number;
}

const dayOf = (date: string) => Number(date.slice(8));
const isLastOfMonth = (date: string) => dayOf(after(date, 1)) === 1;
const days = (from: string, until: string) => BigInt(between(from, until));

/** The day after a period that begins on a day of the series. */
export const endOf = (from: string, { months, day }: Series) => monthsAfter(from, months, day);

/**
 * How many regular periods the days before `until`, a day of the series, are worth: each part its
 * days' share of the regular period it lies in.
 */
export function shareOf(from: string, until: string, series: Series): Fraction {
  let share = Fraction.zero;
  let end = until;
  while (from < end) {
    const begin = monthsAfter(end, -series.months, series.day);
    const first = from > begin ? from : begin;
    share = share.plus(new Fraction(days(first, end), days(begin, end)));
    end = begin;
  }
  return share;
}

/** The first period of what is bought on a day: whole, or to its billing day. */
export function firstPeriod(on: string, months: number, prorata: Prorata | null): FirstPeriod {
  const own = dayOf(on);
  const isBillingDay = prorata && (own === prorata.day || (own < prorata.day && isLastOfMonth(on)));
  if (!prorata || isBillingDay) {
    const series = { months, day: prorata?.day ?? own };
    return { from: on, to: after(endOf(on, series), -1), series, share: Fraction.one };
  }
  const series = { months, day: prorata.day };
  const until = monthsAfter(on, prorata.day > own ? months - 1 : months, prorata.day);
  const share = shareOf(on, until, series);
  const { nextMonthAfterDay } = prorata;
  if (nextMonthAfterDay === 0 || own < nextMonthAfterDay)
    return { from: on, to: after(until, -1), series, share };
  const later = monthsAfter(until, 1, prorata.day);
  const month = new Fraction(1n, BigInt(months));
  return { from: on, to: after(later, -1), series, share: share.plus(month) };
}
