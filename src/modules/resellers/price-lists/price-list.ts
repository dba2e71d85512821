import { visiblePriceLists } from '#modules/resellers/visible.ts';
import { builder } from '#schema/builder.ts';

export const PriceAudience = builder.enumType('PriceAudience', {
  description: 'Who pays the prices of a price list.',
  values: {
    RESELLER: { description: 'Resellers pay the prices to the company.' },
    CUSTOMER: { description: 'Customers pay the prices to their reseller.' },
  } as const,
});

const TenureUnit = builder.enumType('TenureUnit', {
  description: 'Unit in which a tenure is counted.',
  values: {
    NONE: { description: 'The price has no tenure.' },
    MONTHS: { description: 'The tenure is counted in months.' },
    YEARS: { description: 'The tenure is counted in years.' },
  } as const,
});

const PriceListEntry = builder.prismaNode('PriceListEntry', {
  read: 'catalog:read',
  visible: (actor) => ({ list: visiblePriceLists(actor) }),
  description:
    'Single price of a price list. Coordinates that the product family does not use are empty or zero.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    productKey: t.relation('productKey', { description: 'Product the price is for.' }),
    slab: t.exposeInt('slab', { description: 'Volume band (slab) of the price, counted from 0.' }),
    section: t.exposeString('section', {
      description: 'Section of the price: `addons`, or the plan type of a web service.',
    }),
    planId: t.exposeString('planId', {
      description: 'ID of the plan, certificate type or addon the price is for.',
    }),
    band: t.exposeString('band', {
      description: 'Range of email accounts, or band of a plan type.',
    }),
    action: t.exposeString('action', {
      description: 'Action the price is for: `addnewdomain`, `renew`, `add`, `ssl` and so on.',
    }),
    tenure: t.exposeInt('tenure', {
      description: 'Length of the tenure in the unit `tenureUnit`. 0 for none.',
    }),
    tenureUnit: t.expose('tenureUnit', {
      type: TenureUnit,
      description: 'Unit in which the tenure is counted.',
    }),
    price: t.exposeString('priceText', {
      description: 'Price in the currency of the list, with exactly the digits that were set.',
    }),
    traits: t.expose('description', {
      type: 'JSON',
      nullable: true,
      description:
        'Properties of the plan: `webspace`, `no_of_mail_accounts` (-1 means no limit) and so on.',
    }),
  }),
});

const PriceSlab = builder.prismaNode('PriceSlab', {
  read: 'catalog:read',
  visible: (actor) => ({ list: visiblePriceLists(actor) }),
  description: 'Threshold a reseller must reach for a volume band of a product to apply.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    productKey: t.relation('productKey', {
      description: 'Product whose volume band has the threshold.',
    }),
    slab: t.exposeInt('slab', {
      description: 'Volume band (slab) the threshold belongs to, counted from 0.',
    }),
    category: t.exposeString('category', {
      description: 'Category of the threshold: `category1`, `category2` and so on.',
    }),
    categoryName: t.exposeString('categoryName', {
      description: 'Quantity that is counted, such as `receipts`.',
    }),
    categoryQuantity: t.expose('categoryQuantity', {
      type: 'Decimal',
      description: 'Minimum quantity from which the threshold is reached.',
    }),
  }),
});

/** A named set of prices. */
export const PriceList = builder.prismaNode('PriceList', {
  read: 'catalog:read',
  visible: visiblePriceLists,
  description: 'Named set of prices with a version that rises with every change.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the price list, used by programs.',
    }),
    name: t.exposeString('name', { description: 'Name of the price list.' }),
    isActive: t.exposeBoolean('isActive', {
      description: 'Whether the list is in force; the prices of others are charged instead.',
    }),
    audience: t.expose('audience', {
      type: PriceAudience,
      description: 'Who pays the prices of the list.',
    }),
    currency: t.expose('currencyCode', {
      type: 'CurrencyCode',
      description: 'Currency of the prices.',
    }),
    version: t.exposeInt('version', {
      description:
        'Version of the price list, raised by every change. Prices read at the current version are still valid.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change of the price list.',
    }),
    entries: t.relation('entries', {
      listSize: 10_000,
      type: PriceListEntry,
      description: 'All prices of the list, in list order. Large: read once per version.',
      query: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] },
    }),
    slabs: t.relation('slabs', {
      type: PriceSlab,
      description: 'Thresholds of the volume bands of the price list.',
      query: { orderBy: [{ slab: 'asc' }, { category: 'asc' }, { id: 'asc' }] },
    }),
  }),
});
