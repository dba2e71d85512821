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
    description: 'Name of the active registrar it is registered at automatically; empty for none.',
  }),
  offersIdProtection: t.boolean({ description: 'Offer ID protection.' }),
  offersDnsManagement: t.boolean({ description: 'Offer DNS hosting.' }),
  offersEmailForwarding: t.boolean({ description: 'Offer e-mail forwarding.' }),
  requiresEpp: t.boolean({ description: 'A transfer needs the EPP code.' }),
  isSuggested: t.boolean({ description: 'Put it among automatic suggestions.' }),
  isSpotlight: t.boolean({ description: 'Show it prominently on the search page.' }),
  whoisVerificationOffered: t.boolean({
    description: 'Clients may have the verification e-mail sent again.',
  }),
  freePeriodPriceOff: t.boolean({
    description: 'A period that is free with a product comes off the price of a longer one.',
  }),
  voucherRequired: t.boolean({ description: 'Register and renew it with vouchers only.' }),
  defaultYears: t.int({
    description: 'The period offered first, 1 to 10 years.',
    validate: z.number().int().min(1).max(10).nullish(),
  }),
  label: t.field({ type: TldLabel, description: 'What makes it stand out; null for nothing.' }),
  featuredColor: t.string({ description: 'Colour of its label.', validate: color }),
  graceDays: t.int({ description: 'Days of grace after expiry.', validate: days.nullish() }),
  graceCost: money(t, 'What a renewal in the grace period costs the company on top.'),
  graceFee: money(t, 'What a renewal in the grace period costs the client on top.'),
  redemptionDays: t.int({
    description: 'Days after grace in which it can be restored.',
    validate: days.nullish(),
  }),
  redemptionCost: money(t, 'What restoring it costs the company.'),
  redemptionFee: money(t, 'What restoring it costs the client.'),
  follows: t.globalID({ for: Tld, description: 'Put it right behind this TLD in lists.' }),
  minLength: t.int({ description: 'Fewest characters of a name.', validate: letters }),
  maxLength: t.int({ description: 'Most characters of a name.', validate: letters }),
  idnLanguages: t.stringList({ description: 'Language tables the registry accepts.' }),
  whoisServer: t.string({ description: 'WHOIS server to ask instead of the usual one.' }),
  rdapUrl: t.string({ description: 'RDAP server to ask instead of the usual one.' }),
  isActive: t.boolean({ description: 'It is on sale.' }),
  categories: t.stringList({ description: 'Names of the themes it is sorted under.' }),
  fields: t.field({ type: [TldFieldInput], description: 'Further questions of its registry.' }),
  addonPrices: t.field({
    type: [TldAddonPriceInput],
    description: 'Yearly prices of addons, in the base currency.',
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
      description: 'What the default period costs the company, in the base currency.',
      validate: (required ? amount : optionalAmount) as typeof amount,
    }),
    registerPrices: list('a registration'),
    renewPrices: list('a renewal'),
    transferPrices: list('a transfer'),
  };
};

/** The spelling people read of an ASCII extension. */
export const unicodeOf = (extension: string): string => domainToUnicode(extension) || extension;
