import { everyRow } from '#modules/access/visible.ts';
import { keyOf } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { ConfigOptionType } from '#modules/catalog/enums.ts';
import { priceLists, ListedPrices } from '#modules/catalog/pricing/price-list.ts';
import { offeredOptions, visibleOptions, visibleProducts } from '#modules/catalog/visible.ts';

const offeredDescription =
  'True for those that can be ordered only, without hidden ones. Default: all that the actor may see.';

/** A set of configurable options that products share. */
export const ConfigOptionGroup = builder.prismaNode('ConfigOptionGroup', {
  read: 'catalog:read',
  visible: everyRow,
  description: 'A group of configurable options that several products can share.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the option group, used by the legacy APIs.',
    }),
    name: t.exposeString('name', { description: 'Internal name of the option group, for staff.' }),
    description: t.exposeString('description', { description: 'Description of the option group.' }),
    options: t.relation('options', {
      description: 'Configurable options of the group, in their sort order.',
      args: { isOffered: t.arg.boolean({ description: offeredDescription }) },
      query: ({ isOffered }, { actor }) => ({
        where: isOffered ? offeredOptions : visibleOptions(actor),
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      }),
    }),
    products: t.relation('products', {
      description: 'Products that offer the option group.',
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
  visible: visibleOptions,
  description: 'A configurable option of a product, set by the buyer.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the configurable option, used by the legacy APIs.',
    }),
    group: t.relation('group', { description: 'Option group the configurable option belongs to.' }),
    name: t.exposeString('name', {
      description:
        'Name of the option as `key|Label`: the key is passed to the server module, the label is displayed.',
    }),
    label: t.string({
      description: 'Label of the option as displayed to users.',
      select: { name: true },
      resolve: ({ name }) => labelOf(name),
    }),
    type: t.expose('type', {
      type: ConfigOptionType,
      description: 'How the value of the option is selected.',
    }),
    minQuantity: t.exposeInt('minQuantity', {
      description: 'Minimum number of units of a QUANTITY option.',
    }),
    maxQuantity: t.exposeInt('maxQuantity', {
      description: 'Maximum number of units of a QUANTITY option. 0 for no limit.',
    }),
    isHidden: t.exposeBoolean('isHidden', {
      description: 'Whether the option is hidden from buyers.',
    }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Position of the option in its group.' }),
    choices: t.relation('choices', {
      description: 'Choices of the option, in their sort order.',
      args: { isOffered: t.arg.boolean({ description: offeredDescription }) },
      query: ({ isOffered }, { actor }) => ({
        where: isOffered ? offeredOptions : visibleOptions(actor),
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      }),
    }),
  }),
});

/** One choice of an option. */
export const ConfigOptionChoice = builder.prismaNode('ConfigOptionChoice', {
  read: 'catalog:read',
  visible: (actor) => ({ AND: [visibleOptions(actor), { option: visibleOptions(actor) }] }),
  description:
    'A choice of a configurable option. A YES_NO or QUANTITY option has a single choice, which carries the price.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the choice, used by the legacy APIs.',
    }),
    option: t.relation('option', { description: 'Configurable option the choice belongs to.' }),
    name: t.exposeString('name', {
      description:
        'Name of the choice as `key|Label`: the key is passed to the server module, the label is displayed.',
    }),
    label: t.string({
      description: 'Label of the choice as displayed to users.',
      select: { name: true },
      resolve: ({ name }) => labelOf(name),
    }),
    isHidden: t.exposeBoolean('isHidden', {
      description: 'Whether the choice is hidden from buyers.',
    }),
    sortOrder: t.exposeInt('sortOrder', {
      description: "Position of the choice among the option's choices.",
    }),
    priceLists: t.field({
      type: [ListedPrices],
      description:
        'Amounts the choice adds to the price, in every currency or in a single currency. For a QUANTITY option: per unit.',
      args: {
        currency: t.arg({
          type: 'CurrencyCode',
          description: 'Only choice prices in this currency. Default: every currency.',
        }),
      },
      select: {
        prices: { select: { currencyCode: true, cycle: true, setupFee: true, price: true } },
      },
      resolve: ({ prices }, { currency }, context) => priceLists(prices, currency, context),
    }),
    prices: t.relation('prices', {
      nullable: true,
      authScopes: { staff: true },
      description: 'Stored prices of the choice, without converted prices. Visible to staff only.',
      query: { orderBy: [{ currencyCode: 'asc' }, { cycle: 'asc' }, { id: 'asc' }] },
    }),
  }),
});

/** The part of `key|Label` that people see. */
export const labelOf = (name: string): string => name.slice(name.indexOf('|') + 1);

builder.prismaObject('ConfigOptionPrice', {
  read: 'catalog:read',
  description: "A stored price of a configurable option's choice.",
  select: {},
  fields: (t) => ({
    currency: t.expose('currencyCode', {
      type: 'CurrencyCode',
      description: 'Currency of the choice price.',
    }),
    cycle: t.expose('cycle', {
      type: BillingCycle,
      description: 'Billing cycle the choice price is for.',
    }),
    setupFee: t.expose('setupFee', {
      type: 'Decimal',
      description: 'Setup fee of the choice, charged once.',
    }),
    price: t.expose('price', {
      type: 'Decimal',
      description: 'Price of the choice, charged each billing cycle.',
    }),
  }),
});

builder.prismaObject('ProductConfigOptionGroup', {
  read: 'catalog:read',
  description: 'Link between a product and an option group the product offers.',
  select: {},
  fields: (t) => ({
    group: t.relation('group', { description: 'Option group that the product offers.' }),
    product: t.relation('product', { description: 'Product that offers the option group.' }),
  }),
});

builder.prismaObjectField('Product', 'configOptionGroups', (t) =>
  t.relation('configOptionGroups', {
    description: 'Groups of configurable options that the product offers.',
    query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
  }),
);

builder.queryField('configOptionGroups', (t) =>
  t.prismaField({
    type: [ConfigOptionGroup],
    listSize: 100,
    description: 'All groups of configurable options, sorted by name. For staff only.',
    authScopes: { permission: 'catalog:write' },
    resolve: (query, _root, _args, { db }) =>
      db.configOptionGroup.findMany({ ...query, orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
  }),
);

builder.queryField('configOptionGroup', (t) =>
  t.prismaField({
    type: ConfigOptionGroup,
    nullable: true,
    description:
      'A single group of configurable options. Null if no such group exists. For staff only.',
    authScopes: { permission: 'catalog:write' },
    args: {
      id: t.arg.globalID({
        for: ConfigOptionGroup,
        required: true,
        description: 'ID of the option group to read.',
      }),
    },
    resolve: (query, _root, { id }, { db }) =>
      db.configOptionGroup.findUnique({ ...query, where: { id: keyOf(id) } }),
  }),
);
