import { parse } from 'tldts';
import { asciiDomain } from '#core/text.ts';
import { isBackOffice } from '#core/actor.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import type { Db } from '#platform/database/client.ts';
import { DomainError } from '#core/errors.ts';
import { builder } from '#schema/builder.ts';
import type { Context } from '#schema/context.ts';
import { legacyExtensions } from '#schema/legacy.ts';
import { asciiLabel, splitName } from '#modules/domains/domain-name.ts';
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
import { currencyFor } from '#modules/domains/tlds/tld-pricing.ts';
import { extensionOf } from '#modules/domains/tlds/tlds.ts';

/** How many names one search asks about at most. */
const MOST_NAMES = 100;

const OfferStatus = builder.enumType('OfferStatus', {
  description: 'Whether a name can be had.',
  values: {
    AVAILABLE: { description: 'Nobody has it.' },
    UNAVAILABLE: { description: 'Somebody has it.' },
    UNKNOWN: { description: 'Nobody who should know answered.' },
  } as const,
});

const OfferSource = builder.enumType('OfferSource', {
  description: 'Who said so.',
  values: {
    REGISTRAR: { value: 'registrar', description: "The TLD's registrar." },
    RDAP: { value: 'rdap', description: "The registry's RDAP directory." },
    WHOIS: { value: 'whois', description: "The registry's WHOIS server." },
  } as const,
});

const DomainOffer = builder.objectRef<Offer>('DomainOffer').implement({
  read: 'domains:search',
  description: 'A name as it is offered: whether it is free, and what it costs.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Lower-case ASCII (punycode).' }),
    unicodeName: t.exposeString('unicodeName', { description: 'As people write it.' }),
    extension: t.string({
      description: 'Its TLD, without the first dot.',
      resolve: ({ tld }) => tld.extension,
    }),
    label: t.field({
      type: TldLabel,
      nullable: true,
      description: 'What makes its TLD stand out.',
      resolve: ({ tld }) => tld.label,
    }),
    defaultYears: t.int({
      description: 'The period offered first.',
      resolve: ({ tld }) => tld.defaultYears,
    }),
    status: t.expose('status', { type: OfferStatus, description: 'Whether it can be had.' }),
    source: t.expose('source', { type: OfferSource, description: 'Who said so.' }),
    isPremium: t.exposeBoolean('isPremium', { description: 'The registry asks more for it.' }),
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
      description: "The directory's text about it; null where none was asked.",
      resolve: ({ whois }) => whois || null,
    }),
    prices: t.field({
      type: [OfferedPriceRef],
      description:
        "What it costs the actor: its TLD's prices, those its reseller asks, or its own cost; the registry's own for a premium name.",
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
    description:
      'Whether names can be had, and what they cost. Refuses with `DOMAIN_NAME_INVALID` and `TLD_NOT_SUPPORTED`.',
    authScopes: { permission: 'domains:search' },
    extensions: legacyExtensions('DomainSearch', 'domains:search'),
    args: {
      name: t.arg.string({ required: true, description: labelsOf.name }),
      extensions: t.arg.stringList({
        description: 'Below these TLDs; needed unless the name is whole. At most 100.',
      }),
      currency: t.arg({ type: 'CurrencyCode', description: labelsOf.currency }),
      productId: t.arg.int({
        description: 'The product it is to be bought with (`databaseId`): some TLDs come free.',
      }),
    },
    resolve: async (_root, { name, extensions, currency, productId }, context) => {
      const { db } = context;
      const names = extensions?.length
        ? await below(db, name, { extension: { in: extensions.map(requireExtension) } })
        : [await wholeName(db, name)];
      const free = await freeWith(db, productId);
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
      description: `${description} Refuses with \`DOMAIN_NAME_INVALID\`.`,
      authScopes: { permission: 'domains:search' },
      extensions:
        field === 'domainSpotlights' ? legacyExtensions('DomainSpotlights', 'domains:search') : {},
      args: {
        name: t.arg.string({ required: true, description: labelsOf.name }),
        currency: t.arg({ type: 'CurrencyCode', description: labelsOf.currency }),
        onlyAvailable: t.arg.boolean({
          defaultValue: field === 'domainSuggestions',
          description: 'Leave out what cannot be had.',
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
  currency ?? (await currencyFor(db, actor));

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
  const ours = splitName(text, (extension) => extensions.has(extension));
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
