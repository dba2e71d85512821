import { z } from 'zod';
import { domainToUnicode } from 'node:url';
import type { Prisma } from '#generated/prisma/client.ts';
import type { builder } from '#schema/builder.ts';
import { TldAddonPriceInput, TldFieldInput } from './tld-options.ts';
import { TldLabel } from './tld-kinds.ts';
import { Tld } from './tld.ts';

type Types = (typeof builder)['$inferSchemaTypes'];
type InputBuilder = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

const amount = z
  .custom<Prisma.Decimal>()
  .refine((value) => !value.isNegative() || value.isZero(), 'must not be negative');
const optionalAmount = amount.nullish();
const days = z.number().int().min(0, 'must not be negative').max(3650, 'must be 3650 at most');
/** A period's price; null and -1 (as WHMCS writes it) mean that it is not offered. */
const offered = z
  .custom<Prisma.Decimal | null>()
  .refine(
    (value) => value === null || !value.isNegative() || value.equals(-1),
    'must not be negative; null or -1 is a period that is not offered',
  );
const prices = z
  .array(offered)
  .min(1, 'must hold 1 to 10 prices')
  .max(10, 'must hold 1 to 10 prices')
  .refine((list) => list.some((value) => value !== null && !value.isNegative()), {
    error: 'must hold a price of at least one period',
  });
const color = z
  .string()
  .trim()
  .regex(/^(|#[0-9a-f]{3,8}|[a-z]{1,30})$/i, 'must be a colour such as #ff8800')
  .nullish();
const letters = z.number().int().min(1).max(63).nullish();

/** What may be said of a TLD when it is created and when it is changed; all of it optional. */
export const tldSettings = (t: InputBuilder) => ({
  registrar: t.string({
    description:
      'Name of the active registrar at which domains of the TLD are registered automatically; empty for none.',
  }),
  offersIdProtection: t.boolean({
    description: 'Whether to offer ID protection for domains of the TLD.',
  }),
  offersDnsManagement: t.boolean({
    description: 'Whether to offer DNS hosting for domains of the TLD.',
  }),
  offersEmailForwarding: t.boolean({
    description: 'Whether to offer email forwarding for domains of the TLD.',
  }),
  requiresEpp: t.boolean({ description: 'Whether a transfer requires the EPP code.' }),
  isSuggested: t.boolean({ description: 'Whether the TLD is included in automatic suggestions.' }),
  isSpotlight: t.boolean({
    description: 'Whether the TLD is shown prominently on the search page.',
  }),
  whoisVerificationOffered: t.boolean({
    description: 'Whether clients may have the verification email sent again.',
  }),
  freePeriodPriceOff: t.boolean({
    description:
      'Whether a period that is free with a product is deducted from the price of a longer period.',
  }),
  voucherRequired: t.boolean({
    description: 'Whether domains of the TLD are registered and renewed with vouchers only.',
  }),
  defaultYears: t.int({
    description: 'Period offered first, 1 to 10 years.',
    validate: z.number().int().min(1).max(10).nullish(),
  }),
  label: t.field({ type: TldLabel, description: 'Promotional label of the TLD; null for none.' }),
  featuredColor: t.string({ description: "Color of the TLD's label.", validate: color }),
  graceDays: t.int({
    description: 'Length of the grace period after expiry, in days.',
    validate: days.nullish(),
  }),
  graceCost: money(t, 'What a renewal in the grace period costs the company on top.'),
  graceFee: money(t, 'What a renewal in the grace period costs the client on top.'),
  redemptionDays: t.int({
    description: 'Number of days after the grace period in which a domain can be restored.',
    validate: days.nullish(),
  }),
  redemptionCost: money(t, 'What restoring it costs the company.'),
  redemptionFee: money(t, 'What restoring it costs the client.'),
  follows: t.globalID({
    for: Tld,
    description: 'ID of the TLD after which this TLD is placed in lists.',
  }),
  minLength: t.int({
    description: 'Minimum number of characters of a domain name.',
    validate: letters,
  }),
  maxLength: t.int({
    description: 'Maximum number of characters of a domain name.',
    validate: letters,
  }),
  idnLanguages: t.stringList({
    description: 'Language tables the registry accepts for domain names.',
  }),
  whoisServer: t.string({ description: 'WHOIS server to query instead of the default server.' }),
  rdapUrl: t.string({ description: 'RDAP server to query instead of the default server.' }),
  isActive: t.boolean({ description: 'Whether the TLD is on sale.' }),
  categories: t.stringList({ description: 'Names of the categories the TLD belongs to.' }),
  fields: t.field({
    type: [TldFieldInput],
    description:
      "Additional questions of the TLD's registry. Default of a new TLD: those of `registryPolicy`; an empty list asks none.",
  }),
  addonPrices: t.field({
    type: [TldAddonPriceInput],
    description: 'Yearly prices of domain addons, in the base currency.',
  }),
});

const money = (t: InputBuilder, description: string) =>
  t.field({
    type: 'Decimal',
    description: `${description} In the base currency.`,
    validate: optionalAmount,
  });

/** The cost and the three price lists, in the base currency. */
export const tldPriceLists = <Required extends boolean>(t: InputBuilder, required: Required) => {
  const list = (action: string) =>
    t.field({
      type: t.listRef('Decimal', { required: false }),
      required,
      description: `Prices of ${action} in the base currency: the first for one year, the second for two, up to ten. null or -1 means that the period is not offered; 0 is a price.`,
      validate: (required ? prices : prices.nullish()) as typeof prices,
    });
  return {
    cost: t.field({
      type: 'Decimal',
      required,
      description: 'Cost of the default period to the company, in the base currency.',
      validate: (required ? amount : optionalAmount) as typeof amount,
    }),
    registerPrices: list('a registration'),
    renewPrices: list('a renewal'),
    transferPrices: list('a transfer'),
  };
};

/** The spelling people read of an ASCII extension. */
export const unicodeOf = (extension: string): string => domainToUnicode(extension) || extension;
