import { builder } from '#schema/builder.ts';

export const PriceAudience = builder.enumType('PriceAudience', {
  description: 'Who pays the prices of a list.',
  values: {
    RESELLER: { description: 'A reseller pays them to the company.' },
    CUSTOMER: { description: 'Customers pay them to their reseller.' },
  } as const,
});

const TenureUnit = builder.enumType('TenureUnit', {
  description: 'What a tenure counts.',
  values: {
    NONE: { description: 'The price has no tenure.' },
    MONTHS: { description: 'Months.' },
    YEARS: { description: 'Years.' },
  } as const,
});

const PriceListEntry = builder.prismaNode('PriceListEntry', {
  read: 'catalog:read',
  description: 'One price. Coordinates that its family does not use are empty or zero.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    productKey: t.relation('productKey', { description: 'The product.' }),
    slab: t.exposeInt('slab', { description: 'The band of volume, from 0.' }),
    section: t.exposeString('section', { description: '`addons`, or a web service’s plan type.' }),
    planId: t.exposeString('planId', { description: 'Plan, certificate type or add-on.' }),
    band: t.exposeString('band', { description: 'Range of accounts, or a band of a plan type.' }),
    action: t.exposeString('action', { description: '`addnewdomain`, `renew`, `add`, `ssl` …' }),
    tenure: t.exposeInt('tenure', { description: 'How long it is for; 0 for none.' }),
    tenureUnit: t.expose('tenureUnit', {
      type: TenureUnit,
      description: 'What the tenure counts.',
    }),
    price: t.exposeString('priceText', {
      description: 'The price, digit for digit as it was set, in the list’s currency.',
    }),
    traits: t.expose('description', {
      type: 'JSON',
      nullable: true,
      description: 'What the plan holds: webspace, no_of_mail_accounts (-1: no limit) …',
    }),
  }),
});

const PriceSlab = builder.prismaNode('PriceSlab', {
  read: 'catalog:read',
  description: 'What a reseller must reach for a band of volume to hold.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    productKey: t.relation('productKey', { description: 'The product.' }),
    slab: t.exposeInt('slab', { description: 'The band, from 0.' }),
    category: t.exposeString('category', { description: '`category1`, `category2` …' }),
    categoryName: t.exposeString('categoryName', { description: 'What is counted: `receipts` …' }),
    categoryQuantity: t.expose('categoryQuantity', {
      type: 'Decimal',
      description: 'From how much on.',
    }),
  }),
});

/** A named set of prices. */
export const PriceList = builder.prismaNode('PriceList', {
  read: 'catalog:read',
  description: 'A named set of prices; its version rises with every change.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'The number programs know it by.' }),
    name: t.exposeString('name', { description: 'What it is called.' }),
    audience: t.expose('audience', { type: PriceAudience, description: 'Who pays its prices.' }),
    currency: t.expose('currencyCode', { type: 'CurrencyCode', description: 'What they are in.' }),
    version: t.exposeInt('version', {
      description: 'Raised by every change: what was read at this version still holds.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    entries: t.relation('entries', {
      type: PriceListEntry,
      description: 'All its prices, in the order of the list. Large: read it once per version.',
      query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
    }),
    slabs: t.relation('slabs', {
      type: PriceSlab,
      description: 'What its bands of volume ask for.',
      query: { orderBy: [{ slab: 'asc' }, { category: 'asc' }, { id: 'asc' }] },
    }),
  }),
});
