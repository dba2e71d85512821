import { builder } from '#schema/builder.ts';

export const ProductFamily = builder.enumType('ProductFamily', {
  description: 'The shape a product takes in a price list.',
  values: {
    DOMAIN: { description: 'Domain names: action and years.' },
    WEB_SERVICES: { description: 'Web services: plan type and band.' },
    SINGLE_DOMAIN_HOSTING: { description: 'Hosting for one domain.' },
    MULTI_DOMAIN_HOSTING: { description: 'Hosting for several domains.' },
    RESELLER_HOSTING: { description: 'Hosting to be sold on.' },
    VPS: { description: 'Virtual servers with add-ons.' },
    DEDICATED_SERVER: { description: 'Dedicated servers with add-ons.' },
    MANAGED_SERVER: { description: 'Managed servers with add-ons.' },
    ENTERPRISE_EMAIL: { description: 'E-mail by ranges of accounts.' },
    CERTIFICATE: { description: 'Certificates: type, action and years.' },
    CODEGUARD: { description: 'Website backup plans.' },
    SITELOCK: { description: 'Website security plans.' },
    BACKORDER: { description: 'Back-orders of expiring names.' },
    OTHER: { description: 'Anything else with plans.' },
  } as const,
});

/** A product of the price lists. */
export const ProductKey = builder.prismaNode('ProductKey', {
  read: 'catalog:read',
  description: 'A product of the price lists, e.g. `domcno` for .com.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number old programs know it by.' }),
    key: t.exposeString('key', { description: 'The key programs know it by.' }),
    family: t.expose('family', { type: ProductFamily, description: 'The shape of its prices.' }),
    category: t.exposeString('category', { description: 'Its group: `domorder`, `hosting` …' }),
    tlds: t.exposeStringList('tlds', {
      description: 'The TLDs it sells, without the first dot; empty for other families.',
    }),
  }),
});

builder.queryField('productKeys', (t) =>
  t.prismaField({
    type: [ProductKey],
    description: 'Every product of the price lists, by category.',
    authScopes: { permission: 'catalog:read' },
    resolve: (query, _root, _args, { db }) =>
      db.productKey.findMany({
        ...query,
        orderBy: [{ category: 'asc' }, { sortOrder: 'asc' }, { id: 'asc' }],
      }),
  }),
);
