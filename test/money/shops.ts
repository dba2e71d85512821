import fc from 'fast-check';
import type {
  Option,
  Product,
  Promotion,
  Row,
  Store,
  Sold,
  Tax,
  Taxes,
} from '#test/oracle/shop.ts';
import { currencies } from './company.ts';

const cycles = ['MONTHLY', 'QUARTERLY', 'SEMI_ANNUALLY', 'ANNUALLY', 'BIENNIALLY', 'TRIENNIALLY'];
const text = (units: number, decimals: number) => (units / 10 ** decimals).toFixed(decimals);

/** Amounts of a price list; finer than the currency only where no rate makes them finer still. */
const amount = (decimals: number, isFine: boolean) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 9_999 }).map((n) => text(n, decimals)) },
    { weight: 1, arbitrary: fc.constant('0') },
    ...(isFine
      ? [{ weight: 1, arbitrary: fc.integer({ min: 1, max: 99_999 }).map((n) => text(n, 4)) }]
      : []),
  );

interface Money {
  code: string;
  decimals: number;
}

const rowsIn = ({ code, decimals }: Money, isFine: boolean, list: readonly string[]) =>
  fc
    .tuple(
      ...list.map((cycle) =>
        fc.record({
          currency: fc.constant(code),
          cycle: fc.constant(cycle),
          price: amount(decimals, isFine),
          setupFee: fc.oneof(fc.constant('0'), amount(decimals, isFine)),
        }),
      ),
    )
    .map((rows): Row[] => rows);

/** Prices in the base currency, and now and then in the company's own, which then holds alone. */
const rows = (own: Money, list: readonly string[]): fc.Arbitrary<Row[]> => {
  const isBase = own.code === 'USD';
  const base = rowsIn({ code: 'USD', decimals: 2 }, isBase, list);
  if (isBase) return base;
  return fc.oneof(
    { weight: 2, arbitrary: base },
    { weight: 1, arbitrary: fc.tuple(base, rowsIn(own, true, list)).map((two) => two.flat()) },
  );
};

const someCycles = fc
  .subarray(cycles.slice(1))
  .chain((more) => fc.boolean().map((isMonthly) => (isMonthly ? ['MONTHLY', ...more] : more)))
  .map((list) => (list.length ? list : ['MONTHLY']));

const soldAs = (own: Money, list: fc.Arbitrary<string[]>): fc.Arbitrary<Sold> =>
  fc
    .tuple(fc.constantFrom(...Array(8).fill('RECURRING'), 'ONE_TIME', 'FREE'), fc.boolean())
    .chain(([payType, isTaxed]) =>
      (payType === 'RECURRING' ? list : fc.constant(payType === 'FREE' ? [] : ['ONE_TIME']))
        .chain((chosen) => rows(own, chosen))
        .map((prices): Sold => ({ payType: payType as Sold['payType'], isTaxed, rows: prices })),
    );

const prorata = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record({
      day: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constantFrom(1, 28, 29, 30, 31)),
      nextMonthAfterDay: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 31 })),
    }),
  },
);

const product = (own: Money): fc.Arbitrary<Product> =>
  fc
    .tuple(soldAs(own, someCycles), prorata, fc.boolean(), fc.boolean())
    .map(([sold, terms, hasOptions, allowsQuantity]) => {
      const isRecurring = sold.payType === 'RECURRING';
      const own = { hasOptions: hasOptions && isRecurring, allowsQuantity };
      return { ...sold, prorata: isRecurring ? terms : null, ...own };
    });

/** Prices in whole units of the shop's currency. */
const plainRows = (own: Money, list: readonly string[]) => {
  const base = rowsIn({ code: 'USD', decimals: 2 }, false, list);
  if (own.code === 'USD') return base;
  return fc.tuple(base, rowsIn(own, false, list)).map((two) => two.flat());
};

/** Three products that can become each other: alike in all but price and tax. */
const family = (own: Money): fc.Arbitrary<Product[]> =>
  fc.tuple(someCycles, fc.boolean(), fc.boolean()).chain(([list, hasOptions, allowsQuantity]) =>
    fc.array(
      fc
        .tuple(plainRows(own, list), fc.boolean(), prorata)
        .map(([prices, isTaxed, terms]): Product => ({
          payType: 'RECURRING',
          isTaxed,
          rows: prices,
          prorata: terms,
          hasOptions,
          allowsQuantity,
        })),
      { minLength: 3, maxLength: 3 },
    ),
  );

const option = (own: Money): fc.Arbitrary<Option> =>
  fc
    .boolean()
    .chain((isQuantity) =>
      fc
        .array(rows(own, cycles), { minLength: isQuantity ? 1 : 2, maxLength: isQuantity ? 1 : 3 })
        .map((choices) => ({ isQuantity, choices })),
    );

const percentage = fc.oneof(
  fc.constantFrom('100', '10', '33.33', '12.5', '0.5'),
  fc.integer({ min: 1, max: 10_000 }).map((n) => text(n, 2)),
);

const promotion: fc.Arbitrary<Promotion> = fc
  .constantFrom('PERCENTAGE', 'PERCENTAGE', 'FIXED_AMOUNT', 'PRICE_OVERRIDE', 'FREE_SETUP')
  .chain((type) =>
    fc.record({
      type: fc.constant(type as Promotion['type']),
      value:
        type === 'PERCENTAGE'
          ? percentage
          : fc.integer({ min: 1, max: 3_000 }).map((n) => text(n, 2)),
      products: fc.subarray([0, 1, 2]),
      addons: fc.subarray([0, 1]),
      cycles: fc.oneof(fc.constant<string[]>([]), fc.subarray(cycles)),
      isOncePerOrder: fc.boolean(),
      isRecurring: fc.boolean(),
      renewals: fc.constantFrom(0, 1, 2),
      allowsUpgrades: fc.boolean(),
    }),
  );

const rate = fc.oneof(
  fc.constantFrom('20', '19', '7.5', '9.975', '5'),
  fc.integer({ min: 1, max: 3_000 }).map((n) => text(n, 2)),
);
const taxes: fc.Arbitrary<Taxes> = fc.record({
  isInclusive: fc.boolean(),
  levels: fc.oneof(
    fc.constant<Tax[]>([]),
    fc.tuple(rate).map(([first]): Tax[] => [{ rate: first }]),
    fc
      .tuple(rate, rate, fc.boolean())
      .map(([first, second, isCompound]): Tax[] => [{ rate: first }, { rate: second, isCompound }]),
  ),
});

/** A shop of every kind of product, option, addon, promotion, tax and currency. */
export const shops: fc.Arbitrary<Store> = fc.constantFrom(...currencies).chain((currency) =>
  fc.record({
    base: fc.constant('USD'),
    currency: fc.constant(currency),
    taxes,
    groupPercent: fc.oneof(fc.constant('0'), percentage),
    products: fc.oneof(
      family(currency),
      fc.array(product(currency), { minLength: 3, maxLength: 3 }),
    ),
    options: fc.array(option(currency), { minLength: 1, maxLength: 2 }),
    addons: fc.array(soldAs(currency, fc.constant(cycles)), { minLength: 2, maxLength: 2 }),
    promotions: fc.array(promotion, { minLength: 2, maxLength: 2 }),
  }),
);

/** Days on which calendars are odd, and all others. */
export const firstDays = fc.oneof(
  fc.constantFrom(
    '2027-01-31',
    '2028-02-29',
    '2027-02-28',
    '2027-03-28',
    '2027-10-31',
    '2027-12-31',
  ),
  fc
    .integer({ min: 0, max: 800 })
    .map((n) => new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10)),
);
