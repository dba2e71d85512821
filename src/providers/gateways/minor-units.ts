import { Decimal } from 'decimal.js';
import { ProviderError } from '#core/provider-error.ts';

const STRIPE_ZERO = new Set(
  'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '),
);
const STRIPE_THREE = new Set('BHD JOD KWD OMR TND'.split(' '));
/** Without decimals in life, but written with two in Stripe's API. */
const STRIPE_WHOLE = new Set(['ISK', 'UGX']);
const PAYPAL_ZERO = new Set(['HUF', 'JPY', 'TWD']);

/** `"10.50"`, `USD` → 1050. Refuses what the currency cannot express; nothing is ever rounded. */
export function toStripeAmount(amount: string, currency: string): number {
  const code = currency.toUpperCase();
  const value = positive(amount);
  const units = value.times(10 ** stripeDecimals(code));
  const unfit =
    !units.isInteger() ||
    (STRIPE_WHOLE.has(code) && !value.isInteger()) ||
    // Stripe takes thousandths, but only in steps of ten.
    (STRIPE_THREE.has(code) && !units.mod(10).isZero());
  if (unfit)
    throw new ProviderError('REFUSED', `${amount} ${code} is finer than the gateway takes.`);
  if (units.gt(99_999_999_99))
    throw new ProviderError('REFUSED', `${amount} ${code} is more than the gateway takes.`);
  return units.toNumber();
}

/** 1050, `usd` → `"10.50"`. */
export function fromStripeAmount(units: number, currency: string): string {
  const code = currency.toUpperCase();
  const decimals = stripeDecimals(code);
  const value = new Decimal(units).div(10 ** decimals);
  return value.toFixed(STRIPE_WHOLE.has(code) && value.isInteger() ? 0 : decimals);
}

/** The amount as PayPal writes it: two decimals, or none for the three currencies without. */
export function toPayPalAmount(amount: string, currency: string): string {
  const decimals = PAYPAL_ZERO.has(currency.toUpperCase()) ? 0 : 2;
  const value = positive(amount);
  if (value.decimalPlaces() > decimals)
    throw new ProviderError('REFUSED', `${amount} ${currency} is finer than the gateway takes.`);
  return value.toFixed(decimals);
}

function stripeDecimals(code: string): number {
  if (!/^[A-Z]{3}$/.test(code))
    throw new ProviderError('REFUSED', 'The currency is not a three-letter code.');
  if (STRIPE_ZERO.has(code)) return 0;
  return STRIPE_THREE.has(code) ? 3 : 2;
}

function positive(amount: string): Decimal {
  if (!/^\d{1,15}(\.\d{1,6})?$/.test(amount) || new Decimal(amount).isZero())
    throw new ProviderError('REFUSED', 'The amount is not a positive decimal number.');
  return new Decimal(amount);
}
