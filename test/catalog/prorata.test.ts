import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recurringCycles } from '#core/cycles.ts';
import { toDay } from '#core/dates.ts';
import { type PlanChange, changePrice } from '#modules/catalog/pricing/change-price.ts';
import { cyclesIn, firstPeriod } from '#modules/catalog/pricing/prorata.ts';
import { type PromotionFacts, promotionFault } from '#modules/catalog/pricing/promotion.ts';
import { taxesAt } from '#modules/catalog/pricing/tax.ts';
import { promo, vat } from './terms.ts';

describe('the first period', () => {
  it.each([
    ['2026-01-31', 'MONTHLY', null, '2026-02-28', '1'],
    ['2028-02-29', 'ANNUALLY', null, '2029-02-28', '1'],
    // 20 January to 15 February is 26 of the 31 days to 20 February.
    ['2026-01-20', 'MONTHLY', { day: 15, nextMonthAfterDay: 0 }, '2026-02-15', '0.8387'],
    // February has no 31st: its last day stands in.
    ['2026-02-01', 'MONTHLY', { day: 31, nextMonthAfterDay: 0 }, '2026-02-28', '0.9643'],
    ['2026-01-20', 'MONTHLY', { day: 15, nextMonthAfterDay: 20 }, '2026-03-15', '1.8387'],
    ['2026-01-19', 'MONTHLY', { day: 15, nextMonthAfterDay: 20 }, '2026-02-15', '0.871'],
    // A month more of a quarter is a third of its price.
    ['2026-01-20', 'QUARTERLY', { day: 1, nextMonthAfterDay: 20 }, '2026-05-01', '1.1222'],
  ] as const)('from %s, %s, %j ends on %s', (on, cycle, prorata, to, fraction) => {
    const period = firstPeriod(on, cycle, prorata);
    expect(period?.to).toBe(to);
    expect(period?.fraction.toDecimalPlaces(4).toFixed()).toBe(fraction);
  });

  it('does not exist for what is paid once or free', () => {
    expect(firstPeriod('2026-01-01', 'ONE_TIME', { day: 1, nextMonthAfterDay: 0 })).toBeNull();
    expect(firstPeriod('2026-01-01', 'FREE', null)).toBeNull();
  });

  it('always ends after it starts, and costs no more than a whole one and a month', () => {
    const days = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
      .map(toDay);
    const day = fc.integer({ min: 0, max: 31 });
    const cycle = fc.constantFrom(...recurringCycles);
    fc.assert(
      fc.property(days, cycle, day, day, (on, which, billed, after) => {
        const period = firstPeriod(on, which, { day: billed, nextMonthAfterDay: after });
        expect(period!.to > on).toBe(true);
        expect(period!.fraction.greaterThan(0)).toBe(true);
        expect(period!.fraction.lessThanOrEqualTo(new Decimal(2))).toBe(true);
      }),
    );
  });
});

describe('a change of a running service', () => {
  // 15 of the 30 days of April are still to come.
  const april: PlanChange['unused'] = {
    cycles: cyclesIn({ from: '2026-04-16', to: '2026-05-01' }, { months: 1, day: 1 }),
    to: '2026-05-01',
  };
  const month: PlanChange = {
    currency: 'USD',
    unused: april,
    oldPrice: '10',
    isSameCycle: true,
    newPrice: '25',
    firstPrice: '25',
    firstTo: '2026-05-16',
  };
  const other = { isSameCycle: false };
  it.each([
    // 15 of 30 days: half of 25 less half of 10.
    ['to a dearer one', {}, { credit: '5', charge: '12.5', due: '7.5', nextDueOn: '2026-05-01' }],
    [
      'to a cheaper one',
      { newPrice: '4' },
      { credit: '5', charge: '2', due: '0', nextDueOn: '2026-05-01' },
    ],
    [
      'to a year',
      { ...other, firstPrice: '200', firstTo: '2027-04-16' },
      { credit: '5', charge: '200', due: '195', nextDueOn: '2027-04-16' },
    ],
    [
      'from something free',
      { ...other, oldPrice: '0', unused: null },
      { credit: '0', charge: '25', due: '25', nextDueOn: '2026-05-16' },
    ],
    [
      'on the last day',
      { unused: null },
      { credit: '0', charge: '25', due: '25', nextDueOn: '2026-05-16' },
    ],
    [
      'to something paid once',
      { ...other, newPrice: '0', firstPrice: '99', firstTo: null },
      { credit: '5', charge: '99', due: '94', nextDueOn: null },
    ],
  ] as const)('costs the difference %s', (_title, more, expected) => {
    const price = changePrice({ ...month, ...more });
    const texts = Object.fromEntries(
      Object.entries(price).map(([name, value]) => [
        name,
        Decimal.isDecimal(value) ? value.toFixed() : value,
      ]),
    );
    expect(texts).toMatchObject(expected);
  });

  it.each([
    // 31 January to 28 February is one month of a series on the 31st; half of it is 14 days.
    ['2027-01-31', '2027-02-28', 31, '1'],
    ['2027-02-14', '2027-02-28', 31, '0.5'],
    // Seven of the 31 days of May, and June.
    ['2027-05-25', '2027-07-01', 1, '1.2258'],
    // Twelve of the 31 days of December, and January.
    ['2026-12-20', '2027-02-01', 1, '1.3871'],
  ])('counts the days from %s to %s in months to the %i', (from, to, day, cycles) => {
    const found = cyclesIn({ from, to }, { months: 1, day });
    expect(found.toDecimalPlaces(4).toFixed()).toBe(cycles);
  });
});

describe('a promotion', () => {
  const nobody: PromotionFacts = {
    on: '2026-03-10',
    client: null,
    holds: [{ kind: 'PRODUCT', id: 1 }],
  };
  const client = {
    hasOrdered: true,
    isCustomer: true,
    timesUsed: 1,
    owns: [{ kind: 'ADDON', id: 9 }],
  } as const;
  const known: PromotionFacts = { ...nobody, client };
  const wants9 = { requires: [{ kind: 'ADDON', id: 9 }] } as const;
  it.each([
    ['holds', promo(), nobody, null],
    ['is switched off', promo({ isActive: false }), nobody, 'PROMOTION_INACTIVE'],
    ['has not begun', promo({ startOn: '2026-03-11' }), nobody, 'PROMOTION_NOT_STARTED'],
    ['holds on its first day', promo({ startOn: '2026-03-10' }), nobody, null],
    ['holds on its last day', promo({ expiresOn: '2026-03-10' }), nobody, null],
    ['is over', promo({ expiresOn: '2026-03-09' }), nobody, 'PROMOTION_EXPIRED'],
    ['is used up', promo({ maxUses: 5, uses: 5 }), nobody, 'PROMOTION_EXHAUSTED'],
    ['has one use left', promo({ maxUses: 5, uses: 4 }), nobody, null],
    ['is for new clients', promo({ newSignupsOnly: true }), known, 'PROMOTION_NEW_CLIENTS_ONLY'],
    ['may be for a visitor, who is new', promo({ newSignupsOnly: true }), nobody, null],
    [
      'is for clients',
      promo({ existingClientsOnly: true }),
      nobody,
      'PROMOTION_EXISTING_CLIENTS_ONLY',
    ],
    ['is for this client', promo({ existingClientsOnly: true }), known, null],
    ['was used by this client', promo({ isOncePerClient: true }), known, 'PROMOTION_ALREADY_USED'],
    ['wants something else bought', promo(wants9), known, 'PROMOTION_REQUIREMENT_MISSING'],
    ['is content with what is owned', promo({ ...wants9, requiresExisting: true }), known, null],
    [
      'is content with what is bought',
      promo({ requires: [{ kind: 'PRODUCT', id: 1 }] }),
      nobody,
      null,
    ],
  ] as const)('%s', (_title, promotion, facts, fault) => {
    expect(promotionFault(promotion, facts)).toBe(fault);
  });
});

describe('the taxes of a place', () => {
  const rule = (id: string, countryCode: string, state: string, level = 1) => ({
    ...vat('1', { name: id, level }),
    countryCode,
    state,
  });
  const rules = [
    rule('world', '', ''),
    rule('ca', 'CA', ''),
    rule('qc', 'CA', 'Quebec'),
    rule('qst', 'CA', 'Quebec', 2),
  ];
  it.each([
    ['DE', 'Berlin', ['world']],
    ['CA', 'Ontario', ['ca']],
    ['CA', ' quebec', ['qc', 'qst']],
  ])('%s, %s', (countryCode, state, names) => {
    expect(taxesAt(rules, { countryCode, state }).map(({ name }) => name)).toEqual(names);
  });
});
