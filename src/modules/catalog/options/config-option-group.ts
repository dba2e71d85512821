import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { ConfigOptionType } from '#modules/catalog/enums.ts';
import { priceLists, ListedPrices } from '#modules/catalog/pricing/price-list.ts';
import { visibleOptions, visibleProducts } from '#modules/catalog/visible.ts';

/** A set of configurable options that products share. */
export const ConfigOptionGroup = builder.prismaNode('ConfigOptionGroup', {
  read: 'catalog:read',
  description: 'A set of configurable options that products share.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    name: t.exposeString('name', { description: 'What staff call it.' }),
    description: t.exposeString('description', { description: 'What it is about.' }),
    options: t.relation('options', {
      description: 'What a buyer sets, in order.',
      query: (_args, { actor }) => ({
        where: visibleOptions(actor),
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      }),
    }),
    products: t.relation('products', {
      description: 'Which products offer it.',
      query: (_args, { actor }) => ({
        where: { product: visibleProducts(actor) },
        orderBy: [{ productId: 'asc' }, { id: 'asc' }],
      }),
    }),
  }),
});

/** Something a buyer sets on a product. */
export const ConfigOption = builder.prismaNode('ConfigOption', {
  read: 'catalog:read',
  description: 'Something a buyer sets on a product.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    group: t.relation('group', { description: 'The set it belongs to.' }),
    name: t.exposeString('name', {
      description: '`key|Label`: what the server module gets, then what people see.',
    }),
    label: t.string({
      description: 'What people see.',
      select: { name: true },
      resolve: ({ name }) => labelOf(name),
    }),
    type: t.expose('type', { type: ConfigOptionType, description: 'How it is chosen.' }),
    minQuantity: t.exposeInt('minQuantity', { description: 'Least units of a QUANTITY.' }),
    maxQuantity: t.exposeInt('maxQuantity', {
      description: 'Most units of a QUANTITY; 0 for no limit.',
    }),
    isHidden: t.exposeBoolean('isHidden', { description: 'Kept from buyers.' }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Its place in its set.' }),
    choices: t.relation('choices', {
      description: 'What can be chosen, in order.',
      query: (_args, { actor }) => ({
        where: visibleOptions(actor),
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      }),
    }),
  }),
});

/** One choice of an option. */
export const ConfigOptionChoice = builder.prismaNode('ConfigOptionChoice', {
  read: 'catalog:read',
  description: 'One choice of an option; YES_NO and QUANTITY have one that carries the price.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    option: t.relation('option', { description: 'What it is a choice of.' }),
    name: t.exposeString('name', { description: '`key|Label`, as for options.' }),
    label: t.string({
      description: 'What people see.',
      select: { name: true },
      resolve: ({ name }) => labelOf(name),
    }),
    isHidden: t.exposeBoolean('isHidden', { description: 'Kept from buyers.' }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Its place among the choices.' }),
    priceLists: t.field({
      type: [ListedPrices],
      description: 'What it adds (one unit of a QUANTITY), in every currency or in one.',
      args: { currency: t.arg({ type: 'CurrencyCode', description: 'Only this one.' }) },
      select: {
        prices: { select: { currencyCode: true, cycle: true, setupFee: true, price: true } },
      },
      resolve: ({ prices }, { currency }, context) => priceLists(prices, currency, context),
    }),
    prices: t.relation('prices', {
      nullable: true,
      authScopes: { staff: true },
      description: 'The prices as they were set. For staff.',
      query: { orderBy: [{ currencyCode: 'asc' }, { cycle: 'asc' }, { id: 'asc' }] },
    }),
  }),
});

/** The part of `key|Label` that people see. */
export const labelOf = (name: string): string => name.slice(name.indexOf('|') + 1);

builder.prismaObject('ConfigOptionPrice', {
  read: 'catalog:read',
  description: 'A price of a choice as it was set.',
  select: {},
  fields: (t) => ({
    currency: t.expose('currencyCode', { type: 'CurrencyCode', description: 'In which currency.' }),
    cycle: t.expose('cycle', { type: BillingCycle, description: 'For which billing cycle.' }),
    setupFee: t.expose('setupFee', { type: 'Decimal', description: 'Charged once.' }),
    price: t.expose('price', { type: 'Decimal', description: 'Charged each cycle.' }),
  }),
});

builder.prismaObject('ProductConfigOptionGroup', {
  read: 'catalog:read',
  description: 'That a product offers a set of configurable options.',
  select: {},
  fields: (t) => ({
    group: t.relation('group', { description: 'The set.' }),
    product: t.relation('product', { description: 'The product.' }),
  }),
});

builder.prismaObjectField('Product', 'configOptionGroups', (t) =>
  t.relation('configOptionGroups', {
    description: 'The configurable options it offers.',
    query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
  }),
);

builder.queryField('configOptionGroups', (t) =>
  t.prismaField({
    type: [ConfigOptionGroup],
    description: 'Every set of configurable options, by name. For staff.',
    authScopes: { permission: 'catalog:write' },
    resolve: (query, _root, _args, { db }) =>
      db.configOptionGroup.findMany({ ...query, orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
  }),
);

builder.queryField('configOptionGroup', (t) =>
  t.prismaField({
    type: ConfigOptionGroup,
    nullable: true,
    description: 'One set of configurable options; null where there is none. For staff.',
    authScopes: { permission: 'catalog:write' },
    args: {
      id: t.arg.globalID({ for: ConfigOptionGroup, required: true, description: 'Which one.' }),
    },
    resolve: (query, _root, { id }, { db }) =>
      db.configOptionGroup.findUnique({ ...query, where: { id: keyOf(id) } }),
  }),
);
