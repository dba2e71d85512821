import type { Line, Part } from './bill.ts';
import { exact } from './fraction.ts';
import type { Store } from './shop.ts';

/** A line somebody writes: so many units at a price, less a percentage. */
export interface FreeLine {
  quantity: string;
  unitPrice: string;
  discountPercent: string;
  isTaxed: boolean;
}

/** What written lines come to: what is taken off is rounded, as it is shown. */
export function freeLines({ currency: { decimals } }: Store, lines: FreeLine[]) {
  const parts = lines.map(({ quantity, unitPrice, discountPercent, isTaxed }): Part => {
    const whole = exact(quantity).times(exact(unitPrice));
    const off = whole.percent(exact(discountPercent)).rounded(decimals);
    return { net: whole.rounded(decimals).minus(off), isTaxed };
  });
  const shown = parts.map(({ net }): Line => ({ type: 'CUSTOM', amount: net.text(decimals) }));
  return { parts, lines: shown.filter(({ amount }) => /[1-9]/.test(amount)) };
}
