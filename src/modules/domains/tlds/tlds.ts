import { asciiDomain, asciiStart } from '#core/text.ts';
import { keyOf } from '#core/ids.ts';
import { isStaff } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { anyOf, oneOf, rows, texts, whether, withText } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { beginsName, includesLower } from '#schema/text-filter.ts';
import { DomainActionEnum, TldLabel } from './tld-kinds.ts';
import { Tld } from './tld.ts';

const TldBy = builder.inputType('TldBy', {
  description: 'Selects a TLD by exactly one of these fields.',
  isOneOf: true,
  fields: (t) => ({
    id: t.globalID({ for: Tld, description: 'ID of the TLD, e.g. `Tld:3`.' }),
    extension: t.string({ description: 'Name of the TLD, with or without the first dot.' }),
  }),
});

builder.queryField('tld', (t) =>
  t.prismaField({
    type: Tld,
    nullable: true,
    description:
      'Look up a TLD; null if the TLD is not on sale. Staff can also look up TLDs that are not on sale.',
    authScopes: { permission: 'catalog:read' },
    args: { by: t.arg({ type: TldBy, required: true, description: 'The TLD to look up.' }) },
    resolve: (query, _root, { by }, { db, actor }) =>
      db.tld.findFirst({
        ...query,
        where: {
          ...(by.id ? { id: keyOf(by.id) } : { extension: extensionOf(by.extension ?? '') ?? '' }),
          ...(!isStaff(actor) && { isActive: true }),
        },
      }),
  }),
);

/** A TLD as it is stored, from whatever spelling: `.COM` is `com`; undefined when it is none. */
export function extensionOf(text: string): string | undefined {
  const bare = text.trim().replace(/^\.+/, '');
  return asciiDomain(`x.${bare}`)?.slice(2);
}

const TldFeature = builder.enumType('TldFeature', {
  description: 'Feature of a TLD, for filtering.',
  values: {
    ID_PROTECTION: { value: 'offersIdProtection', description: 'ID protection is offered.' },
    DNS_MANAGEMENT: { value: 'offersDnsManagement', description: 'DNS hosting is offered.' },
    EMAIL_FORWARDING: {
      value: 'offersEmailForwarding',
      description: 'Email forwarding is offered.',
    },
    EPP: { value: 'requiresEpp', description: 'A transfer requires the EPP code.' },
    SUGGESTED: {
      value: 'isSuggested',
      description: 'The TLD is included in automatic suggestions.',
    },
    SPOTLIGHT: {
      value: 'isSpotlight',
      description: 'The TLD is shown prominently on the search page.',
    },
    VOUCHER: { value: 'voucherRequired', description: 'The TLD requires a voucher.' },
  } as const,
});

const TldPriceRange = builder.inputType('TldPriceRange', {
  description: 'Range in which the price of a domain action must lie.',
  fields: (t) => ({
    currency: t.field({
      type: 'CurrencyCode',
      required: true,
      description: 'Currency of the price.',
    }),
    action: t.field({
      type: DomainActionEnum,
      defaultValue: 'REGISTER',
      description: 'Domain action whose price is compared.',
    }),
    years: t.int({ defaultValue: 1, description: 'Number of years the price covers.' }),
    from: t.field({ type: 'Decimal', description: 'Lowest price, inclusive.' }),
    to: t.field({ type: 'Decimal', description: 'Highest price, inclusive.' }),
  }),
});

/** The condition that a price lies in a span. */
const pricedWithin = (price: typeof TldPriceRange.$inferInput): Prisma.TldWhereInput => ({
  prices: {
    some: {
      currencyCode: price.currency,
      action: price.action ?? 'REGISTER',
      years: price.years ?? 1,
      AND: [
        price.from ? { price: { gte: price.from } } : {},
        price.to ? { price: { lte: price.to } } : {},
      ],
    },
  },
});

/** Lists of TLDs. */
const tldList = declareList({
  type: Tld,
  noun: 'Tld',
  model: 'Tld',
  visible: (actor) => (isStaff(actor) ? {} : { isActive: true }),
  filter: {
    extension: withText(
      (name) => ({ extension: beginsName(name.trim().replace(/^\./, '')) }),
      'TLDs whose name starts with this text.',
    ),
    features: anyOf(
      TldFeature,
      (features: (typeof TldFeature.$inferType)[]) =>
        Object.fromEntries(features.filter(Boolean).map((feature) => [feature, true])),
      'TLDs with all of these features.',
    ),
    label: anyOf(TldLabel, 'label', 'TLDs with these labels; null for none.'),
    category: texts(
      (names) => ({ categories: { some: { category: { name: { in: [...names] } } } } }),
      'TLDs in the categories with these names.',
    ),
    price: oneOf(TldPriceRange, pricedWithin, 'TLDs with a price in this range.'),
    registrar: rows('Registrar', 'registrarId', 'TLDs sold at these registrars; null for none.'),
    isActive: whether('isActive', 'Whether they are on sale. Only staff see others.'),
  },
  order: {
    PLACE: ['sortOrder', "By the company's own sort order."],
    ID: ['id', 'By the order of adding.'],
    EXTENSION: ['extension', 'By the name of the TLD, alphabetically.'],
    CREATED_AT: ['createdAt', 'By the time of adding.'],
  },
  usual: [{ sortOrder: 'asc' }, { id: 'asc' }],
  search: (word) => ({ extension: includesLower(asciiStart(word.replace(/^\./, ''))) }),
});

tldList.root('tlds', {
  description:
    "List the TLDs on sale, in the company's own order. For a complete price list use `tldPricing`, which is cached.",
  permission: 'catalog:read',
});
