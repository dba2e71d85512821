import type { Decimal } from 'decimal.js';
import type { Cycle } from '#core/cycles.ts';
import type { Day } from '#core/dates.ts';
import type { Amount } from '#core/money.ts';

/** What every currency is worth: units of it per one unit of the base currency. */
export interface Rates {
  /** The code of the base currency. */
  base: string;
  /** Rate by code; the base currency's is 1. */
  rates: ReadonlyMap<string, Amount>;
}

/** One price as a row holds it; no row for a cycle means: not on sale so. */
export interface CyclePriceRow {
  currencyCode: string;
  cycle: Cycle;
  setupFee: Amount;
  price: Amount;
  /** Struck out beside the price; null or absent for none. */
  oldPrice?: Amount | null;
}

/** What is done with a domain for money. */
export type DomainAction = 'REGISTER' | 'TRANSFER' | 'RENEW' | 'RESTORE';

/** The price of a action for a number of years. */
export interface TldPriceRow {
  currencyCode: string;
  action: DomainAction;
  years: number;
  price: Amount;
}

/** What can be bought with a domain. */
export type DomainAddon = 'ID_PROTECTION' | 'DNS_MANAGEMENT' | 'EMAIL_FORWARDING';

/** The yearly price of an addon on a domain. */
export interface AddonPriceRow {
  currencyCode: string;
  addon: DomainAddon;
  price: Amount;
}

/** What a promotion can be set on. */
export interface Target {
  kind: 'PRODUCT' | 'ADDON' | 'TLD';
  id: number;
}

/** How something is paid for: it is on sale for the cycles of that kind only. */
export type PayType = 'FREE' | 'ONE_TIME' | 'RECURRING';

/** A product with all that decides its price. */
export interface ProductTerms {
  id: number;
  name: string;
  payType: PayType;
  isTaxed: boolean;
  prices: readonly CyclePriceRow[];
  freeDomain: 'NONE' | 'WITHOUT_RENEWAL' | 'WITH_RENEWAL';
  freeDomainCycles: readonly Cycle[];
  /** Without the dot. */
  freeDomainTlds: readonly string[];
  /** Null where the first period is a whole one. */
  prorata: { day: number; nextMonthAfterDay: number } | null;
}

/** A TLD with all that decides its price. */
export interface TldTerms {
  id: number;
  extension: string;
  defaultYears: number;
  /** A longer registration costs less by the free period, where there is one. */
  freePeriodPriceOff: boolean;
  prices: readonly TldPriceRow[];
  addonPriceRows: readonly AddonPriceRow[];
}

/** A choice made on a product; `quantity` is 1 unless the option counts units. */
export interface OptionItem {
  optionId: number;
  choiceId: number;
  name: string;
  prices: readonly CyclePriceRow[];
  quantity: number;
}

/** An addon taken with a product. */
export interface AddonItem {
  addonId: number;
  name: string;
  payType: PayType;
  isTaxed: boolean;
  prices: readonly CyclePriceRow[];
  cycle: Cycle;
  quantity: number;
}

/** A product in a basket. */
export interface ProductItem {
  kind: 'PRODUCT';
  /** The caller's own number for the item. */
  key: number;
  product: ProductTerms;
  cycle: Cycle;
  quantity: number;
  options: readonly OptionItem[];
  addons: readonly AddonItem[];
  /** Said in the line's words; may be empty. */
  domainName: string;
  /** It is set up already, so no setup fee is charged. */
  isRunning?: boolean;
}

/** A domain in a basket; an OWNED one costs nothing. */
export interface DomainItem {
  kind: 'DOMAIN';
  key: number;
  action: DomainAction | 'OWNED';
  domainName: string;
  /** Null for an owned domain whose TLD is not on sale. */
  tld: TldTerms | null;
  years: number;
  domainAddons: readonly DomainAddon[];
  /** The product it goes with, which may make it free. */
  parentKey: number | null;
  /** Whether renewals cost nothing with the product it goes with; by the product by default. */
  isRenewedFree?: boolean;
  /** What a renewal after the expiry date costs on top; null when it is in time. */
  lateFee: LateFee | null;
  /** Of a premium name: the price list and the reseller's prices do not hold for it. */
  premium?: PremiumPrices | null;
}

/** What a registry asks for a premium name instead of its price list. */
export interface PremiumPrices {
  /** Registration for one year; null where the name is registered already. */
  register: Amount | null;
  /** Renewal for one year. */
  renew: Amount;
  currencyCode: string;
}

/** What renewing a domain costs on top of the renewal, by where the domain stands. */
export interface LateFee {
  kind: 'GRACE' | 'RESTORE';
  /** By the TLD; a reseller's price of a restore comes before it. */
  price: Amount;
  currencyCode: string;
}

export type BasketItem = ProductItem | DomainItem;

/** One level of tax, already chosen for the buyer. */
export interface TaxTerms {
  level: number;
  name: string;
  /** In percent. */
  rate: Amount;
  mode: 'EXCLUSIVE' | 'INCLUSIVE';
  /** Level 2 is taken of the amount with level 1. */
  isCompound: boolean;
}

/** What is known of who buys. */
export interface BuyerTerms {
  /** Off everything: the better of the client group's and the reseller's percentage. */
  discountPercent: Amount;
  taxes: readonly TaxTerms[];
  /** Prepaid money in the basket's currency. */
  credit: Amount;
}

/** A promotion with all its restrictions. */
export interface PromotionTerms {
  id: number;
  code: string;
  type: 'PERCENTAGE' | 'FIXED_AMOUNT' | 'PRICE_OVERRIDE' | 'FREE_SETUP';
  value: Amount;
  currencyCode: string;
  isRecurring: boolean;
  /** Renewals it holds for; 0 = all. */
  recurForCycles: number;
  cycles: readonly Cycle[];
  domainYears: readonly number[];
  isOncePerOrder: boolean;
  appliesTo: readonly Target[];
  requires: readonly Target[];
  requiresExisting: boolean;
  isActive: boolean;
  startOn: Day | null;
  expiresOn: Day | null;
  maxUses: number;
  uses: number;
  newSignupsOnly: boolean;
  existingClientsOnly: boolean;
  isOncePerClient: boolean;
}

/** What a price list of a reseller may say instead of the company's own price. */
export interface OwnPrice {
  setupFee: Amount;
  price: Amount;
  /** What each further period costs; the same by default. */
  recurring?: Amount;
}

/** The thing whose price is looked for; the answer is in the basket's currency. */
export type PriceQuestion =
  | { kind: 'PRODUCT'; productId: number; cycle: Cycle }
  | { kind: 'TLD'; tldId: number; action: DomainAction; years: number };

/** Looks another price up; undefined leaves the company's own. */
export type PriceOverride = (question: PriceQuestion) => OwnPrice | undefined;

/** Everything the pricing function takes: rows, never an amount that a caller made up. */
export interface Basket {
  currency: string;
  rates: Rates;
  /** The day of buying. */
  on: Day;
  items: readonly BasketItem[];
  buyer: BuyerTerms;
  promotion: PromotionTerms | null;
  /** The company takes tax on domains. */
  taxesDomains: boolean;
  /** Percentage on top of what registries ask for premium names; 0 by default. */
  premiumMarkup?: Amount;
  override?: PriceOverride;
}

/** Why an item cannot be sold as it is. */
export type PriceFault = 'PRICE_MISSING' | 'TLD_MISSING';

/** The kinds of lines, spelled as invoices spell them. */
export type LineType =
  | 'SERVICE'
  | 'SERVICE_SETUP'
  | 'SERVICE_ADDON'
  | 'DOMAIN_REGISTER'
  | 'DOMAIN_TRANSFER'
  | 'DOMAIN_RENEW'
  | 'DOMAIN_RESTORE'
  | 'UPGRADE'
  | 'OVERAGE'
  | 'CUSTOM'
  | 'PROMOTION'
  | 'GROUP_DISCOUNT';

/** One line of a bill. `amount` = quantity × unitPrice, rounded once. */
export interface PriceLine {
  type: LineType;
  itemKey: number;
  /** The addon it is for, if it is for one. */
  addonId: number | null;
  description: string;
  quantity: number;
  unitPrice: Decimal;
  amount: Decimal;
  isTaxed: boolean;
  tax: Decimal;
  tax2: Decimal;
  /** First day paid for, and the day after the last; null where no time is paid for. */
  period: { from: Day; to: Day } | null;
}
