import { parse } from 'tldts';
import { asciiDomain } from '#core/text.ts';
import { isBackOffice } from '#core/actor.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import type { Db } from '#platform/database/client.ts';
import { tooMany } from '#core/too-many.ts';
import { DomainError } from '#core/errors.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { asciiLabel, splitDomainName } from '#modules/domains/domain-name.ts';
import { type FreeWith, type Offer, offersOf, searchShape, type SearchTld } from './offers.ts';
import { OfferedPriceRef } from '#modules/domains/tlds/priced-tld.ts';
import { TldLabel } from '#modules/domains/tlds/tld-kinds.ts';
import {
  invalidName,
  lengthProblem,
  lettersProblem,
  notSold,
  soldName,
} from '#modules/domains/tlds/sold.ts';
import { displayCurrencyOf } from '#modules/domains/tlds/tld-pricing.ts';
import { extensionOf } from '#modules/domains/tlds/tlds.ts';
import { Product } from '#modules/catalog/products/product.ts';
import { keyOf } from '#core/ids.ts';

/** How many names one search asks about at most. */
const MOST_NAMES = 100;

const OfferStatus = builder.enumType('OfferStatus', {
  description: 'Whether a domain name is available.',
  values: {
    AVAILABLE: { description: 'The name is free.' },
    UNAVAILABLE: { description: 'The name is taken.' },
    UNKNOWN: { description: 'No source that could answer responded.' },
  } as const,
});

const OfferSource = builder.enumType('OfferSource', {
  description: 'Source of the availability information.',
  values: {
    REGISTRAR: { value: 'registrar', description: 'The registrar of the TLD.' },
    RDAP: { value: 'rdap', description: 'The RDAP directory of the registry.' },
    WHOIS: { value: 'whois', description: 'The WHOIS server of the registry.' },
  } as const,
});

const DomainOffer = builder.objectRef<Offer>('DomainOffer').implement({
  read: 'domains:search',
  description: 'A domain name in a search result, with its availability and prices.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name in lower-case ASCII (punycode).' }),
    unicodeName: t.exposeString('unicodeName', { description: 'Name in Unicode, for display.' }),
    extension: t.string({
      description: 'TLD of the name, without the first dot.',
      resolve: ({ tld }) => tld.extension,
    }),
    label: t.field({
      type: TldLabel,
      nullable: true,
      description: 'Promotional label of the TLD.',
      resolve: ({ tld }) => tld.label,
    }),
    defaultYears: t.int({
      description: 'Period offered first for the TLD, in years.',
      resolve: ({ tld }) => tld.defaultYears,
    }),
    status: t.expose('status', {
      type: OfferStatus,
      description: 'Whether the name is available.',
    }),
    source: t.expose('source', {
      type: OfferSource,
      description: 'Source of the availability information.',
    }),
    isPremium: t.exposeBoolean('isPremium', {
      description: 'Whether the name is a premium name, for which the registry charges more.',
    }),
    isFreeWithProduct: t.exposeBoolean('isFreeWithProduct', {
      description: 'It comes free with the product that was named, in every cycle of it.',
    }),
    freeCycles: t.field({
      type: [BillingCycle],
      description: 'The cycles of that product with which it comes free.',
      resolve: ({ freeCycles }) => freeCycles,
    }),
    unknownReason: t.string({
      nullable: true,
      description: 'Why its status is UNKNOWN, for staff; null for everybody else.',
      resolve: ({ reason }, _args, { actor }) => (isBackOffice(actor) ? reason || null : null),
    }),
    whois: t.string({
      nullable: true,
      description: 'WHOIS directory text about the name; null where no directory was queried.',
      resolve: ({ whois }) => whois || null,
    }),
    prices: t.field({
      type: [OfferedPriceRef],
      description:
        "Prices of the name for the actor: the TLD's prices, the reseller's prices for its customers, or a reseller's own cost; for a premium name, the registry's price.",
      resolve: ({ prices }) => prices,
    }),
  }),
});

const labelsOf = {
  name: 'A whole name (`shop.com`) or what stands before the TLD (`shop`), in any script.',
  currency: "Prices in this currency (default: the actor's own, else the base).",
};

builder.queryField('domainSearch', (t) =>
  t.field({
    type: [DomainOffer],
    weight: 500,
    listSize: 100,
    description:
      'Check the availability and prices of domain names. Fails with `DOMAIN_NAME_INVALID` or `TLD_NOT_SUPPORTED`.',
    authScopes: { permission: 'domains:search' },
    extensions: legacyExtensions('DomainSearch', 'domains:search'),
    args: {
      name: t.arg.string({ required: true, description: labelsOf.name }),
      extensions: t.arg.stringList({
        description: 'TLDs to search under, at most 100. Required unless the name includes a TLD.',
      }),
      currency: t.arg({ type: 'CurrencyCode', description: labelsOf.currency }),
      productId: t.arg.globalID({
        for: Product,
        description:
          'ID of the product the domain is to be bought with; some TLDs are free with a product.',
      }),
    },
    resolve: async (_root, { name, extensions, currency, productId }, context) => {
      const { db } = context;
      if (extensions && extensions.length > MOST_NAMES) throw tooMany(['extensions'], MOST_NAMES);
      const names = extensions?.length
        ? await below(db, name, { extension: { in: extensions.map(requireExtension) } })
        : [await wholeName(db, name)];
      const free = await freeWith(db, productId && keyOf(productId));
      return offersOf(context, { names, currency: await currencyOf(context, currency), free });
    },
  }),
);

for (const [field, marked, description] of [
  ['domainSuggestions', 'isSuggested', 'The same label below every TLD marked for suggestions.'],
  ['domainSpotlights', 'isSpotlight', 'The same label below every TLD in the spotlight.'],
] as const)
  builder.queryField(field, (t) =>
    t.field({
      type: [DomainOffer],
      listSize: 100,
      weight: 500,
      description: `${description} Refuses with \`DOMAIN_NAME_INVALID\`.`,
      authScopes: { permission: 'domains:search' },
      extensions:
        field === 'domainSpotlights' ? legacyExtensions('DomainSpotlights', 'domains:search') : {},
      args: {
        name: t.arg.string({ required: true, description: labelsOf.name }),
        currency: t.arg({ type: 'CurrencyCode', description: labelsOf.currency }),
        onlyAvailable: t.arg.boolean({
          defaultValue: field === 'domainSuggestions',
          description: 'Whether to leave out names that are not available.',
        }),
      },
      resolve: async (_root, { name, currency, onlyAvailable }, context) => {
        const names = await below(context.db, name, { [marked]: true });
        const requested = names.filter((each) => each.name !== asciiDomain(name));
        const selected = field === 'domainSuggestions' ? requested : names;
        const offers = await offersOf(context, {
          names: selected,
          currency: await currencyOf(context, currency),
        });
        return onlyAvailable ? offers.filter(({ status }) => status === 'AVAILABLE') : offers;
      },
    }),
  );

const currencyOf = async ({ db, actor }: Context, currency: string | null | undefined) =>
  currency ?? (await displayCurrencyOf(db, actor));

const invalid = (message?: string) =>
  new DomainError('DOMAIN_NAME_INVALID', message, { field: 'name' });

function requireExtension(text: string): string {
  const extension = extensionOf(text);
  if (extension) return extension;
  throw new DomainError('BAD_INPUT', 'extensions: TLDs such as com.', { field: 'extensions' });
}

/** The name with its TLD. @throws DomainError DOMAIN_NAME_INVALID, DOMAIN_NOT_ALLOWED, TLD_NOT_SUPPORTED */
async function wholeName(db: Db, text: string): Promise<{ name: string; tld: SearchTld }> {
  const found = await soldName(db, text, searchShape);
  if (found === 'invalid') throw invalid(invalidName(text));
  if (found === 'unsupported')
    throw new DomainError('TLD_NOT_SUPPORTED', undefined, { field: 'name' });
  const badLength = lengthProblem(found.label, found.tld);
  if (badLength) throw invalid(badLength);
  const why = await lettersProblem(db, found.name);
  if (why) throw new DomainError('DOMAIN_NOT_ALLOWED', why, { field: 'name' });
  return { name: found.name, tld: found.tld };
}

/** The label of what was typed below each TLD that fits it, in the company's order. */
async function below(
  db: Db,
  text: string,
  where: { extension?: { in: string[] }; isSuggested?: boolean; isSpotlight?: boolean },
): Promise<{ name: string; tld: SearchTld }[]> {
  const label = asciiLabel(text) ?? (await wholeOrLabel(db, text));
  const tlds = await db.tld.findMany({
    where: { ...where, isActive: true },
    select: searchShape,
    orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
    take: MOST_NAMES,
  });
  const names = tlds.map((tld) => ({ name: `${label}.${tld.extension}`, tld }));
  const problems = await Promise.all(
    names.map(({ name, tld }) => notSold(db, { name, label }, tld)),
  );
  return names.filter((_name, place) => problems[place] === null);
}

/** The label of a whole name, whether its own TLD is on sale here or not. */
async function wholeOrLabel(db: Db, text: string): Promise<string> {
  const sold = await db.tld.findMany({ where: { isActive: true }, select: { extension: true } });
  const extensions = new Set(sold.map(({ extension }) => extension));
  const ours = splitDomainName(text, (extension) => extensions.has(extension));
  if (typeof ours !== 'string') return ours.label;
  const { domainWithoutSuffix, subdomain } = parse(asciiDomain(text) ?? '');
  if (ours === 'invalid' || !domainWithoutSuffix || subdomain) throw invalid();
  return domainWithoutSuffix;
}

/** What comes free with a product, and in which of its cycles. @throws DomainError NOT_FOUND */
async function freeWith(db: Db, productId: number | null | undefined): Promise<FreeWith | null> {
  if (productId === null || productId === undefined) return null;
  const product = await db.product.findFirst({
    where: { id: productId },
    select: {
      freeDomain: true,
      freeDomainTlds: true,
      freeDomainCycles: true,
      prices: { select: { cycle: true } },
    },
  });
  if (!product)
    throw new DomainError('NOT_FOUND', 'There is no such product.', { field: 'productId' });
  if (product.freeDomain === 'NONE') return null;
  const { freeDomainTlds, freeDomainCycles: cycles, prices } = product;
  return {
    tlds: freeDomainTlds.map((extension) => extension.replace(/^\./, '').toLowerCase()),
    cycles,
    isAlways: cycles.length > 0 && prices.every(({ cycle }) => cycles.includes(cycle)),
  };
}
