import type { ProductFamily as Family } from '#generated/prisma/client.ts';

/** One price of a list, as `setPriceListPrices` takes it. */
export interface DemoEntry {
  productKey: string;
  section?: string;
  planId?: string;
  band?: string;
  action?: string;
  tenure?: number;
  traits?: Record<string, number | boolean>;
  price: string;
}

/** Gives the price of a coordinate, as text. */
export type DemoPrice = (entry: Omit<DemoEntry, 'price'>) => string;

/** The product keys the reference names, with their family, category and TLDs. */
export const demoKeys: readonly {
  key: string;
  family: Family;
  category: string;
  tlds: string[];
}[] = [
  { key: 'domcno', family: 'DOMAIN', category: 'domorder', tlds: ['com'] },
  { key: 'dotnet', family: 'DOMAIN', category: 'domorder', tlds: ['net'] },
  ...named('WEB_SERVICES', ['hosting']),
  ...named('SINGLE_DOMAIN_HOSTING', [
    ...at('singledomainhostinglinux', ['us', 'uk', 'in', 'hk', 'tr']),
    ...at('singledomainhostingwindows', ['us', 'uk', 'in', 'hk', 'tr']),
  ]),
  ...named('MULTI_DOMAIN_HOSTING', [
    'multidomainhosting',
    ...at('multidomainhostinglinux', ['uk', 'in', 'hk', 'tr']),
    'multidomainwindowshosting',
    ...at('multidomainwindowshosting', ['uk', 'in', 'hk', 'tr']),
  ]),
  ...named('RESELLER_HOSTING', [
    'resellerhosting',
    ...at('resellerhostinglinux', ['uk', 'in', 'tr']),
    'resellerwindowshosting',
    ...at('resellerwindowshosting', ['uk', 'in', 'tr']),
  ]),
  ...named('VPS', ['vpslinuxus']),
  ...named('DEDICATED_SERVER', ['dedicatedserverlinuxus']),
  ...named('ENTERPRISE_EMAIL', ['enterpriseemailus', 'enterpriseemailin']),
  ...named('CERTIFICATE', ['thawtecert']),
];

function at(stem: string, places: readonly string[]): string[] {
  return places.map((place) => stem + place);
}

function named(family: Family, keys: readonly string[]) {
  const category = family === 'WEB_SERVICES' ? 'hosting' : String(family).toLowerCase();
  return keys.map((key) => ({ key, family, category: category.replaceAll('_', ''), tlds: [] }));
}

type Spot = Omit<DemoEntry, 'productKey' | 'price'>;

const both = (spots: (action: string) => Spot[]): Spot[] => ['renew', 'add'].flatMap(spots);
const months = (tenures: readonly number[], spot: Spot): Spot[] =>
  tenures.map((tenure) => ({ ...spot, tenure }));

/** Two plans by months, the first with an SSL add-on: how most hosting is priced. */
const twoPlans = (tenures: readonly number[], first = 1): Spot[] =>
  [String(first), String(first + 1)].flatMap((planId, index) => [
    ...both((action) => months(tenures, { planId, action })),
    ...(index === 0 ? [{ planId, action: 'ssl' }] : []),
  ]);

/** Plans by one month, and add-ons at a flat price. */
const server = (plans: readonly string[], addons: readonly string[]): Spot[] => [
  ...addons.map((planId) => ({ section: 'addons', planId })),
  ...plans.flatMap((planId) => both((action) => months([1], { section: 'plans', planId, action }))),
];

const unlimited = { no_of_mail_accounts: -1, default: true, bandwidth: -1, webspace: -1 };
const mailPlan = { no_of_mail_accounts: 5, default: false };
const sitePlan = { no_of_mail_accounts: 1, default: true, webspace: 100, noofpages: 10 };
const DOMAIN_ACTIONS = ['addtransferdomain', 'restoredomain', 'addnewdomain', 'renewdomain'];

const certificate = ['ssl', 'fssl', 'wild', 'sgc'].flatMap((planId) =>
  ['renew', 'add', 'additionallicense'].flatMap((action) =>
    [2, 1].map((tenure): Spot => ({ planId, action, tenure })),
  ),
);
const accounts = ['1-5', '6-25', '26-49', '50-200000'].flatMap((band) =>
  both((action) => months([3, 12], { band, action })),
);

/** Where the prices of each family stand; two families are laid out by who pays. */
const layouts: Partial<Record<Family, (audience: 'RESELLER' | 'CUSTOMER') => Spot[]>> = {
  DOMAIN: () => DOMAIN_ACTIONS.map((action) => ({ action, tenure: 1 })),
  WEB_SERVICES: (audience) =>
    audience === 'CUSTOMER'
      ? twoPlans([12, 24], 0)
      : [
          ...both((action) => [{ planId: 'email_plan', band: '1', action, traits: mailPlan }]),
          ...both((action) => [
            { planId: 'websitebuilder_plan', band: '1', action, traits: sitePlan },
          ]),
        ],
  SINGLE_DOMAIN_HOSTING: (audience) =>
    audience === 'CUSTOMER'
      ? twoPlans([3, 12])
      : ['renew', 'ssl', 'add'].map((action) => ({ band: '1', action, traits: unlimited })),
  MULTI_DOMAIN_HOSTING: () => twoPlans([3, 12]),
  RESELLER_HOSTING: () => twoPlans([3, 12]),
  VPS: () => server(['1', '2'], ['ssl', 'cpanel', 'whmcs']),
  DEDICATED_SERVER: () =>
    server(
      ['105', '106'],
      ['storage_1', 'cpanel', 'whmcs', 'ipaddress', ...at('storage_', ['5', '4', '3', '2'])],
    ),
  ENTERPRISE_EMAIL: () => accounts,
  CERTIFICATE: () => certificate,
};

/** Every price of a list for these payers, in the order of the reference. */
export function demoEntries(audience: 'RESELLER' | 'CUSTOMER', price: DemoPrice): DemoEntry[] {
  return demoKeys.flatMap(({ key: productKey, family }) =>
    (layouts[family]?.(audience) ?? []).map((spot) => {
      const entry = { ...spot, productKey };
      return { ...entry, price: price(entry) };
    }),
  );
}
