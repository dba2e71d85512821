import { type ReplyMoney, money } from '#transports/rapi/format.ts';

interface Priced {
  action: string;
  years: number;
  price: ReplyMoney;
}

/** The prices of one action as `{"1": "10.00", "2": "19.00"}`. */
export function byYears(prices: readonly Priced[], action: string): Record<string, string> {
  const ofAction = prices.filter((price) => price.action === action);
  return Object.fromEntries(ofAction.map(({ years, price }) => [String(years), money(price)]));
}

/** The label of a TLD in the old words: Free, HOT, NEW, SALE or nothing. */
export function labelText(label: string | null): string {
  if (label === 'FREE') return 'Free';
  return label ?? '';
}
