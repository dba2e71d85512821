import type { Cycle } from '#core/cycles.ts';
import { calculate } from '#modules/catalog/pricing/calculate.ts';
import type {
  AddonItem,
  Basket,
  CyclePriceRow,
  DomainItem,
  OptionItem,
  ProductItem,
  ProductTerms,
  PromotionTerms,
  TaxTerms,
  TldTerms,
} from '#modules/catalog/pricing/terms.ts';

/** `usd({ MONTHLY: '10' }, { MONTHLY: '5' })`: prices and setup fees of one currency. */
export const inCurrency =
  (currencyCode: string) =>
  (
    prices: Partial<Record<Cycle, string>>,
    setups: Partial<Record<Cycle, string>> = {},
  ): CyclePriceRow[] =>
    Object.entries(prices).map(([cycle, price]) => ({
      currencyCode,
      cycle: cycle as Cycle,
      price,
      setupFee: setups[cycle as Cycle] ?? '0',
    }));
export const usd = inCurrency('USD');

export const starter: ProductTerms = {
  id: 1,
  name: 'Starter',
  payType: 'RECURRING',
  isTaxed: false,
  prices: usd({ MONTHLY: '10', ANNUALLY: '100' }, { MONTHLY: '5' }),
  freeDomain: 'NONE',
  freeDomainCycles: [],
  freeDomainTlds: [],
  prorata: null,
};

export const product = (
  terms: Partial<ProductTerms> = {},
  item: Partial<ProductItem> = {},
): ProductItem => ({
  kind: 'PRODUCT',
  key: 1,
  product: { ...starter, ...terms },
  cycle: 'MONTHLY',
  quantity: 1,
  options: [],
  addons: [],
  domainName: '',
  ...item,
});

export const ram: OptionItem = {
  optionId: 1,
  choiceId: 11,
  name: 'RAM 4 GB',
  prices: usd({ MONTHLY: '2.50' }, { MONTHLY: '1' }),
  quantity: 1,
};

export const backup: AddonItem = {
  addonId: 7,
  name: 'Backup',
  payType: 'RECURRING',
  isTaxed: false,
  prices: usd({ MONTHLY: '3', ANNUALLY: '30' }, { MONTHLY: '2' }),
  cycle: 'MONTHLY',
  quantity: 1,
};

export const com: TldTerms = {
  id: 3,
  extension: 'com',
  defaultYears: 1,
  freePeriodPriceOff: false,
  prices: [
    { currencyCode: 'USD', action: 'REGISTER', years: 1, price: '12' },
    { currencyCode: 'USD', action: 'REGISTER', years: 2, price: '22.50' },
    { currencyCode: 'USD', action: 'TRANSFER', years: 1, price: '9.99' },
    { currencyCode: 'USD', action: 'RENEW', years: 1, price: '14' },
  ],
  addonPriceRows: [{ currencyCode: 'USD', addon: 'ID_PROTECTION', price: '4' }],
};

export const domain = (
  item: Partial<DomainItem> = {},
  tld: Partial<TldTerms> = {},
): DomainItem => ({
  kind: 'DOMAIN',
  key: 2,
  action: 'REGISTER',
  domainName: 'example.com',
  tld: { ...com, ...tld },
  years: 1,
  domainAddons: [],
  parentKey: null,
  lateFee: null,
  ...item,
});

export const vat = (rate: string, more: Partial<TaxTerms> = {}): TaxTerms => ({
  level: 1,
  name: 'VAT',
  rate,
  mode: 'EXCLUSIVE',
  isCompound: false,
  ...more,
});

export const promo = (more: Partial<PromotionTerms> = {}): PromotionTerms => ({
  id: 5,
  code: 'SAVE',
  type: 'PERCENTAGE',
  value: '10',
  currencyCode: 'USD',
  isRecurring: false,
  recurForCycles: 0,
  cycles: [],
  domainYears: [],
  isOncePerOrder: false,
  appliesTo: [],
  requires: [],
  requiresExisting: false,
  isActive: true,
  startOn: null,
  expiresOn: null,
  maxUses: 0,
  uses: 0,
  newSignupsOnly: false,
  existingClientsOnly: false,
  isOncePerClient: false,
  ...more,
});

/** Euro is worth 0.8 of a dollar's units, yen 150, Kuwaiti dinar 0.3. */
export const rates = {
  base: 'USD',
  rates: new Map([
    ['USD', '1'],
    ['EUR', '0.8'],
    ['JPY', '150'],
    ['KWD', '0.3'],
  ]),
};

export const basket = (items: Basket['items'], more: Partial<Basket> = {}): Basket => ({
  currency: 'USD',
  rates,
  on: '2026-03-10',
  items,
  buyer: { discountPercent: '0', taxes: [], credit: '0' },
  promotion: null,
  taxesDomains: false,
  ...more,
});

/** The sums of a basket as texts, and the first item's further periods. */
export function sumsOf(provided: Basket) {
  const { subtotal, discount, tax, tax2, credit, total, items } = calculate(provided);
  const texts = { subtotal, discount, tax, tax2, credit, total, recurring: items[0]?.recurring };
  return Object.fromEntries(
    Object.entries(texts).map(([name, amount]) => [name, amount?.toFixed()]),
  );
}
