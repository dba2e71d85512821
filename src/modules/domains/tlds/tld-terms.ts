import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { everyRow } from '#modules/access/visible.ts';
import { DomainActionEnum, TldAddonKind, TldFieldType, TldLabel } from './tld-kinds.ts';
import { Tld } from './tld.ts';

builder.prismaObjectFields(Tld, (t) => ({
  defaultYears: t.exposeInt('defaultYears', { description: 'Period offered first, in years.' }),
  label: t.expose('label', {
    type: TldLabel,
    nullable: true,
    description: 'Promotional label of the TLD; null for none.',
  }),
  featuredColor: t.exposeString('featuredColor', { description: "Color of the TLD's label." }),
  graceDays: t.exposeInt('graceDays', {
    description:
      'Number of days after expiry in which a domain is renewed as usual, for the grace fee.',
  }),
  graceFee: t.field({
    type: Money,
    description: 'Surcharge for a renewal in the grace period.',
    select: { graceFee: true, currencyCode: true },
    resolve: (tld) => ({ amount: tld.graceFee, currency: tld.currencyCode }),
  }),
  redemptionDays: t.exposeInt('redemptionDays', {
    description: 'Number of days after the grace period in which a domain can be restored.',
  }),
  redemptionFee: t.field({
    type: Money,
    description: 'Surcharge for restoring a domain.',
    select: { redemptionFee: true, currencyCode: true },
    resolve: (tld) => ({ amount: tld.redemptionFee, currency: tld.currencyCode }),
  }),
  cost: t.field({
    type: Money,
    nullable: true,
    authScopes: { staff: true },
    description: 'Cost of the default period to the company. Staff only.',
    select: { cost: true, currencyCode: true },
    resolve: (tld) => ({ amount: tld.cost, currency: tld.currencyCode }),
  }),
}));

builder.prismaObjectFields(Tld, (t) => ({
  minLength: t.exposeInt('minLength', {
    description: 'Minimum number of characters of a domain name.',
  }),
  maxLength: t.exposeInt('maxLength', {
    description: 'Maximum number of characters of a domain name.',
  }),
  idnLanguages: t.exposeStringList('idnLanguages', {
    description: 'Language tables the registry accepts; empty where the registry requires none.',
  }),
  isActive: t.exposeBoolean('isActive', { description: 'Whether the TLD is on sale.' }),
  sortOrder: t.exposeInt('sortOrder', { description: 'Position of the TLD in lists.' }),
  registrar: t.relation('registrar', {
    nullable: true,
    authScopes: { staff: true },
    description: 'Registrar at which domains of the TLD are registered automatically. Staff only.',
  }),
  prices: t.relation('prices', {
    listSize: 50,
    description: 'Prices of each domain action, by number of years.',
    args: {
      currency: t.arg({ type: 'CurrencyCode', description: 'Only prices in this currency.' }),
      action: t.arg({ type: DomainActionEnum, description: 'Only prices of this domain action.' }),
    },
    query: ({ currency, action }) => ({
      where: { ...(currency && { currencyCode: currency }), ...(action && { action }) },
      orderBy: [{ currencyCode: 'asc' }, { action: 'asc' }, { years: 'asc' }, { id: 'asc' }],
    }),
  }),
  addonPrices: t.relation('addonPrices', {
    description: 'Yearly prices of domain addons.',
    query: { orderBy: [{ currencyCode: 'asc' }, { addon: 'asc' }, { id: 'asc' }] },
  }),
  categories: t.relation('categories', {
    description: 'Categories of the TLD.',
    query: { orderBy: [{ categoryId: 'asc' }, { id: 'asc' }] },
  }),
  fields: t.relation('fields', {
    description: "Additional questions asked by the TLD's registry.",
    query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
  }),
}));

builder.prismaObject('TldPrice', {
  read: 'catalog:read',
  description: 'Price of a domain action for a number of years.',
  select: {},
  fields: (t) => ({
    action: t.expose('action', {
      type: DomainActionEnum,
      description: 'Domain action the price is for.',
    }),
    years: t.exposeInt('years', { description: 'Number of years the price covers, 1 to 10.' }),
    price: t.field({
      type: Money,
      description: 'Total price for all the years.',
      select: { price: true, currencyCode: true },
      resolve: ({ price, currencyCode }) => ({ amount: price, currency: currencyCode }),
    }),
  }),
});

builder.prismaObject('TldAddonPrice', {
  read: 'catalog:read',
  description: 'Yearly price of an addon on a domain.',
  select: {},
  fields: (t) => ({
    addon: t.expose('addon', { type: TldAddonKind, description: 'Domain addon the price is for.' }),
    price: t.field({
      type: Money,
      description: 'Price for one year.',
      select: { price: true, currencyCode: true },
      resolve: ({ price, currencyCode }) => ({ amount: price, currency: currencyCode }),
    }),
  }),
});

builder.prismaObject('TldCategoryMember', {
  read: 'catalog:read',
  description: 'Membership of a TLD in a category.',
  select: {},
  fields: (t) => ({
    category: t.relation('category', { description: 'Category the TLD belongs to.' }),
  }),
});

builder.prismaNode('TldCategory', {
  read: 'catalog:read',
  visible: everyRow,
  description: 'Category of TLDs, e.g. Popular.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the TLD category, used by the legacy APIs.',
    }),
    name: t.exposeString('name', { description: 'Name of the category.' }),
  }),
});

builder.prismaObject('TldField', {
  read: 'catalog:read',
  description: 'An additional question a registry asks on registration.',
  select: {},
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'Key under which the answer is sent to the registrar.',
    }),
    label: t.exposeString('label', { description: 'Text of the question.' }),
    type: t.expose('type', { type: TldFieldType, description: 'Input type of the question.' }),
    options: t.exposeStringList('options', { description: 'Choices of a DROPDOWN question.' }),
    isRequired: t.exposeBoolean('isRequired', {
      description: 'Whether the question must be answered.',
    }),
    defaultValue: t.exposeString('defaultValue', { description: 'Answer filled in by default.' }),
  }),
});
