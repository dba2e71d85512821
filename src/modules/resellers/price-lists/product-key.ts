import { everyRow } from '#modules/access/visible.ts';
import { builder } from '#schema/builder.ts';

export const ProductFamily = builder.enumType('ProductFamily', {
  description: 'Family of a product in a price list, which determines the shape of its prices.',
  values: {
    DOMAIN: { description: 'Domain names, priced by action and years.' },
    WEB_SERVICES: { description: 'Web services, priced by plan type and band.' },
    SINGLE_DOMAIN_HOSTING: { description: 'Hosting for a single domain.' },
    MULTI_DOMAIN_HOSTING: { description: 'Hosting for several domains.' },
    RESELLER_HOSTING: { description: 'Hosting for resale.' },
    VPS: { description: 'Virtual servers with addons.' },
    DEDICATED_SERVER: { description: 'Dedicated servers with addons.' },
    MANAGED_SERVER: { description: 'Managed servers with addons.' },
    ENTERPRISE_EMAIL: { description: 'Email hosting, priced by ranges of accounts.' },
    CERTIFICATE: { description: 'Certificates, priced by type, action and years.' },
    CODEGUARD: { description: 'Website backup plans (CodeGuard).' },
    SITELOCK: { description: 'Website security plans (SiteLock).' },
    BACKORDER: { description: 'Backorders of expiring domain names.' },
    OTHER: { description: 'Any other product with plans.' },
  } as const,
});

/** A product of the price lists. */
export const ProductKey = builder.prismaNode('ProductKey', {
  read: 'catalog:read',
  visible: everyRow,
  description: 'Product of the price lists, for instance `domcno` for .com.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the product key, used by the legacy APIs.',
    }),
    key: t.exposeString('key', { description: 'Key by which programs know the product.' }),
    family: t.expose('family', {
      type: ProductFamily,
      description: 'Family of the product, which determines the shape of its prices.',
    }),
    category: t.exposeString('category', {
      description: 'Group of the product in the category map: `domorder`, `hosting` and so on.',
    }),
    tlds: t.exposeStringList('tlds', {
      description:
        'TLDs sold under the product key, without the leading dot. Empty for other families than domains.',
    }),
    sortOrder: t.exposeInt('sortOrder', {
      description: 'Position of the product in its category, lowest first.',
    }),
    plans: t.relation('plans', {
      description: 'Products of the store that are sold as plans of the product key.',
      query: { orderBy: [{ planId: 'asc' }, { id: 'asc' }] },
    }),
  }),
});

builder.prismaObject('ProductKeyPlan', {
  read: 'catalog:read',
  visible: everyRow,
  description: 'Product of the store that is sold as a plan of a product key.',
  select: {},
  fields: (t) => ({
    planId: t.exposeString('planId', { description: 'ID of the plan in price lists.' }),
    product: t.relation('product', { description: 'Product that is sold as the plan.' }),
  }),
});

builder.queryField('productKeys', (t) =>
  t.prismaField({
    type: [ProductKey],
    listSize: 200,
    description: 'All products of the price lists, sorted by category.',
    authScopes: { permission: 'catalog:read' },
    resolve: (query, _root, _args, { db }) =>
      db.productKey.findMany({
        ...query,
        orderBy: [{ category: 'asc' }, { sortOrder: 'asc' }, { id: 'asc' }],
      }),
  }),
);
