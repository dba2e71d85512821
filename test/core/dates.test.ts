import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import * as clock from '#core/clock.ts';
import { advance, freeze, now, today, useClock, useSystemClock } from '#core/clock.ts';
import { runtime } from '#core/runtime.ts';
import * as dates from '#core/dates.ts';

const days = fc
  .date({
    min: new Date('2000-01-01'),
    max: new Date('2090-12-31'),
    noInvalidDate: true,
  })
  .map(dates.toDay);

describe('dates', () => {
  it('reads only real dates and times', () => {
    expect(dates.parseDay('2028-02-29')).toBe('2028-02-29');
    for (const text of ['2027-02-29', '0000-00-00', '2027-2-1', '2027-01-01x', '0999-01-01'])
      expect(dates.parseDay(text)).toBeUndefined();
    expect(dates.parseDateTime('2027-03-01 23:59:59')?.toISOString()).toBe(
      '2027-03-01T23:59:59.000Z',
    );
    for (const text of ['2027-03-01 24:00:00', '2027-02-30 00:00:00', '2027-03-01'])
      expect(dates.parseDateTime(text)).toBeUndefined();
  });

  it('spells date columns, and none as the zero date', () => {
    expect(dates.toDate('2027-03-01').toISOString()).toBe('2027-03-01T00:00:00.000Z');
    expect(dates.dayOrZero(null)).toBe('0000-00-00');
    expect(dates.dateTimeOrZero(undefined)).toBe('0000-00-00 00:00:00');
    expect(dates.dateTimeOrZero(new Date('2027-03-01T04:05:06Z'))).toBe('2027-03-01 04:05:06');
    expect(() => dates.toDate('2027-02-30')).toThrow(RangeError);
  });

  it('returns to the anchor day after short months and common years', () => {
    const monthly = [1, 2, 3, 4, 13].map((step) => dates.addMonths('2027-01-31', step));
    expect(monthly).toEqual(['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31', '2028-02-29']);
    expect(dates.addMonths('2027-02-28', 1, 31)).toBe('2027-03-31');
    expect(dates.addMonths('2027-03-31', -1)).toBe('2027-02-28');
    expect(dates.addYears('2028-02-29', 1)).toBe('2029-02-28');
    expect(dates.addYears('2031-02-28', 1, 29)).toBe('2032-02-29');
  });

  it('counts days across leap days', () => {
    expect(dates.daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(dates.daysBetween('2027-03-01', '2027-02-28')).toBe(-1);
    expect(dates.laterOf('2027-03-01', '2027-02-28')).toBe('2027-03-01');
  });

  it('prorates by whole days from one to zero', () => {
    const period = dates.billingPeriod('2027-04-01', 1);
    expect(period).toEqual({ from: '2027-04-01', to: '2027-05-01' });
    const at = (day: string) => dates.remainingFraction(period, day).times(30).toNumber();
    expect(['2027-03-20', '2027-04-01', '2027-04-16', '2027-05-01', '2027-06-01'].map(at)).toEqual([
      30, 30, 15, 0, 0,
    ]);
  });

  it('finds the period around any day, and periods follow each other without gap', () => {
    fc.assert(
      fc.property(days, fc.nat(8000), fc.constantFrom(1, 3, 6, 12, 36), (start, later, months) => {
        const day = dates.addDays(start, later);
        const period = dates.periodAround(start, months, day);
        expect(period.from <= day && day < period.to).toBe(true);
        const anchor = Number(start.slice(8));
        const next = dates.billingPeriod(period.from, months, anchor);
        expect(next.to).toBe(period.to);
      }),
    );
    expect(() => dates.periodAround('2027-02-01', 1, '2027-01-31')).toThrow(RangeError);
  });

  it('adding days and counting them are inverse', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
        expect(dates.daysBetween(day, dates.addDays(day, count))).toBe(count);
      }),
    );
  });
});

describe('clock', () => {
  afterEach(useSystemClock);

  it('stands still when frozen, moves by advance, and goes back when undone', () => {
    const undo = freeze('2027-12-31T23:30:00Z');
    expect(today()).toBe('2027-12-31');
    advance({ hours: 1 });
    expect(now().toISOString()).toBe('2028-01-01T00:30:00.000Z');
    now().setUTCFullYear(1999);
    expect(now().getUTCFullYear()).toBe(2028);
    undo();
    expect(Math.abs(now().getTime() - Date.now())).toBeLessThan(5_000);
  });

  it('begins days at midnight where the company is, in summer and in winter', () => {
    freeze('2027-12-31T23:30:00Z');
    runtime().timeZone = 'Europe/Berlin';
    expect([today(), clock.hourOfDay()]).toEqual(['2028-01-01', 0]);
    expect(clock.startOf('2028-01-01').toISOString()).toBe('2027-12-31T23:00:00.000Z');
    expect(clock.startOf('2028-07-01').toISOString()).toBe('2028-06-30T22:00:00.000Z');
    expect(clock.dayOf(new Date('2028-06-30T22:00:00Z'))).toBe('2028-07-01');
    expect(clock.isTimeZone('Mars/Olympus')).toBe(false);
    runtime().timeZone = 'UTC';
    expect(today()).toBe('2027-12-31');
  });

  it('keeps a running clock running after an advance', () => {
    let tick = 0;
    useClock(() => new Date((tick += 1000)));
    advance({ days: 400 });
    const first = now().getTime();
    expect(now().getTime() - first).toBe(1000);
    expect(first).toBeGreaterThan(400 * 86_400_000);
  });
});
