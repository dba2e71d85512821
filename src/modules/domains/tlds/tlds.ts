import { asciiDomain } from '#core/text.ts';
import { keyOf } from '#core/ids.ts';
import { isStaff } from '#core/actor.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { builder } from '#schema/builder.ts';
import { listDescriptions, place, skipping, SortDirection } from '#schema/list.ts';
import { beginsName } from '#schema/text-filter.ts';
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

const TldFilter = builder.inputType('TldFilter', {
  description: 'Filter for TLDs. All given conditions must hold.',
  fields: (t) => ({
    startsWith: t.string({ description: 'Only TLDs whose name starts with this text.' }),
    features: t.field({ type: [TldFeature], description: 'Only TLDs with all of these features.' }),
    label: t.field({ type: TldLabel, description: 'Only TLDs with this label.' }),
    category: t.string({ description: 'Only TLDs in the category with this name.' }),
    price: t.field({ type: TldPriceRange, description: 'Only TLDs with a price in this range.' }),
    isActive: t.boolean({
      description:
        'True: only TLDs on sale. False: only TLDs not on sale, which only staff can see.',
    }),
  }),
});

const TldOrderField = builder.enumType('TldOrderField', {
  description: 'Fields by which TLDs can be sorted.',
  values: {
    PLACE: { value: 'sortOrder', description: "By the company's own sort order." },
    EXTENSION: { value: 'extension', description: 'By the name of the TLD, alphabetically.' },
    CREATED_AT: { value: 'createdAt', description: 'By the time of adding.' },
  } as const,
});

const TldOrder = builder.inputType('TldOrder', {
  description: 'Sort order of TLDs.',
  fields: (t) => ({
    field: t.field({ type: TldOrderField, required: true, description: 'Field to sort TLDs by.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Direction in which to sort TLDs.',
    }),
  }),
});

builder.queryField('tlds', (t) =>
  t.prismaConnection({
    type: Tld,
    cursor: place,
    description:
      'List the TLDs on sale. For a complete price list use `tldPricing`, which is cached.',
    authScopes: { permission: 'catalog:read' },
    args: {
      filter: t.arg({ type: TldFilter, description: 'Conditions the TLDs must meet.' }),
      orderBy: t.arg({
        type: TldOrder,
        description: "Sort order of the TLDs. Default: PLACE, the company's own sort order.",
      }),
      offset: t.arg.int({ description: listDescriptions.offset }),
    },
    totalCount: (_root, { filter }, { db, actor }) =>
      db.tld.count({ where: tldsWhere(filter, isStaff(actor)) }),
    resolve: (query, _root, { filter, orderBy, offset }, { db, actor }) =>
      db.tld.findMany({
        ...skipping(query, offset),
        where: tldsWhere(filter, isStaff(actor)),
        orderBy: [
          {
            [orderBy?.field ?? 'sortOrder']: orderBy?.direction ?? 'asc',
          } as Prisma.TldOrderByWithRelationInput,
          { id: 'asc' },
        ],
      }),
  }),
);

function tldsWhere(
  filter: typeof TldFilter.$inferInput | null | undefined,
  sellsAll: boolean,
): Prisma.TldWhereInput {
  const { startsWith, features, label, category, price, isActive } = filter ?? {};
  const shown = sellsAll ? (isActive ?? undefined) : true;
  return {
    ...(shown !== undefined && { isActive: shown }),
    ...(startsWith && { extension: beginsName(startsWith.replace(/^\./, '')) }),
    ...Object.fromEntries((features ?? []).map((feature) => [feature, true])),
    ...(label && { label }),
    ...(category && { categories: { some: { category: { name: category } } } }),
    ...(price && {
      prices: {
        some: {
          currencyCode: price.currency,
          action: price.action ?? 'REGISTER',
          years: price.years ?? 1,
          price: { ...(price.from && { gte: price.from }), ...(price.to && { lte: price.to }) },
        },
      },
    }),
  };
}
