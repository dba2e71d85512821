import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponentOf } from '#core/currency-exponents.ts';
import * as money from '#core/money.ts';

const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const amounts = cents.map((units) => new Decimal(units.toString()).div(100).toFixed(2));
const codes = fc.constantFrom('USD', 'JPY', 'KWD', 'CLF');

describe('money', () => {
  it('knows the currencies whose minor unit is not the hundredth', () => {
    expect(['USD', 'JPY', 'KWD', 'CLF', 'EUR', 'XAU'].map(exponentOf)).toEqual([2, 0, 3, 4, 2, 2]);
    expect(() => exponentOf('usd')).toThrow(RangeError);
  });

  it.each([
    ['0.125', 'USD', '0.13'],
    ['-0.125', 'USD', '-0.13'],
    ['1.005', 'USD', '1.01'],
    ['0.5', 'JPY', '1'],
    ['0.49', 'JPY', '0'],
    ['1.2345', 'KWD', '1.235'],
    ['-0.001', 'USD', '0.00'],
    ['999999999999999.995', 'USD', '1000000000000000.00'],
  ])('rounds %s %s half up to %s', (amount, code, expected) => {
    expect(money.asText(amount, code)).toBe(expected);
  });

  it.each(['1e5', 'NaN', '1,000.00', '+1', ' 1', '1.', '.5', '', '1234567890123456', '0x1', '--1'])(
    'refuses %j as an amount',
    (text) => {
      expect(money.parseAmount(text)).toBeUndefined();
      expect(() => money.exact(text)).toThrow(RangeError);
    },
  );

  it('spells one amount in the three legacy ways', () => {
    const usd = { code: 'USD', prefix: '$' };
    expect(money.asText('15.95', 'USD')).toBe('15.95');
    expect(JSON.stringify(money.asJsonNumber('15.95', 'USD'))).toBe('15.95');
    expect(money.asFormatted('15.95', usd)).toBe('$15.95 USD');
    expect(money.asFormatted('-5', usd)).toBe('-$5.00 USD');
    expect(money.asFormatted('5', { code: 'EUR', suffix: ' €' })).toBe('5.00 €');
    expect(() => money.asJsonNumber('99999999999999.99', 'USD')).toThrow(RangeError);
    const styles = (amount: string, code: string, prefix: string) => [
      money.asText(amount, code),
      JSON.stringify(money.asJsonNumber(amount, code)),
      money.asFormatted(amount, { code, prefix }),
    ];
    expect(styles('1594.5', 'JPY', '¥')).toEqual(['1595', '1595', '¥1595 JPY']);
    expect(styles('15.9505', 'KWD', '')).toEqual(['15.951', '15.951', '15.951 KWD']);
    expect(styles('-0.1', 'KWD', 'KD ')).toEqual(['-0.100', '-0.1', '-KD 0.100 KWD']);
  });

  it('takes percents, quantities and rates without losing digits', () => {
    expect(money.percent('80', '12.5', 'USD').toFixed()).toBe('10');
    expect(money.times('0.333', '3', 'USD').toFixed()).toBe('1');
    const yen = money.convert('10', { rate: '1' }, { rate: '149.537', code: 'JPY' });
    expect(yen.toFixed()).toBe('1495');
    expect(() => money.convert('1', { rate: '0' }, { rate: '1', code: 'USD' })).toThrow(RangeError);
    expect(money.add('0.1', '0.2').toFixed()).toBe('0.3');
  });

  it('rounds to the nearest unit and mirrors negatives', () => {
    fc.assert(
      fc.property(amounts, codes, (amount, code) => {
        const rounded = money.round(amount, code);
        const unit = new Decimal(10).pow(-exponentOf(code));
        expect(rounded.minus(amount).abs().lte(unit.div(2))).toBe(true);
        expect(money.round(money.exact(amount).neg(), code).toFixed()).toBe(
          rounded.neg().plus(0).toFixed(),
        );
      }),
    );
  });

  it('allocates parts that add up to the rounded amount and stay within a unit of fair', () => {
    const weights = fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(amounts, weights, codes, (amount, numbers, code) => {
        fc.pre(numbers.some((weight) => weight > 0));
        const parts = money.allocate(amount, numbers.map(String), code);
        const whole = money.round(amount, code);
        expect(money.sum(parts).toFixed()).toBe(whole.toFixed());
        const total = money.sum(numbers.map(String));
        const unit = new Decimal(10).pow(-exponentOf(code));
        for (const [index, part] of parts.entries()) {
          const fair = whole.times(numbers[index]!).div(total);
          expect(part.minus(fair).abs().lt(unit)).toBe(true);
        }
      }),
    );
  });

  it('gives left-over units to the largest remainders and refuses senseless weights', () => {
    const split = (amount: string, weights: string[]) =>
      money.allocate(amount, weights, 'USD').map((part) => part.toFixed(2));
    expect(split('100', ['1', '1', '1'])).toEqual(['33.34', '33.33', '33.33']);
    expect(split('-0.05', ['1', '1'])).toEqual(['-0.03', '-0.02']);
    expect(split('1', ['0', '1'])).toEqual(['0.00', '1.00']);
    expect(() => split('1', [])).toThrow(RangeError);
    expect(() => split('1', ['2', '-1'])).toThrow(RangeError);
  });
});
