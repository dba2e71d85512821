import { keyOf } from '#core/ids.ts';
import { Money } from '#schema/money.ts';
import { builder } from '#schema/builder.ts';
import { visibleResellers } from './visible.ts';
import { anyOf, rows, timeSpans } from '#schema/lists/conditions.ts';
import { declareList } from '#schema/lists/list.ts';
import { includes, somebodyCalled } from '#schema/text-filter.ts';

export const ResellerStatus = builder.enumType('ResellerStatus', {
  description: 'Status of a reseller.',
  values: {
    ACTIVE: { description: 'The reseller may sell.' },
    SUSPENDED: {
      description:
        'The reseller may not sell for now. Its API credentials can read but not change anything.',
    },
    CLOSED: {
      description: 'The reseller no longer sells. Its API credentials are refused as unknown.',
    },
  } as const,
});

/** A client that sells to clients of its own. */
export const Reseller = builder.prismaNode('Reseller', {
  read: 'resellers:read',
  visible: visibleResellers,
  description: 'Client that sells to clients of its own.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', {
      description: 'Numeric ID of the reseller, `auth-userid` in the reseller API.',
    }),
    brandName: t.exposeString('brandName', { description: 'Brand name the reseller sells under.' }),
    status: t.expose('status', { type: ResellerStatus, description: 'Status of the reseller.' }),
    websiteUrl: t.exposeString('websiteUrl', {
      description: "Website of the reseller's brand. Empty for none.",
    }),
    supportEmail: t.exposeString('supportEmail', {
      description: "Email address the reseller's customers write to.",
    }),
    discountPercent: t.expose('discountPercent', {
      type: 'Decimal',
      nullable: true,
      authScopes: { permission: 'resellers:read' },
      description: "Discount in percent on the company's own prices.",
    }),
    currency: t.expose('currencyCode', {
      type: 'CurrencyCode',
      description: 'Currency the reseller sells in.',
    }),
    client: t.relation('client', { description: 'Client that is the reseller.' }),
    costPriceList: t.relation('costPriceList', {
      nullable: true,
      authScopes: { permission: 'resellers:read' },
      description: 'Price list by which the reseller pays the company.',
    }),
    customerPriceList: t.relation('customerPriceList', {
      nullable: true,
      description: "Price list by which the reseller's customers pay.",
    }),
    creditLimit: t.field({
      type: Money,
      nullable: true,
      authScopes: { permission: 'resellers:read' },
      description: "Amount by which the balance of the reseller's client may go below zero.",
      select: { client: { select: { creditLimit: true, currencyCode: true } } },
      resolve: ({ client }) => ({ amount: client.creditLimit, currency: client.currencyCode }),
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'Time the client became a reseller.',
    }),
  }),
});

builder.prismaObjectField('Client', 'reseller', (t) =>
  t.relation('reseller', {
    nullable: true,
    description: 'Reseller whose customer the client is. Null for direct clients of the company.',
  }),
);

builder.prismaObjectField('Client', 'resellerAccount', (t) =>
  t.relation('reselling', {
    nullable: true,
    authScopes: { permission: 'resellers:read' },
    description: 'Reseller role of the client. Null when the client is not a reseller.',
  }),
);

builder.prismaObjectField('Reseller', 'parent', (t) =>
  t.relation('parent', {
    nullable: true,
    authScopes: { permission: 'resellers:read' },
    description: 'Parent reseller. Null when the reseller is directly below the company.',
  }),
);

builder.queryField('reseller', (t) =>
  t.prismaField({
    type: Reseller,
    nullable: true,
    description:
      'Reseller by ID. Null when no such reseller exists or the actor may not see the reseller.',
    authScopes: { permission: 'resellers:read' },
    args: {
      id: t.arg.globalID({ for: Reseller, required: true, description: 'ID of the reseller.' }),
    },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.reseller.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleResellers(actor)] },
      }),
  }),
);

/** Lists of resellers. */
const resellerList = declareList({
  type: Reseller,
  noun: 'Reseller',
  model: 'Reseller',
  visible: visibleResellers,
  filter: {
    client: rows('Client', 'clientId', 'The resellers that are these clients.'),
    parent: rows('Reseller', 'parentId', 'Resellers below these; null for those of the company.'),
    status: anyOf(ResellerStatus, 'status', 'Resellers in these statuses.'),
    createdAt: timeSpans('createdAt', 'Time at which the client became a reseller.'),
  },
  order: {
    ID: ['id', 'By the order of adding.'],
    BRAND_NAME: ['brandName', 'By the brand name.'],
    STATUS: ['status', 'By the status.'],
    CREATED_AT: ['createdAt', 'By the time at which the client became a reseller.'],
  },
  search: (word) => ({
    OR: [
      { brandName: includes(word) },
      { supportEmail: includes(word) },
      { client: somebodyCalled(word) },
    ],
  }),
});

resellerList.root('resellers', {
  description:
    'Resellers the actor may see. Staff see all; a reseller sees itself and the resellers below it.',
  permission: 'resellers:read',
});
