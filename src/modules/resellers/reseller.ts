import { keyOf } from '#core/ids.ts';
import { Money } from '#schema/money.ts';
import { builder } from '#schema/builder.ts';
import { listDescriptions, place, skipping } from '#schema/list.ts';
import { visibleResellers } from './visible.ts';

export const ResellerStatus = builder.enumType('ResellerStatus', {
  description: 'Where a reseller stands.',
  values: {
    ACTIVE: { description: 'May sell.' },
    SUSPENDED: {
      description: 'May not sell for the moment: its keys read, and change nothing.',
    },
    CLOSED: { description: 'Sells no more: its keys are refused as unknown.' },
  } as const,
});

/** A client that sells to clients of its own. */
export const Reseller = builder.prismaNode('Reseller', {
  read: 'resellers:read',
  description: 'A client that sells to clients of its own.',
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeInt('id', { description: 'Its id, `auth-userid` on the reseller API.' }),
    brandName: t.exposeString('brandName', { description: 'What it sells under.' }),
    status: t.expose('status', { type: ResellerStatus, description: 'Where it stands.' }),
    websiteUrl: t.exposeString('websiteUrl', { description: 'Its website; empty for none.' }),
    supportEmail: t.exposeString('supportEmail', { description: 'Where its customers write to.' }),
    discountPercent: t.expose('discountPercent', {
      type: 'Decimal',
      nullable: true,
      authScopes: { permission: 'resellers:read' },
      description: 'What it is given off the company’s own prices.',
    }),
    currency: t.expose('currencyCode', { type: 'CurrencyCode', description: 'What it sells in.' }),
    client: t.relation('client', { description: 'The client it is.' }),
    costPriceList: t.relation('costPriceList', {
      nullable: true,
      authScopes: { permission: 'resellers:read' },
      description: 'The prices it pays.',
    }),
    customerPriceList: t.relation('customerPriceList', {
      nullable: true,
      description: 'The prices its customers pay.',
    }),
    creditLimit: t.field({
      type: Money,
      nullable: true,
      authScopes: { permission: 'resellers:read' },
      description: 'How far the balance of its client may go below zero.',
      select: { client: { select: { creditLimit: true, currencyCode: true } } },
      resolve: ({ client }) => ({ amount: client.creditLimit, currency: client.currencyCode }),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it began.' }),
  }),
});

builder.prismaObjectField('Client', 'reseller', (t) =>
  t.relation('reseller', {
    nullable: true,
    description: 'Whose customer it is; null for the company’s.',
  }),
);

builder.prismaObjectField('Client', 'resellerAccount', (t) =>
  t.relation('reselling', {
    nullable: true,
    authScopes: { permission: 'resellers:read' },
    description: 'The reseller this client is; null when it is none.',
  }),
);

builder.prismaObjectField('Reseller', 'parent', (t) =>
  t.relation('parent', {
    nullable: true,
    authScopes: { permission: 'resellers:read' },
    description: 'The reseller above it; null when it stands directly below the company.',
  }),
);

builder.queryField('reseller', (t) =>
  t.prismaField({
    type: Reseller,
    nullable: true,
    description: 'One reseller; null where there is none that the actor may see.',
    authScopes: { permission: 'resellers:read' },
    args: { id: t.arg.globalID({ for: Reseller, required: true, description: 'Which one.' }) },
    resolve: (query, _root, { id }, { db, actor }) =>
      db.reseller.findFirst({
        ...query,
        where: { AND: [{ id: keyOf(id) }, visibleResellers(actor)] },
      }),
  }),
);

builder.queryField('resellers', (t) =>
  t.prismaConnection({
    type: Reseller,
    cursor: place,
    description:
      'The resellers the actor may see: staff all, a reseller itself and those below it.',
    authScopes: { permission: 'resellers:read' },
    args: { offset: t.arg.int({ description: listDescriptions.offset }) },
    totalCount: (_root, _args, { db, actor }) =>
      db.reseller.count({ where: visibleResellers(actor) }),
    resolve: (query, _root, { offset }, { db, actor }) =>
      db.reseller.findMany({
        ...skipping(query, offset),
        where: visibleResellers(actor),
        orderBy: [{ id: 'asc' }],
      }),
  }),
);
