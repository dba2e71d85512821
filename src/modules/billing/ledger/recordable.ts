import { isTooLarge, type DecimalLike } from '#core/money.ts';
import { ensure } from '#modules/billing/invoices/lock.ts';

/** Refuses an amount that no account, column or old program can hold. @throws AMOUNT_TOO_LARGE */
export function ensureRecordable(amount: DecimalLike, field?: string): void {
  ensure(!isTooLarge(amount), 'AMOUNT_TOO_LARGE', field);
}
