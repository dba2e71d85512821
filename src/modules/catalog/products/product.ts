import { builder } from '#schema/builder.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import { FreeDomain, PayTypeEnum, SetupMoment } from '#modules/catalog/enums.ts';
import { priceLists, ListedPrices } from '#modules/catalog/pricing/price-list.ts';
import { shownPrices } from '#modules/catalog/pricing/shown-prices.ts';
import { reachableProducts } from '#modules/catalog/visible.ts';

/** What of a product's row decides its price. */
export const priced = {
  id: true,
  prices: {
    select: { currencyCode: true, cycle: true, setupFee: true, price: true, oldPrice: true },
  },
} as const;

/** Something on sale. */
export const Product = builder.prismaNode('Product', {
  read: 'catalog:read',
  visible: reachableProducts,
  description: 'A product that the company sells.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the product, used by the legacy APIs.',
    }),
    group: t.relation('group', { description: 'Group the product belongs to.' }),
    type: t.relation('type', { description: 'Type of the product.' }),
    name: t.exposeString('name', { description: 'Name of the product.' }),
    slug: t.exposeString('slug', { description: 'Name of the product in URLs.' }),
    storePath: t.string({
      description:
        "Where buyers find the product: a path of the store, or the link of the product's group.",
      select: { slug: true, group: { select: { slug: true, link: true } } },
      resolve: ({ slug, group }) => group.link || `/store/${group.slug}/${slug}`,
    }),
    highlightText: t.exposeString('highlightText', {
      description: 'Text of the ribbon on the order form.',
    }),
    description: t.exposeString('description', {
      description: 'Description of the product as HTML, with unsafe markup removed.',
    }),
    isHidden: t.exposeBoolean('isHidden', {
      description: 'Whether the product is hidden from buyers.',
    }),
    isRetired: t.exposeBoolean('isRetired', {
      description:
        'Whether the product is retired and no longer sold. Existing services of the product are kept.',
    }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Position of the product in its group.' }),
    stockControlled: t.exposeBoolean('stockControlled', {
      description: 'Whether sales of the product are limited to `stockQuantity`.',
    }),
    stockQuantity: t.exposeInt('stockQuantity', {
      description: 'Number of units of the product left to sell, when stock is controlled.',
    }),
    quantityAllowed: t.exposeBoolean('quantityAllowed', {
      description: 'Whether several units of the product can be ordered at once.',
    }),
    payType: t.expose('payType', {
      type: PayTypeEnum,
      description: 'How the product is paid for.',
    }),
    defaultCycle: t.expose('defaultCycle', {
      type: BillingCycle,
      description: 'Billing cycle that is preselected when ordering.',
    }),
    priceLists: t.field({
      type: [ListedPrices],
      description:
        "Prices of the product for the actor, in every currency or in a single currency: the stored price, otherwise converted by exchange rate. A customer of a reseller sees the reseller's price, a reseller the reseller's cost; both before any discount.",
      args: {
        currency: t.arg({
          type: 'CurrencyCode',
          description: 'Only product prices in this currency. Default: every currency.',
        }),
      },
      select: priced,
      resolve: ({ id, prices }, { currency }, context) =>
        priceLists(prices, currency, context, shownPrices(context, id)),
    }),
    isTaxed: t.exposeBoolean('isTaxed', { description: 'Whether the product is taxed.' }),
    recurringCyclesLimit: t.exposeInt('recurringCyclesLimit', {
      description: 'Total number of invoices for a service of the product. 0 for no limit.',
    }),
    autoTerminateDays: t.exposeInt('autoTerminateDays', {
      description:
        'Days after activation at which a service of the product is terminated automatically. 0 for never.',
    }),
    prorataEnabled: t.exposeBoolean('prorataEnabled', {
      description:
        'Whether the first period ends on `prorataDay` and is charged in proportion to its days.',
    }),
    prorataDay: t.exposeInt('prorataDay', {
      description: 'Day of the month on which prorated services are billed.',
    }),
    prorataNextMonthAfterDay: t.exposeInt('prorataNextMonthAfterDay', {
      description:
        'Day of the month from which the first period also includes the following month. 0 for never.',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time at which the product was created.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the product.',
    }),
  }),
});

builder.prismaObjectFields(Product, (t) => ({
  setupMoment: t.expose('setupMoment', {
    type: SetupMoment,
    description: 'Event at which the product is set up automatically.',
  }),
  serverModule: t.exposeString('serverModule', {
    description: 'System name of the server module that sets the product up. Empty for none.',
  }),
  serverPackageName: t.exposeString('serverPackageName', {
    description: "Name of the product's package on the server.",
  }),
  serverOptionsHidden: t.exposeBoolean('serverOptionsHidden', {
    description:
      'Whether the host name, root password and name servers of a VPS or dedicated server are hidden from clients in their cart.',
  }),
  subdomainOptions: t.exposeStringList('subdomainOptions', {
    description: 'Parent domains offered for subdomains.',
  }),
  domainRequired: t.exposeBoolean('domainRequired', {
    description: 'Whether the order form asks for a domain.',
  }),
  freeDomain: t.expose('freeDomain', {
    type: FreeDomain,
    description: 'Whether a free domain is included with the product.',
  }),
  freeDomainCycles: t.expose('freeDomainCycles', {
    type: [BillingCycle],
    description: 'Billing cycles that include the free domain.',
  }),
  freeDomainTlds: t.exposeStringList('freeDomainTlds', {
    description: 'TLDs the free domain can have, without the dot.',
  }),
  upgradesEnabled: t.exposeBoolean('upgradesEnabled', {
    description: 'Whether clients can change a service of the product to another product.',
  }),
  configOptionsUpgradable: t.exposeBoolean('configOptionsUpgradable', {
    description: 'Whether clients can change the configurable options of a service of the product.',
  }),
  recommendedProduct: t.relation('recommendedProduct', {
    nullable: true,
    description: 'Product recommended beside this product.',
  }),
}));
