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
  description: 'Which TLD: exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.globalID({ for: Tld, description: 'Its id, `Tld:3`.' }),
    extension: t.string({ description: 'Its TLD, with or without the first dot.' }),
  }),
});

builder.queryField('tld', (t) =>
  t.prismaField({
    type: Tld,
    nullable: true,
    description: 'One TLD; null where it is not on sale.',
    authScopes: { permission: 'catalog:read' },
    args: { by: t.arg({ type: TldBy, required: true, description: 'Which one.' }) },
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
  description: 'Something a TLD has.',
  values: {
    ID_PROTECTION: { value: 'offersIdProtection', description: 'ID protection can be had.' },
    DNS_MANAGEMENT: { value: 'offersDnsManagement', description: 'DNS hosting can be had.' },
    EMAIL_FORWARDING: {
      value: 'offersEmailForwarding',
      description: 'E-mail forwarding can be had.',
    },
    EPP: { value: 'requiresEpp', description: 'A transfer needs the EPP code.' },
    SUGGESTED: { value: 'isSuggested', description: 'Among automatic suggestions.' },
    SPOTLIGHT: { value: 'isSpotlight', description: 'Prominent on the search page.' },
    VOUCHER: { value: 'voucherRequired', description: 'Needs a voucher.' },
  } as const,
});

const TldPriceRange = builder.inputType('TldPriceRange', {
  description: 'TLDs whose price of an action lies in a range.',
  fields: (t) => ({
    currency: t.field({ type: 'CurrencyCode', required: true, description: 'In which currency.' }),
    action: t.field({
      type: DomainActionEnum,
      defaultValue: 'REGISTER',
      description: 'Of which action.',
    }),
    years: t.int({ defaultValue: 1, description: 'For how many years.' }),
    from: t.field({ type: 'Decimal', description: 'At least this much.' }),
    to: t.field({ type: 'Decimal', description: 'At most this much.' }),
  }),
});

const TldFilter = builder.inputType('TldFilter', {
  description: 'Narrows TLDs down; what is given must all hold.',
  fields: (t) => ({
    startsWith: t.string({ description: 'How the TLD starts.' }),
    features: t.field({ type: [TldFeature], description: 'All that it must have.' }),
    label: t.field({ type: TldLabel, description: 'The label it carries.' }),
    category: t.string({ description: 'Name of a theme it is sorted under.' }),
    price: t.field({ type: TldPriceRange, description: 'What it may cost.' }),
    isActive: t.boolean({ description: 'On sale or not. Only staff see those that are not.' }),
  }),
});

const TldOrderField = builder.enumType('TldOrderField', {
  description: 'What TLDs can be sorted by.',
  values: {
    PLACE: { value: 'sortOrder', description: "The company's own order." },
    EXTENSION: { value: 'extension', description: 'The alphabet.' },
    CREATED_AT: { value: 'createdAt', description: 'When it was added.' },
  } as const,
});

const TldOrder = builder.inputType('TldOrder', {
  description: 'How TLDs are sorted.',
  fields: (t) => ({
    field: t.field({ type: TldOrderField, required: true, description: 'By what.' }),
    direction: t.field({
      type: SortDirection,
      defaultValue: 'asc',
      description: 'Which end first.',
    }),
  }),
});

builder.queryField('tlds', (t) =>
  t.prismaConnection({
    type: Tld,
    cursor: place,
    description: 'The TLDs on sale. For a whole price list ask `tldPricing`, which is kept ready.',
    authScopes: { permission: 'catalog:read' },
    args: {
      filter: t.arg({ type: TldFilter, description: 'Which ones.' }),
      orderBy: t.arg({ type: TldOrder, description: 'In which order (default: PLACE).' }),
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
