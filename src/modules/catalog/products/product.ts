import { encodeId } from '#core/ids.ts';
import { builder } from '#schema/builder.ts';
import { Money } from '#schema/money.ts';
import { BillingCycle } from '#modules/catalog/billing-cycle.ts';
import {
  AffiliatePayout,
  FreeDomain,
  PayTypeEnum,
  SetupMoment,
  UsageUnit,
} from '#modules/catalog/enums.ts';
import { priceLists, ListedPrices } from '#modules/catalog/pricing/price-list.ts';
import { shownPrices } from '#modules/catalog/pricing/shown-prices.ts';
import { inStore } from '#modules/catalog/visible.ts';
import { isStaff } from '#core/actor.ts';

/** What of a product's row decides its price. */
const priced = {
  id: true,
  prices: {
    select: { currencyCode: true, cycle: true, setupFee: true, price: true, oldPrice: true },
  },
} as const;

/** Something on sale. */
export const Product = builder.prismaNode('Product', {
  read: 'catalog:read',
  description: 'Something on sale.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    group: t.relation('group', { description: 'The shelf it stands on.' }),
    type: t.relation('type', { description: 'What kind of product it is.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    slug: t.exposeString('slug', { description: 'Its name in addresses.' }),
    storePath: t.string({
      description: 'Where buyers find it: a path of the store, or its group’s own link.',
      select: { slug: true, group: { select: { slug: true, link: true } } },
      resolve: ({ slug, group }) => group.link || `/store/${group.slug}/${slug}`,
    }),
    highlightText: t.exposeString('highlightText', { description: 'Ribbon on the order form.' }),
    description: t.exposeString('description', { description: 'HTML, cleaned.' }),
    isHidden: t.exposeBoolean('isHidden', { description: 'Kept from buyers.' }),
    isRetired: t.exposeBoolean('isRetired', {
      description: 'No longer sold to anybody; those who have it keep it.',
    }),
    sortOrder: t.exposeInt('sortOrder', { description: 'Its place in its group.' }),
    stockControlled: t.exposeBoolean('stockControlled', {
      description: 'Only `stockQuantity` are left to sell.',
    }),
    stockQuantity: t.exposeInt('stockQuantity', {
      description: 'Left to sell, when stock is controlled.',
    }),
    quantityAllowed: t.exposeBoolean('quantityAllowed', {
      description: 'Several may be ordered at once.',
    }),
    payType: t.expose('payType', { type: PayTypeEnum, description: 'How it is paid for.' }),
    defaultCycle: t.expose('defaultCycle', { type: BillingCycle, description: 'Offered first.' }),
    priceLists: t.field({
      type: [ListedPrices],
      description:
        'What it costs the actor, in every currency or in one: as set, else by rate. A customer of a reseller sees what that one asks, a reseller its cost; both before any discount.',
      args: { currency: t.arg({ type: 'CurrencyCode', description: 'Only this one.' }) },
      select: priced,
      resolve: ({ id, prices }, { currency }, context) =>
        priceLists(prices, currency, context, shownPrices(context, id)),
    }),
    isTaxed: t.exposeBoolean('isTaxed', { description: 'Tax is taken on it.' }),
    recurringCyclesLimit: t.exposeInt('recurringCyclesLimit', {
      description: 'Invoices in all; 0 for no limit.',
    }),
    autoTerminateDays: t.exposeInt('autoTerminateDays', {
      description: 'Days after activation when it ends automatically; 0 for never.',
    }),
    prorataEnabled: t.exposeBoolean('prorataEnabled', {
      description: 'The first period ends on `prorataDay` and costs its days’ part.',
    }),
    prorataDay: t.exposeInt('prorataDay', { description: 'Day of the month to bill on.' }),
    prorataNextMonthAfterDay: t.exposeInt('prorataNextMonthAfterDay', {
      description: 'From this day on the next month is billed too; 0 for never.',
    }),
    setupMoment: t.expose('setupMoment', {
      type: SetupMoment,
      description: 'When it is set up automatically.',
    }),
    serverModule: t.exposeString('serverModule', {
      description: 'Server module that sets it up; empty for none.',
    }),
    serverPackageName: t.exposeString('serverPackageName', {
      description: 'Package on the server.',
    }),
    serverOptionsShown: t.exposeBoolean('serverOptionsShown', {
      description: 'Clients see the options of VPS and dedicated servers.',
    }),
    subdomainOptions: t.exposeStringList('subdomainOptions', {
      description: 'Parent domains offered for subdomains.',
    }),
    domainRequired: t.exposeBoolean('domainRequired', {
      description: 'The order form asks for a domain.',
    }),
    freeDomain: t.expose('freeDomain', {
      type: FreeDomain,
      description: 'Whether a domain comes free with it.',
    }),
    freeDomainCycles: t.expose('freeDomainCycles', {
      type: [BillingCycle],
      description: 'Cycles that earn the free domain.',
    }),
    freeDomainTlds: t.exposeStringList('freeDomainTlds', {
      description: 'Endings the free domain may have, without the dot.',
    }),
    upgradesEnabled: t.exposeBoolean('upgradesEnabled', {
      description: 'Clients may change it to another product.',
    }),
    configOptionsUpgradable: t.exposeBoolean('configOptionsUpgradable', {
      description: 'Clients may change its configurable options.',
    }),
    recommendedProduct: t.relation('recommendedProduct', {
      nullable: true,
      description: 'Offered beside it.',
    }),
    upgradePaths: t.relation('upgradePaths', {
      description: 'What it may be changed to.',
      query: (_args, { actor }) => ({
        where: isStaff(actor) ? {} : { toProduct: inStore },
        orderBy: [{ toProductId: 'asc' }, { id: 'asc' }],
      }),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
  }),
});

builder.prismaObject('ProductUpgradePath', {
  read: 'catalog:read',
  description: 'That a product may be changed to another.',
  select: {},
  fields: (t) => ({ product: t.relation('toProduct', { description: 'The other product.' }) }),
});

/** What only staff see of a product. */
builder.prismaObjectFields('Product', (t) => {
  const authScopes = { staff: true } as const;
  const template = (what: string, column: 'welcome' | 'terminate' | 'upgrade') =>
    t.id({
      nullable: true,
      authScopes,
      description: `E-mail template for ${what}, as \`EmailTemplate:5\`. For staff.`,
      select: { [`${column}EmailTemplateId`]: true },
      resolve: (row) => {
        const key = (row as Record<string, unknown>)[`${column}EmailTemplateId`];
        return typeof key === 'number' ? encodeId('EmailTemplate', key) : null;
      },
    });
  const money = (column: 'cost' | 'diskOverageCost' | 'bandwidthOverageCost', words: string) =>
    t.field({
      type: Money,
      nullable: true,
      authScopes,
      description: `${words} For staff.`,
      select: { [column]: true, currencyCode: true },
      resolve: (row) => {
        const { currencyCode, [column]: amount } = row as never as Record<string, never>;
        return { amount: amount!, currency: currencyCode! };
      },
    });
  const limit = (column: 'diskSoftLimit' | 'bandwidthSoftLimit', words: string) =>
    t.expose(column, { type: 'Decimal', description: words });
  return {
    notes: t.exposeString('notes', {
      nullable: true,
      authScopes,
      description: 'HTML, for staff.',
    }),
    cost: money('cost', 'What the default cycle costs the company.'),
    serverGroupId: t.id({
      nullable: true,
      authScopes,
      description: 'Servers it is set up on, as `ServerGroup:2`. For staff.',
      select: { serverGroupId: true },
      resolve: ({ serverGroupId: key }) => (key === null ? null : encodeId('ServerGroup', key)),
    }),
    welcomeEmailTemplateId: template('welcoming', 'welcome'),
    terminateEmailTemplateId: template('termination', 'terminate'),
    upgradeEmailTemplateId: template('upgrades', 'upgrade'),
    affiliatePayout: t.expose('affiliatePayout', {
      type: AffiliatePayout,
      description: 'What an affiliate gets for selling it.',
    }),
    affiliateRecurring: t.exposeBoolean('affiliateRecurring', {
      description: 'The affiliate is paid for every renewal, not once.',
    }),
    affiliateAmount: t.expose('affiliateAmount', {
      type: 'Decimal',
      description: 'A percentage or an amount, by `affiliatePayout`.',
    }),
    overagesEnabled: t.exposeBoolean('overagesEnabled', {
      description: 'Usage above the limits is billed.',
    }),
    diskSoftLimit: limit('diskSoftLimit', 'Disk space that is paid for with it.'),
    diskSoftLimitUnit: t.expose('diskSoftLimitUnit', { type: UsageUnit, description: 'Unit.' }),
    diskOverageCost: money('diskOverageCost', 'Each unit of disk space above the limit.'),
    bandwidthSoftLimit: limit('bandwidthSoftLimit', 'Traffic that is paid for with it.'),
    bandwidthSoftLimitUnit: t.expose('bandwidthSoftLimitUnit', {
      type: UsageUnit,
      description: 'Unit.',
    }),
    bandwidthOverageCost: money('bandwidthOverageCost', 'Each unit of traffic above the limit.'),
    configurations: t.expose('configurations', {
      type: 'JSON',
      nullable: true,
      authScopes,
      description: 'Free settings handed to the server module. For staff.',
    }),
    prices: t.relation('prices', {
      nullable: true,
      authScopes,
      description: 'The prices as they were set, without those made by rate. For staff.',
      query: { orderBy: [{ currencyCode: 'asc' }, { cycle: 'asc' }, { id: 'asc' }] },
    }),
  };
});

builder.prismaObject('ProductPrice', {
  read: 'catalog:read',
  description: 'A price of a product as it was set.',
  select: {},
  fields: (t) => ({
    currency: t.expose('currencyCode', { type: 'CurrencyCode', description: 'In which currency.' }),
    cycle: t.expose('cycle', { type: BillingCycle, description: 'For which billing cycle.' }),
    setupFee: t.expose('setupFee', { type: 'Decimal', description: 'Charged once.' }),
    price: t.expose('price', { type: 'Decimal', description: 'Charged each cycle.' }),
    oldPrice: t.expose('oldPrice', {
      type: 'Decimal',
      nullable: true,
      description: 'Struck out beside it.',
    }),
    cost: t.expose('cost', {
      type: 'Decimal',
      nullable: true,
      description: 'What the cycle costs the company, when known.',
    }),
  }),
});
