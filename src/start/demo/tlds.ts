import type { Change } from '#start/api.ts';

/** TLDs of the demo: a year's registration and renewal, and what sets each apart. */
const tlds = [
  { extension: 'com', register: 10.95, renew: 12.95, label: 'HOT', isSpotlight: true },
  { extension: 'net', register: 11.95, renew: 13.95, label: null, isSpotlight: true },
  { extension: 'org', register: 9.95, renew: 12.95, label: 'SALE', isSpotlight: true },
  { extension: 'co.uk', register: 7.5, renew: 8.5, label: null, isSpotlight: false },
  { extension: 'io', register: 34, renew: 49, label: null, isSpotlight: false },
  { extension: 'shop', register: 2.95, renew: 29.95, label: 'NEW', isSpotlight: false },
  { extension: 'xn--p1ai', register: 6, renew: 6, label: null, isSpotlight: false },
] as const;

/** Seven TLDs on sale for one to three years, at the registrar that lives in the database. */
export async function makeTlds(change: Change): Promise<void> {
  const forYears = (price: number) => [1, 2, 3].map((years) => (price * years).toFixed(2));
  for (const { extension, register, renew, label, isSpotlight } of tlds)
    await change(
      'createTld',
      {
        extension,
        registrar: 'sandbox',
        cost: (register * 0.8).toFixed(2),
        registerPrices: forYears(register),
        renewPrices: forYears(renew),
        transferPrices: [renew.toFixed(2)],
        label,
        isSpotlight,
        isSuggested: true,
        requiresEpp: true,
        offersIdProtection: true,
        offersDnsManagement: true,
        graceDays: 30,
        redemptionDays: 30,
        redemptionFee: '80',
      },
      'tld { id }',
    );
}
