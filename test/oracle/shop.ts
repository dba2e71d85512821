import type { Prorata } from './periods.ts';

/** A price for one cycle in one currency, as texts. */
export interface Row {
  currency: string;
  cycle: string;
  price: string;
  setupFee: string;
}

export interface Currency {
  code: string;
  decimals: number;
  /** Units of it for one of the base currency. */
  rate: string;
}

export interface Tax {
  rate: string;
  /** Of the second level: taken of the amount with the first. */
  isCompound?: boolean;
}

export interface Taxes {
  isInclusive: boolean;
  /** None, the first, or both levels. */
  levels: Tax[];
}

/** A configurable option: units of one choice, or one of several choices. */
export interface Option {
  isQuantity: boolean;
  choices: Row[][];
}

export interface Sold {
  payType: 'RECURRING' | 'ONE_TIME' | 'FREE';
  isTaxed: boolean;
  rows: Row[];
}

export interface Product extends Sold {
  prorata: Prorata | null;
  hasOptions: boolean;
  allowsQuantity: boolean;
}

export interface Promotion {
  type: 'PERCENTAGE' | 'FIXED_AMOUNT' | 'PRICE_OVERRIDE' | 'FREE_SETUP';
  value: string;
  /** Places of the products and addons it makes cheaper; of none of either: everything. */
  products: number[];
  addons: number[];
  cycles: string[];
  isOncePerOrder: boolean;
  isRecurring: boolean;
  /** Renewals it holds for; 0 for all. */
  renewals: number;
  allowsUpgrades: boolean;
}

/** All that prices depend on. */
export interface Store {
  base: string;
  currency: Currency;
  taxes: Taxes;
  /** What the client's group takes off, in percent. */
  groupPercent: string;
  products: Product[];
  options: Option[];
  addons: Sold[];
  promotions: Promotion[];
}

/** What is chosen of an option: the choice's place, and how many units. */
export interface Chosen {
  option: number;
  choice: number;
  units: number;
}

/** A product in a cart. */
export interface Item {
  product: number;
  cycle: string;
  quantity: number;
  chosen: Chosen[];
  addons: number[];
}
