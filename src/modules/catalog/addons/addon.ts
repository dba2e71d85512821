import { encodeId } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { PayTypeEnum } from '#modules/catalog/enums.ts';
import { priceLists, ListedPrices } from '#modules/catalog/pricing/price-list.ts';
import {
  offeredAddons,
  reachableAddons,
  visibleAddons,
  visibleProducts,
} from '#modules/catalog/visible.ts';
import { edgeToNode } from '#schema/node.ts';

/** An addon sold with products. */
export const Addon = builder.prismaNode('Addon', {
  read: 'catalog:read',
  visible: reachableAddons,
  description: 'An addon that is sold together with products.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the addon, used by the legacy APIs.',
    }),
    name: t.exposeString('name', { description: 'Name of the addon.' }),
    description: t.exposeString('description', {
      description: 'Description of the addon as HTML, with unsafe markup removed.',
    }),
    payType: t.expose('payType', { type: PayTypeEnum, description: 'How the addon is paid for.' }),
    isTaxed: t.exposeBoolean('isTaxed', { description: 'Whether tax is charged on the addon.' }),
    isShownOnOrder: t.exposeBoolean('isShownOnOrder', {
      description: 'Whether the addon is offered when ordering a product.',
    }),
    isHidden: t.exposeBoolean('isHidden', {
      description: 'Whether the addon is hidden from buyers.',
    }),
    isRetired: t.exposeBoolean('isRetired', {
      description: 'Whether the addon is retired and no longer sold.',
    }),
    autoActivated: t.exposeBoolean('autoActivated', {
      description: 'Whether the addon is activated as soon as it is paid, without action by staff.',
    }),
    suspendsParent: t.exposeBoolean('suspendsParent', {
      description: 'Whether the parent service is suspended when the addon is overdue.',
    }),
    serverModule: t.exposeString('serverModule', {
      description: 'System name of the server module that sets the addon up. Empty for none.',
    }),
    serverGroupId: t.id({
      nullable: true,
      authScopes: { staff: true },
      description:
        'Server group the addon is set up on, as `ServerGroup:2`. Visible to staff only.',
      select: { serverGroupId: true },
      resolve: ({ serverGroupId: key }) => (key === null ? null : encodeId('ServerGroup', key)),
    }),
    serverGroup: t.field(
      edgeToNode<{ serverGroupId: number | null }>({
        type: 'ServerGroup',
        description: 'Server group the addon is set up on. Null for customers.',
        select: { serverGroupId: true },
        idOf: ({ serverGroupId: key }) => (key === null ? null : encodeId('ServerGroup', key)),
      }),
    ),
    serverPackageName: t.exposeString('serverPackageName', {
      authScopes: { staff: true },
      nullable: true,
      description: "Name of the addon's package on the server. Visible to staff only.",
    }),
    welcomeEmailTemplateId: t.id({
      nullable: true,
      authScopes: { staff: true },
      description:
        "Email template of the addon's welcome message, as `EmailTemplate:5`. Visible to staff only.",
      select: { welcomeEmailTemplateId: true },
      resolve: ({ welcomeEmailTemplateId: key }) =>
        key === null ? null : encodeId('EmailTemplate', key),
    }),
    welcomeEmailTemplate: t.field(
      edgeToNode<{ welcomeEmailTemplateId: number | null }>({
        type: 'EmailTemplate',
        description: "Email template of the addon's welcome message. Null for customers.",
        select: { welcomeEmailTemplateId: true },
        idOf: ({ welcomeEmailTemplateId: key }) =>
          key === null ? null : encodeId('EmailTemplate', key),
      }),
    ),
    stockControlled: t.exposeBoolean('stockControlled', {
      description: 'Whether sales of the addon are limited to `stockQuantity`.',
    }),
    stockQuantity: t.exposeInt('stockQuantity', {
      description: 'Number of units of the addon left to sell.',
    }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Position of the addon among the addons.' }),
    priceLists: t.field({
      type: [ListedPrices],
      description:
        'Prices of the addon in every currency or in a single currency: the stored price, otherwise converted by exchange rate.',
      args: {
        currency: t.arg({
          type: 'CurrencyCode',
          description: 'Only addon prices in this currency. Default: every currency.',
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
      description: 'Stored prices of the addon, without converted prices. Visible to staff only.',
      query: { orderBy: [{ currencyCode: 'asc' }, { cycle: 'asc' }, { id: 'asc' }] },
    }),
    products: t.relation('products', {
      description: 'Products the addon can be bought with.',
      query: (_args, { actor }) => ({
        where: { product: visibleProducts(actor) },
        orderBy: [{ productId: 'asc' }, { id: 'asc' }],
      }),
    }),
  }),
});

builder.prismaObject('AddonPrice', {
  read: 'catalog:read',
  description: 'A stored price of an addon.',
  select: {},
  fields: (t) => ({
    currency: t.expose('currencyCode', {
      type: 'CurrencyCode',
      description: 'Currency of the addon price.',
    }),
    cycle: t.expose('cycle', {
      type: BillingCycle,
      description: 'Billing cycle the addon price is for.',
    }),
    setupFee: t.expose('setupFee', {
      type: 'Decimal',
      description: 'Setup fee of the addon, charged once.',
    }),
    price: t.expose('price', {
      type: 'Decimal',
      description: 'Price of the addon, charged each billing cycle.',
    }),
  }),
});

builder.prismaObject('AddonProduct', {
  read: 'catalog:read',
  description: 'Link between an addon and a product it can be bought with.',
  select: {},
  fields: (t) => ({
    addon: t.relation('addon', { description: 'Addon that can be bought with the product.' }),
    product: t.relation('product', { description: 'Product the addon can be bought with.' }),
  }),
});

builder.prismaObjectField('Product', 'addons', (t) =>
  t.relation('addons', {
    description: 'Addons that can be bought with the product.',
    args: {
      isOffered: t.arg.boolean({
        description:
          'True for those that can be ordered only, without hidden and retired ones. Default: all that the actor may see.',
      }),
    },
    query: ({ isOffered }, { actor }) => ({
      where: { addon: isOffered ? offeredAddons : visibleAddons(actor) },
      orderBy: [{ addonId: 'asc' }, { id: 'asc' }],
    }),
  }),
);

builder.queryField('addons', (t) =>
  t.prismaField({
    type: [Addon],
    listSize: 100,
    description: 'All addons the actor may see, in their sort order.',
    authScopes: { permission: 'catalog:read' },
    resolve: (query, _root, _args, { db, actor }) =>
      db.addon.findMany({
        ...query,
        where: visibleAddons(actor),
        orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
      }),
  }),
);
