import { encodeId } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { PayTypeEnum } from '#modules/catalog/enums.ts';
import { priceLists, ListedPrices } from '#modules/catalog/pricing/price-list.ts';
import { visibleAddons, visibleProducts } from '#modules/catalog/visible.ts';

/** An addon sold with products. */
export const Addon = builder.prismaNode('Addon', {
  read: 'catalog:read',
  description: 'An addon sold with products.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    description: t.exposeString('description', { description: 'HTML, cleaned.' }),
    payType: t.expose('payType', { type: PayTypeEnum, description: 'How it is paid for.' }),
    isTaxed: t.exposeBoolean('isTaxed', { description: 'Tax is taken on it.' }),
    isShownOnOrder: t.exposeBoolean('isShownOnOrder', { description: 'Offered when ordering.' }),
    isHidden: t.exposeBoolean('isHidden', { description: 'Kept from buyers.' }),
    isRetired: t.exposeBoolean('isRetired', { description: 'No longer sold.' }),
    autoActivated: t.exposeBoolean('autoActivated', {
      description: 'Active as soon as it is paid, without staff.',
    }),
    suspendsParent: t.exposeBoolean('suspendsParent', {
      description: 'The service is suspended when it is overdue.',
    }),
    serverModule: t.exposeString('serverModule', {
      description: 'Server module that sets it up; empty for none.',
    }),
    serverGroupId: t.id({
      nullable: true,
      authScopes: { staff: true },
      description: 'Servers it is set up on, as `ServerGroup:2`. For staff.',
      select: { serverGroupId: true },
      resolve: ({ serverGroupId: key }) => (key === null ? null : encodeId('ServerGroup', key)),
    }),
    serverPackageName: t.exposeString('serverPackageName', {
      authScopes: { staff: true },
      nullable: true,
      description: 'Package on the server. For staff.',
    }),
    welcomeEmailTemplateId: t.id({
      nullable: true,
      authScopes: { staff: true },
      description: 'E-mail template for welcoming, as `EmailTemplate:5`. For staff.',
      select: { welcomeEmailTemplateId: true },
      resolve: ({ welcomeEmailTemplateId: key }) =>
        key === null ? null : encodeId('EmailTemplate', key),
    }),
    stockControlled: t.exposeBoolean('stockControlled', {
      description: 'Only `stockQuantity` are left to sell.',
    }),
    stockQuantity: t.exposeInt('stockQuantity', { description: 'Left to sell.' }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Its place among the addons.' }),
    priceLists: t.field({
      type: [ListedPrices],
      description: 'What it costs, in every currency or in one: as set, else by rate.',
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
    products: t.relation('products', {
      description: 'Which products it may be bought with.',
      query: (_args, { actor }) => ({
        where: { product: visibleProducts(actor) },
        orderBy: [{ productId: 'asc' }, { id: 'asc' }],
      }),
    }),
  }),
});

builder.prismaObject('AddonPrice', {
  read: 'catalog:read',
  description: 'A price of an addon as it was set.',
  select: {},
  fields: (t) => ({
    currency: t.expose('currencyCode', { type: 'CurrencyCode', description: 'In which currency.' }),
    cycle: t.expose('cycle', { type: BillingCycle, description: 'For which billing cycle.' }),
    setupFee: t.expose('setupFee', { type: 'Decimal', description: 'Charged once.' }),
    price: t.expose('price', { type: 'Decimal', description: 'Charged each cycle.' }),
  }),
});

builder.prismaObject('AddonProduct', {
  read: 'catalog:read',
  description: 'That an addon may be bought with a product.',
  select: {},
  fields: (t) => ({
    addon: t.relation('addon', { description: 'The addon.' }),
    product: t.relation('product', { description: 'The product.' }),
  }),
});

builder.prismaObjectField('Product', 'addons', (t) =>
  t.relation('addons', {
    description: 'The addons that may be bought with it.',
    query: (_args, { actor }) => ({
      where: { addon: visibleAddons(actor) },
      orderBy: [{ addonId: 'asc' }, { id: 'asc' }],
    }),
  }),
);

builder.queryField('addons', (t) =>
  t.prismaField({
    type: [Addon],
    description: 'Every addon the actor may see, in order.',
    authScopes: { permission: 'catalog:read' },
    resolve: (query, _root, _args, { db, actor }) =>
      db.addon.findMany({
        ...query,
        where: visibleAddons(actor),
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      }),
  }),
);
