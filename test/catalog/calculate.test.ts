import { describe, expect, it } from 'vitest';
import { calculate } from '#modules/catalog/pricing/calculate.ts';
import type { Basket, BuyerTerms } from '#modules/catalog/pricing/terms.ts';
import {
  backup,
  basket,
  domain,
  inCurrency,
  product,
  promo,
  ram,
  starter,
  sumsOf,
  usd,
  vat,
} from './terms.ts';

const buyer = (more: Partial<BuyerTerms>): BuyerTerms => ({
  discountPercent: '0',
  taxes: [],
  credit: '0',
  ...more,
});

/** What differs from nothing, worked out manually beside each case. */
type Sums = Partial<
  Record<'subtotal' | 'discount' | 'tax' | 'tax2' | 'credit' | 'total' | 'recurring', string>
>;

const cases: [title: string, basket: Basket, sums: Sums][] = [
  // 10 + 5 setup; then 10 a month.
  [
    'a month with its setup fee',
    basket([product()]),
    { subtotal: '15', total: '15', recurring: '10' },
  ],
  [
    'a year without a setup fee',
    basket([product({}, { cycle: 'ANNUALLY' })]),
    { subtotal: '100', total: '100', recurring: '100' },
  ],
  // (10 + 5) × 3.
  [
    'three of it',
    basket([product({}, { quantity: 3 })]),
    { subtotal: '45', total: '45', recurring: '30' },
  ],
  [
    'something free',
    basket([product({ payType: 'FREE', prices: [] }, { cycle: 'FREE' })]),
    { subtotal: '0', total: '0', recurring: '0' },
  ],
  [
    'something paid once',
    basket([
      product({ payType: 'ONE_TIME', prices: usd({ ONE_TIME: '49.90' }) }, { cycle: 'ONE_TIME' }),
    ]),
    { subtotal: '49.9', total: '49.9', recurring: '0' },
  ],
  // 10 + 2.50, setup 5 + 1.
  [
    'a choice with its own setup fee',
    basket([product({}, { options: [ram] })]),
    { subtotal: '18.5', total: '18.5', recurring: '12.5' },
  ],
  // 10 + 4 × 2.50, setup 5 + 4 × 1.
  [
    'four units of a choice',
    basket([product({}, { options: [{ ...ram, quantity: 4 }] })]),
    { subtotal: '29', total: '29', recurring: '20' },
  ],
  // 15 + 3 + 2; the addon recurs automatically.
  [
    'an extra',
    basket([product({}, { addons: [backup] })]),
    { subtotal: '20', total: '20', recurring: '10' },
  ],
  // 10 March to 1 April: 22 of 31 days of 10 = 7.0967… → 7.10, and 5 setup.
  [
    'a first month to the first of the next',
    basket([product({ prorata: { day: 1, nextMonthAfterDay: 0 } })]),
    { subtotal: '12.1', total: '12.1', recurring: '10' },
  ],
  // The same and April: 22/31 + 1 of 10 = 17.0967… → 17.10, and 5 setup.
  [
    'a first month and the next one',
    basket([product({ prorata: { day: 1, nextMonthAfterDay: 10 } })]),
    { subtotal: '22.1', total: '22.1', recurring: '10' },
  ],
  // 10 March 2026 to 1 March 2027: 356 of 365 days of 100 = 97.534… → 97.53.
  [
    'a first year to a first of March',
    basket([product({ prorata: { day: 1, nextMonthAfterDay: 0 } }, { cycle: 'ANNUALLY' })]),
    { subtotal: '97.53', total: '97.53', recurring: '100' },
  ],
  [
    'a month that begins on the billing day',
    basket([product({ prorata: { day: 10, nextMonthAfterDay: 5 } })]),
    { subtotal: '15', total: '15' },
  ],

  // 10.00 USD × 0.8, 5.00 × 0.8.
  [
    'euros by rate',
    basket([product()], { currency: 'EUR' }),
    { subtotal: '12', total: '12', recurring: '8' },
  ],
  [
    'euros as set',
    basket([product({ prices: [...starter.prices, ...inCurrency('EUR')({ MONTHLY: '9.95' })] })], {
      currency: 'EUR',
    }),
    { subtotal: '9.95', total: '9.95', recurring: '9.95' },
  ],
  // 9.999 × 150 = 1499.85 → 1500 yen.
  [
    'yen without decimals',
    basket([product({ prices: usd({ MONTHLY: '9.999' }) })], { currency: 'JPY' }),
    { subtotal: '1500', total: '1500' },
  ],
  // 1.25 × 0.3 = 0.375 dinar.
  [
    'dinars with three decimals',
    basket([product({ prices: usd({ MONTHLY: '1.25' }) })], { currency: 'KWD' }),
    { subtotal: '0.375', total: '0.375' },
  ],

  // 20 % of 15.
  [
    'a tax on top',
    basket([product({ isTaxed: true })], { buyer: buyer({ taxes: [vat('20')] }) }),
    { subtotal: '15', tax: '3', total: '18' },
  ],
  [
    'no tax on what is not taxed',
    basket([product()], { buyer: buyer({ taxes: [vat('20')] }) }),
    { subtotal: '15', tax: '0', total: '15' },
  ],
  // Lines 10 and 5: 7.5 % = 0.75 and 0.375 → 0.38, together 1.13.
  [
    'a tax rounded on each line',
    basket([product({ isTaxed: true })], { buyer: buyer({ taxes: [vat('7.5')] }) }),
    { tax: '1.13', total: '16.13' },
  ],
  // 5 % of 10 and 5: .50 + .25. 8 % of the same: .80 + .40.
  [
    'two taxes side by side',
    basket([product({ isTaxed: true })], {
      buyer: buyer({ taxes: [vat('5'), vat('8', { level: 2 })] }),
    }),
    { tax: '0.75', tax2: '1.2', total: '16.95' },
  ],
  // 8 % of 10.50 = .84 and of 5.25 = .42.
  [
    'a tax on the tax',
    basket([product({ isTaxed: true })], {
      buyer: buyer({ taxes: [vat('5'), vat('8', { level: 2, isCompound: true })] }),
    }),
    { tax: '0.75', tax2: '1.26', total: '17.01' },
  ],
  // In 10: 10/1.2 × .2 = 1.666… → 1.67; in 5: .8333 → .83. 15 − 2.50 net.
  [
    'a tax inside the price',
    basket([product({ isTaxed: true })], {
      buyer: buyer({ taxes: [vat('20', { mode: 'INCLUSIVE' })] }),
    }),
    { subtotal: '12.5', tax: '2.5', total: '15' },
  ],

  // 10 % of 10 + 5.
  [
    'ten per cent off',
    basket([product()], { promotion: promo() }),
    { subtotal: '15', discount: '1.5', total: '13.5', recurring: '10' },
  ],
  [
    'two dollars off each of three',
    basket([product({}, { quantity: 3 })], {
      promotion: promo({ type: 'FIXED_AMOUNT', value: '2' }),
    }),
    { discount: '6', total: '39' },
  ],
  [
    'two dollars off one of three',
    basket([product({}, { quantity: 3 })], {
      promotion: promo({ type: 'FIXED_AMOUNT', value: '2', isOncePerOrder: true }),
    }),
    { discount: '2', total: '43' },
  ],
  [
    'never more off than it costs',
    basket([product()], { promotion: promo({ type: 'FIXED_AMOUNT', value: '99' }) }),
    { discount: '15', total: '0' },
  ],
  // 2 USD = 1.60 EUR off 12.
  [
    'two dollars off a bill in euros',
    basket([product()], {
      currency: 'EUR',
      promotion: promo({ type: 'FIXED_AMOUNT', value: '2' }),
    }),
    { discount: '1.6', total: '10.4' },
  ],
  [
    'another price, the setup fee stays',
    basket([product()], { promotion: promo({ type: 'PRICE_OVERRIDE', value: '4' }) }),
    { discount: '6', total: '9' },
  ],
  [
    'another price that is higher changes nothing',
    basket([product()], { promotion: promo({ type: 'PRICE_OVERRIDE', value: '40' }) }),
    { discount: '0', total: '15' },
  ],
  // 22/31 of 4 = 2.8387 → 2.84; 7.10 − 2.84.
  [
    'another price for a part of a month',
    basket([product({ prorata: { day: 1, nextMonthAfterDay: 0 } })], {
      promotion: promo({ type: 'PRICE_OVERRIDE', value: '4' }),
    }),
    { discount: '4.26', total: '7.84' },
  ],
  [
    'setup for nothing',
    basket([product({}, { options: [ram] })], { promotion: promo({ type: 'FREE_SETUP' }) }),
    { discount: '6', total: '12.5' },
  ],
  [
    'a promotion for other cycles',
    basket([product()], { promotion: promo({ cycles: ['ANNUALLY'] }) }),
    { discount: '0', total: '15' },
  ],
  [
    'a promotion for another product',
    basket([product()], { promotion: promo({ appliesTo: [{ kind: 'PRODUCT', id: 2 }] }) }),
    { discount: '0', total: '15' },
  ],
  // Only the addon: 10 % of 3 + 2.
  [
    'a promotion for an extra',
    basket([product({}, { addons: [backup] })], {
      promotion: promo({ appliesTo: [{ kind: 'ADDON', id: 7 }] }),
    }),
    { discount: '0.5', total: '19.5' },
  ],
  // Only the domain: 50 % of 12.
  [
    'a promotion for an ending',
    basket([product(), domain()], {
      promotion: promo({ value: '50', appliesTo: [{ kind: 'TLD', id: 3 }] }),
    }),
    { subtotal: '27', discount: '6', total: '21' },
  ],
  [
    'a promotion for two years only',
    basket([domain()], { promotion: promo({ domainYears: [2] }) }),
    { discount: '0', total: '12' },
  ],

  // 10 % of 15 = 1.50, then 20 % of the remaining 13.50.
  [
    'a discount after the promotion',
    basket([product()], { promotion: promo(), buyer: buyer({ discountPercent: '20' }) }),
    { discount: '4.2', total: '10.8' },
  ],
  // 15 − 1.50 − 2.70 = 10.80; tax lines 2.00 + 1.00 − .30 − .54.
  [
    'tax on what is left',
    basket([product({ isTaxed: true })], {
      promotion: promo(),
      buyer: buyer({ discountPercent: '20', taxes: [vat('20')] }),
    }),
    { tax: '2.16', total: '12.96' },
  ],
  [
    'credit that covers a part',
    basket([product()], { buyer: buyer({ credit: '4.5' }) }),
    { credit: '4.5', total: '10.5' },
  ],
  [
    'credit that covers all',
    basket([product()], { buyer: buyer({ credit: '400' }) }),
    { credit: '15', total: '0' },
  ],
  [
    'no credit below zero',
    basket([product()], { buyer: buyer({ credit: '-3' }) }),
    { credit: '0', total: '15' },
  ],

  ['a domain for a year', basket([domain()]), { subtotal: '12', total: '12', recurring: '14' }],
  // Renewing two years is not listed: 2 × 14.
  ['a domain for two years', basket([domain({ years: 2 })]), { subtotal: '22.5', recurring: '28' }],
  // 12 + 4; then 14 + 4.
  [
    'a domain with protection',
    basket([domain({ domainAddons: ['ID_PROTECTION'] })]),
    { subtotal: '16', recurring: '18' },
  ],
  ['a transfer', basket([domain({ action: 'TRANSFER' })]), { subtotal: '9.99', recurring: '14' }],
  [
    'a domain of one’s own',
    basket([domain({ action: 'OWNED', tld: null })]),
    { subtotal: '0', total: '0' },
  ],
  [
    'a taxed domain',
    basket([domain()], { taxesDomains: true, buyer: buyer({ taxes: [vat('20')] }) }),
    { tax: '2.4', total: '14.4' },
  ],
  [
    'a price of a reseller’s list',
    basket([product()], {
      override: (of) => (of.kind === 'PRODUCT' ? { setupFee: '0', price: '7.77' } : undefined),
    }),
    { subtotal: '7.77', recurring: '7.77' },
  ],
];

describe('the price of a basket', () => {
  it.each(cases)('is right for %s', (_title, provided, sums) => {
    expect(sumsOf(provided)).toMatchObject(sums);
  });

  it('adds up to its lines, and each line to its units', () => {
    const { lines, total, tax, tax2, credit } = calculate(
      basket(
        [product({ isTaxed: true }, { quantity: 3, options: [ram], addons: [backup] }), domain()],
        {
          promotion: promo({ value: '12.5' }),
          buyer: buyer({ discountPercent: '3', taxes: [vat('19')], credit: '1' }),
        },
      ),
    );
    const ofLines = lines.reduce((sum, { amount }) => sum.plus(amount), tax.minus(tax));
    expect(ofLines.plus(tax).plus(tax2).minus(credit).toFixed()).toBe(total.toFixed());
    for (const line of lines)
      expect(line.unitPrice.times(line.quantity).toFixed()).toBe(line.amount.toFixed());
    expect(lines.map(({ type }) => type)).toEqual([
      'SERVICE',
      'SERVICE_SETUP',
      'PROMOTION',
      'GROUP_DISCOUNT',
      'SERVICE_ADDON',
      'SERVICE_SETUP',
      'PROMOTION',
      'GROUP_DISCOUNT',
      'DOMAIN_REGISTER',
      'PROMOTION',
      'GROUP_DISCOUNT',
    ]);
  });

  it('does not give a choice away that has no price for the cycle', () => {
    const yearly = product({}, { cycle: 'ANNUALLY', options: [ram] });
    const plain = product({}, { cycle: 'ANNUALLY', options: [{ ...ram, prices: [] }] });
    expect(calculate(basket([yearly])).items[0]?.fault).toBe('PRICE_MISSING');
    expect(calculate(basket([plain])).total.toFixed()).toBe('100');
  });

  it('names what is not on sale instead of giving it away', () => {
    const { items, total } = calculate(
      basket([
        product({}, { cycle: 'TRIENNIALLY' }),
        domain({ years: 9 }),
        domain({ key: 3, tld: null }),
      ]),
    );
    expect(items.map(({ fault }) => fault)).toEqual([
      'PRICE_MISSING',
      'PRICE_MISSING',
      'TLD_MISSING',
    ]);
    expect(total.toFixed()).toBe('0');
  });
});

describe('a free domain', () => {
  const giving = {
    freeDomain: 'WITHOUT_RENEWAL',
    freeDomainCycles: ['ANNUALLY'],
    freeDomainTlds: ['com'],
  } as const;
  const yearly = { cycle: 'ANNUALLY' } as const;
  const stored = { ...giving, freeDomain: 'WITH_RENEWAL' } as const;

  it.each([
    [
      'comes with the right cycle and ending',
      [product(giving, yearly), domain({ parentKey: 1 })],
      '100',
      '14',
    ],
    [
      'is renewed for nothing where it says so',
      [product(stored, yearly), domain({ parentKey: 1 })],
      '100',
      '0',
    ],
    ['does not come with another cycle', [product(giving), domain({ parentKey: 1 })], '27', '14'],
    [
      'does not come with another ending',
      [product({ ...giving, freeDomainTlds: ['net'] }, yearly), domain({ parentKey: 1 })],
      '112',
      '14',
    ],
    [
      'does not come with somebody else’s product',
      [product(giving, yearly), domain()],
      '112',
      '14',
    ],
    [
      'may be a transfer',
      [product(giving, yearly), domain({ parentKey: 1, action: 'TRANSFER' })],
      '100',
      '14',
    ],
    [
      'is no renewal',
      [product(giving, yearly), domain({ parentKey: 1, action: 'RENEW' })],
      '114',
      '14',
    ],
    [
      'is not the longer one',
      [product(giving, yearly), domain({ parentKey: 1, years: 2 })],
      '122.5',
      '28',
    ],
    // 22.50 − 12.
    [
      'takes its year off a longer one where the ending says so',
      [product(giving, yearly), domain({ parentKey: 1, years: 2 }, { freePeriodPriceOff: true })],
      '110.5',
      '28',
    ],
    // Addons are paid.
    [
      'still pays for its protection',
      [product(giving, yearly), domain({ parentKey: 1, domainAddons: ['ID_PROTECTION'] })],
      '104',
      '18',
    ],
  ] as const)('%s', (_title, items, total, recurring) => {
    const quote = calculate(basket([...items]));
    expect(quote.total.toFixed()).toBe(total);
    expect(quote.items[1]?.recurring.toFixed()).toBe(recurring);
  });

  it('is one for each product', () => {
    const second = domain({ key: 3, domainName: 'example.net', parentKey: 1 });
    const quote = calculate(basket([product(giving, yearly), domain({ parentKey: 1 }), second]));
    expect(quote.items.map(({ isFreeDomain }) => isFreeDomain)).toEqual([false, true, false]);
    expect(quote.total.toFixed()).toBe('112');
  });
});

describe('a promotion that recurs', () => {
  it.each([
    ['once', promo(), '0'],
    ['at every renewal', promo({ isRecurring: true }), '1'],
    ['as a fixed amount', promo({ isRecurring: true, type: 'FIXED_AMOUNT', value: '3' }), '3'],
    ['as another price', promo({ isRecurring: true, type: 'PRICE_OVERRIDE', value: '4' }), '6'],
    ['never as a free setup', promo({ isRecurring: true, type: 'FREE_SETUP' }), '0'],
  ] as const)('takes off %s', (_title, promotion, later) => {
    const [item] = calculate(basket([product()], { promotion })).items;
    expect(item?.recurringDiscount.toFixed()).toBe(later);
  });
});
