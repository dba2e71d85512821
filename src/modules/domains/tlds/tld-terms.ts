import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { DomainActionEnum, TldAddonKind, TldFieldType, TldLabel } from './tld-kinds.ts';
import { Tld } from './tld.ts';

builder.prismaObjectFields(Tld, (t) => ({
  defaultYears: t.exposeInt('defaultYears', { description: 'The period offered first.' }),
  label: t.expose('label', {
    type: TldLabel,
    nullable: true,
    description: 'What makes it stand out; null for nothing.',
  }),
  featuredColor: t.exposeString('featuredColor', { description: 'Colour of its label.' }),
  graceDays: t.exposeInt('graceDays', {
    description: 'Days after expiry in which it is renewed as usual, for the grace fee.',
  }),
  graceFee: t.field({
    type: Money,
    description: 'What a renewal in the grace period costs on top.',
    select: { graceFee: true, currencyCode: true },
    resolve: (tld) => ({ amount: tld.graceFee, currency: tld.currencyCode }),
  }),
  redemptionDays: t.exposeInt('redemptionDays', {
    description: 'Days after the grace period in which it can be restored.',
  }),
  redemptionFee: t.field({
    type: Money,
    description: 'What getting it back costs on top.',
    select: { redemptionFee: true, currencyCode: true },
    resolve: (tld) => ({ amount: tld.redemptionFee, currency: tld.currencyCode }),
  }),
  cost: t.field({
    type: Money,
    nullable: true,
    authScopes: { staff: true },
    description: 'What the default period costs the company. Staff only.',
    select: { cost: true, currencyCode: true },
    resolve: (tld) => ({ amount: tld.cost, currency: tld.currencyCode }),
  }),
}));

builder.prismaObjectFields(Tld, (t) => ({
  minLength: t.exposeInt('minLength', { description: 'Fewest characters of a name.' }),
  maxLength: t.exposeInt('maxLength', { description: 'Most characters of a name.' }),
  idnLanguages: t.exposeStringList('idnLanguages', {
    description: 'Language tables the registry accepts; empty where it asks for none.',
  }),
  isActive: t.exposeBoolean('isActive', { description: 'It is on sale.' }),
  sortOrder: t.exposeInt('sortOrder', { description: 'Its place in lists.' }),
  registrar: t.relation('registrar', {
    nullable: true,
    authScopes: { staff: true },
    description: 'Where it is registered automatically. Staff only.',
  }),
  prices: t.relation('prices', {
    description: 'What each action costs, by years.',
    args: {
      currency: t.arg({ type: 'CurrencyCode', description: 'Only prices in this currency.' }),
      action: t.arg({ type: DomainActionEnum, description: 'Only prices of this action.' }),
    },
    query: ({ currency, action }) => ({
      where: { ...(currency && { currencyCode: currency }), ...(action && { action }) },
      orderBy: [{ currencyCode: 'asc' }, { action: 'asc' }, { years: 'asc' }, { id: 'asc' }],
    }),
  }),
  addonPrices: t.relation('addonPrices', {
    description: 'What addons cost a year.',
    query: { orderBy: [{ currencyCode: 'asc' }, { addon: 'asc' }, { id: 'asc' }] },
  }),
  categories: t.relation('categories', {
    description: 'The themes it is sorted under.',
    query: { orderBy: [{ categoryId: 'asc' }, { id: 'asc' }] },
  }),
  fields: t.relation('fields', {
    description: 'Further questions its registry asks.',
    query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
  }),
}));

builder.prismaObject('TldPrice', {
  read: 'catalog:read',
  description: 'The price of an action on a domain for a number of years.',
  select: {},
  fields: (t) => ({
    action: t.expose('action', { type: DomainActionEnum, description: 'What it is for.' }),
    years: t.exposeInt('years', { description: 'For how many years, 1 to 10.' }),
    price: t.field({
      type: Money,
      description: 'For all those years together.',
      select: { price: true, currencyCode: true },
      resolve: ({ price, currencyCode }) => ({ amount: price, currency: currencyCode }),
    }),
  }),
});

builder.prismaObject('TldAddonPrice', {
  read: 'catalog:read',
  description: 'The yearly price of an addon on a domain.',
  select: {},
  fields: (t) => ({
    addon: t.expose('addon', { type: TldAddonKind, description: 'The addon.' }),
    price: t.field({
      type: Money,
      description: 'For one year.',
      select: { price: true, currencyCode: true },
      resolve: ({ price, currencyCode }) => ({ amount: price, currency: currencyCode }),
    }),
  }),
});

builder.prismaObject('TldCategoryMember', {
  read: 'catalog:read',
  description: 'That a TLD is sorted under a theme.',
  select: {},
  fields: (t) => ({
    category: t.relation('category', { description: 'The theme.' }),
  }),
});

builder.prismaObject('TldCategory', {
  read: 'catalog:read',
  description: 'A theme TLDs are sorted under, such as Popular.',
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
  }),
});

builder.prismaObject('TldField', {
  read: 'catalog:read',
  description: 'A further question a registry asks on registration.',
  select: {},
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The key the registrar is sent.' }),
    label: t.exposeString('label', { description: 'The question.' }),
    type: t.expose('type', { type: TldFieldType, description: 'How it is answered.' }),
    options: t.exposeStringList('options', { description: 'Choices of a DROPDOWN.' }),
    isRequired: t.exposeBoolean('isRequired', { description: 'It must be answered.' }),
    defaultValue: t.exposeString('defaultValue', { description: 'The answer filled in first.' }),
  }),
});
